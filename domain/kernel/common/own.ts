import { periodOf } from '../../policy/periods.ts';
import { withoutPersonal } from '../../retention.ts';
import { listingOf } from '../../sanctions.ts';
import type { CaseFile, Removed } from '../case-file.ts';
import type { ActionTable } from '../case-type.ts';
import { refuse } from '../refusal.ts';
import { recount } from './clock.ts';
import { exclude } from './ownership.ts';

export interface LegalHoldInput {
  on: boolean;
  by: string;
  reason: string;
}
export interface AnonymiseInput {
  by: string;
  reason: string;
  removed: Removed;
}
export interface ExcludeInput {
  excluded: string[];
  reason: string;
}

export interface ReleaseInput {
  from: string;
  reason: string;
}
export interface RecountInput {
  reason: string;
}
export interface AdoptPolicyInput {
  jurisdiction: string;
  version: number;
  reason: string;
}

/** The product's own steps, which nobody takes by hand. */
export const OWN = {
  /** An official declared a relation to the institution, and is kept from its cases from then on (回避). */
  exclude: {
    title: { zh: '回避', en: 'Keep an official from the case' },
    at: 'any',
    by: ['system'],
    take: (draft, { excluded }: ExcludeInput, step) => exclude(draft, excluded, step),
  },
  /** Asked for by a head: a case is kept whatever its time, or no longer. */
  legalHold: {
    title: { zh: '依法留存', en: 'Legal hold' },
    at: 'any',
    by: ['system'],
    refuse: ({ anonymised, legalHold }, { on }: LegalHoldInput) =>
      anonymised || on === (legalHold !== undefined)
        ? refuse(anonymised ? 'nothing-to-hold' : 'hold-unchanged', { field: 'on' })
        : undefined,
    take(draft, { on, by }: LegalHoldInput, step) {
      if (on) draft.legalHold = { at: step.now, by };
      else delete draft.legalHold;
    },
  },
  /** When the time of a closed case is over: what people wrote is removed from it; this step is what stays of that. */
  anonymise: {
    title: { zh: '匿名化', en: 'Make anonymous' },
    at: ['closed'],
    by: ['system'],
    refuse: (file, _input: AnonymiseInput) => {
      if (file.anonymised) return refuse('already-anonymous');
      if (listingOf(file)) return refuse('listing-in-force');
      return file.legalHold ? refuse('held-for-the-law') : undefined;
    },
    take(draft, { by, removed }: AnonymiseInput, step) {
      Object.assign(draft, withoutPersonal(draft));
      draft.anonymised = { at: step.now, by, ...removed };
    },
  },
  /** A row of an import that repeats the number of this case is linked to it, not lost. */
  recordDuplicate: {
    title: { zh: '重复记录', en: 'Repeated record' },
    at: 'any',
    by: ['system'],
    take(_draft, _input: { line: number; row: Record<string, string> }) {},
  },
  /** Who has the case may not have it any more. It goes to the section head, who gives it to somebody within the time for a return. */
  release: {
    title: { zh: '收回', en: 'Released' },
    at: 'open',
    by: ['system'],
    refuse: (file, { from }: ReleaseInput) =>
      file.assignee === from || file.owner === from ? undefined : refuse('somebody-else-has-it', { field: 'from' }),
    take(draft, { from }: ReleaseInput, step) {
      if (draft.assignee === from) {
        delete draft.assignee;
        step.start({ name: 'return', awaits: 'assign', ladder: 'internalLate', workingDays: step.policy.returns.decisionWorkingDays });
      }
      draft.owner = step.circumstances.desk;
      step.tell('released', ['owner']);
    },
  },
  /** A corrected calendar or policy moves dates that are still running. */
  recount: {
    title: { zh: '重新计算期限', en: 'Recount the dates' },
    at: 'open',
    by: ['system'],
    take: (draft, _input: RecountInput, step) => recount(draft, step),
  },
  /** An open case is put under another policy, as an administrator asked for. What a person added to a period stays. */
  adoptPolicy: {
    title: { zh: '适用新政策', en: 'Adopt another policy' },
    at: 'open',
    by: ['system'],
    refuse(file, input: AdoptPolicyInput, _actor, { policy }) {
      const same = (other: CaseFile['policy']) => other.jurisdiction === input.jurisdiction && other.version === input.version;
      if (same(file.policy)) return refuse('policy-unchanged');
      return same(policy) ? undefined : refuse('no-such-policy', { field: 'version' });
    },
    take(draft, { jurisdiction, version }: AdoptPolicyInput, step) {
      const { policy, replaces = policy } = step.circumstances;
      for (const d of Object.values(draft.deadlines)) {
        const [before, after] = [periodOf(d, replaces), periodOf(d, policy)];
        if (d.workingDays !== undefined && before !== undefined && after !== undefined)
          d.workingDays = Math.max(0, d.workingDays + after - before);
      }
      draft.policy = { jurisdiction, version };
      recount(draft, step);
    },
  },
} satisfies ActionTable<CaseFile>;
