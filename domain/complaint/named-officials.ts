import type { ActionTable } from '../kernel/case-type.ts';
import { exclude } from '../kernel/common-actions.ts';
import { refuse } from '../kernel/refusal.ts';
import type { Step } from '../kernel/step.ts';
import type { ComplaintFile, NamedOfficial, Stage } from './file.ts';

export interface NameOfficialsInput {
  namedOfficials: NamedOfficial[];
  reason: string;
  /** Users behind the names. */
  excluded?: string[];
}

const isKnown = ({ namedOfficials, excluded }: ComplaintFile, { name, userId }: NamedOfficial): boolean =>
  userId === undefined ? namedOfficials.some((known) => known.name === name) : excluded.includes(userId);

/**
 * A complaint about officials is out of their sight and hands, and goes to discipline inspection at once. It is answered all the
 * same.
 */
export function keepFromNamed(draft: ComplaintFile, named: readonly NamedOfficial[], step: Step): void {
  const people = named.flatMap(({ userId }) => userId ?? []);
  exclude(draft, people, step);
  const input = { target: 'discipline', ground: 'namedOfficial', about: draft.caseNo, namedOfficials: named };
  step.open({ type: 'referral', as: 'namedOfficial', input, excluded: draft.excluded });
}

/** Nor do they decide on it through a case that was opened from it, or into which it was merged. */
function keepFromOthers({ links, mergedInto }: ComplaintFile, excluded: string[], { reason, step }: { reason: string; step: Step }): void {
  if (excluded.length === 0) return;
  const opened = links.filter(({ kind }) => kind === 'opened').map(({ caseNo }) => caseNo);
  for (const caseNo of [...opened, ...(mergedInto ? [mergedInto] : [])])
    step.reach({ caseNo, action: 'exclude', input: { excluded, reason } });
}

/** What is found out about officials after the complaint was taken in. */
export const NAMED_OFFICIALS = {
  nameOfficials: {
    title: { zh: '登记被反映的公职人员', en: 'Name the officials it concerns' },
    at: 'open',
    by: ['hotline', 'caseworker', 'supervisor', 'leader'],
    refuse: (file, { namedOfficials }: NameOfficialsInput) =>
      namedOfficials.every((named) => isKnown(file, named)) ? refuse('officials-already-named', { field: 'namedOfficials' }) : undefined,
    take(draft, { namedOfficials, reason }: NameOfficialsInput, step) {
      const fresh = namedOfficials.filter((named) => !isKnown(draft, named));
      draft.namedOfficials.push(...fresh);
      const people = fresh.flatMap(({ userId }) => userId ?? []);
      keepFromOthers(draft, people, { reason, step });
      keepFromNamed(draft, fresh, step);
    },
  },
} satisfies ActionTable<ComplaintFile, Stage>;
