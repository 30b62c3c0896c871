import { listingOf, proposable, proposeTo, type SanctionMeasure, undecided } from '../../sanctions.ts';
import type { CaseFile } from '../case-file.ts';
import type { ActionTable } from '../case-type.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface ProposeListingInput {
  cause: string;
}
export interface DecideSanctionInput {
  measure: SanctionMeasure;
  granted: boolean;
  reason: string;
}
export interface EndListingInput {
  reason: string;
}

/** Why none of these measures can be proposed now: an entry names an institution of the register, and is decided once. */
export function notProposable(file: CaseFile, measures: readonly SanctionMeasure[]): Refusal | undefined {
  if (file.anonymised) return refuse('already-anonymous');
  if (file.institution?.id === undefined) return refuse('institution-not-identified');
  return proposable(file, measures).length > 0 ? undefined : refuse('sanction-proposed-already');
}

/** The list of joint punishment: proposed by an officer, decided and ended by the leader, with no term that nobody set. */
export const SANCTIONS = {
  proposeListing: {
    title: { zh: '提请列入失信惩戒名单', en: 'Propose the joint punishment list' },
    at: 'any',
    by: ['caseworker', 'supervisor'],
    offered: (file) => notProposable(file, ['jointPunishment']),
    take: (draft, { cause }: ProposeListingInput, step) => proposeTo(draft, ['jointPunishment'], { cause }, step),
  },
  decideSanction: {
    title: { zh: '惩戒审批', en: 'Decide on a sanction' },
    at: 'any',
    by: ['leader'],
    offered(file, actor) {
      const waiting = undecided(file);
      if (waiting.length === 0 || file.anonymised) return refuse('no-sanction-proposed');
      return waiting.every(({ proposed }) => proposed.by === actor.id) ? refuse('decider-asked') : undefined;
    },
    refuse(file, { measure }: DecideSanctionInput, actor) {
      const waiting = undecided(file).find((s) => s.measure === measure);
      if (!waiting) return refuse('no-such-sanction', { field: 'measure' });
      return waiting.proposed.by === actor.id ? refuse('decider-asked') : undefined;
    },
    take(draft, { measure, granted, reason }: DecideSanctionInput, step) {
      const waiting = undecided(draft).find((s) => s.measure === measure);
      if (!waiting) return;
      waiting.decision = { at: step.now, by: step.actor.id, granted, reason };
      step.say({ cause: waiting.cause, ...(granted ? { weighsOnCredit: true } : {}) });
      step.tell('sanctionDecided', granted ? ['institution', 'owner'] : ['owner']);
    },
  },
  endListing: {
    title: { zh: '移出失信惩戒名单', en: 'Take off the joint punishment list' },
    at: 'any',
    by: ['leader'],
    offered: (file) => (listingOf(file) ? undefined : refuse('not-on-the-list')),
    take(draft, { reason }: EndListingInput, step) {
      const listing = listingOf(draft);
      if (!listing) return;
      listing.ended = { at: step.now, by: step.actor.id, reason };
      step.tell('listingEnded', ['institution', 'owner']);
    },
  },
} satisfies ActionTable<CaseFile>;
