import type { CaseFile } from './kernel/case-file.ts';
import type { Step } from './kernel/step.ts';

/** What the leader may decide on: the list of joint punishment, and what R-097 links with it. */
export const SANCTION_MEASURES = ['jointPunishment', 'heavierPenalty', 'lowerGrade'] as const;
export type SanctionMeasure = (typeof SANCTION_MEASURES)[number];

/** One measure against an institution: proposed, decided by the leader, and never by itself (C-37). Times in ms. */
export interface Sanction {
  measure: SanctionMeasure;
  /** Why; it is published when the institution is listed. */
  cause: string;
  /** seq of the step that proposed it: it links the measures that were proposed together. */
  proposal: number;
  /** The two facts of R-097, of which the text does not say whether both are needed (C-35). */
  facts?: { selfCheckPoor: boolean; greatHazards: boolean };
  proposed: { at: number; by: string };
  decision?: { at: number; by: string; granted: boolean; reason: string };
  /** When an institution was taken off the list, and why. What was decided stays. */
  ended?: { at: number; by: string; reason: string };
}

type Sanctioned = Pick<CaseFile, 'sanctions'>;

/** Measures that wait for the leader. */
export const undecided = ({ sanctions = [] }: Sanctioned): Sanction[] => sanctions.filter(({ decision }) => !decision);

/** The entry by which the institution is on the list of joint punishment now. */
export const listingOf = ({ sanctions = [] }: Sanctioned): Sanction | undefined =>
  sanctions.find(({ measure, decision, ended }) => measure === 'jointPunishment' && decision?.granted && !ended);

/** Those of the measures that neither wait for a decision nor are an entry in force. */
export function proposable(file: Sanctioned, measures: readonly SanctionMeasure[]): SanctionMeasure[] {
  const taken = [...undecided(file), listingOf(file)].map((sanction) => sanction?.measure);
  return measures.filter((measure) => !taken.includes(measure));
}

/** Proposes measures to the leader; nothing follows from it. */
export function proposeTo(draft: CaseFile, measures: readonly SanctionMeasure[], why: Pick<Sanction, 'cause' | 'facts'>, step: Step): void {
  const proposed = { at: step.now, by: step.actor.id };
  const added = proposable(draft, measures).map((measure): Sanction => ({ measure, ...why, proposal: draft.seq, proposed }));
  draft.sanctions = [...(draft.sanctions ?? []), ...added];
  step.tell('sanctionProposed', ['leader', 'owner']);
}
