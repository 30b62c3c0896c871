import type { ActionTable } from '../kernel/case-type.ts';
import { refuse } from '../kernel/refusal.ts';
import { dayOf, type IsoDate } from '../working-days.ts';
import type { ComplaintFile, Stage } from './file.ts';

export interface BanInput {
  /** The person who is answerable for the abuse. */
  responsiblePerson: string;
  /** Last day of the ban. */
  until: IsoDate;
  reason: string;
}

/** What follows where an investigation found that residents were abused. That it is handed to the police is `refer`. */
export const ABUSE = {
  banFromIndustry: {
    title: { zh: '行业禁入', en: 'Ban from the industry' },
    at: ['awaitingFeedback', 'awaitingCallback', 'closed'],
    by: ['leader'],
    offered({ category, investigation, anonymised }) {
      if (anonymised) return refuse('already-anonymous');
      return category === 'abuse' && investigation?.substantiated ? undefined : refuse('no-abuse-found');
    },
    refuse: (_file, { until }: BanInput, _actor, { now }) =>
      until < dayOf(now) ? refuse('day-passed', { field: 'until', about: [until] }) : undefined,
    take(draft, input: BanInput, step) {
      draft.bans = [...(draft.bans ?? []), { at: step.now, by: step.actor.id, ...input }];
      step.say({ weighsOnCredit: true });
    },
  },
} satisfies ActionTable<ComplaintFile, Stage>;
