import { HEADS } from '../../roles.ts';
import { deadlineAfter } from '../../working-days.ts';
import type { CaseFile } from '../case-file.ts';
import type { ActionTable } from '../case-type.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Step } from '../step.ts';

export interface AssignInput {
  to: string;
  note?: string;
}
export interface ReassignInput {
  to: string;
  note: string;
}
export interface ReturnInput {
  reason: string;
}

/** Makes somebody the one who has the case and answers for it. The statutory clock runs on. */
export const give = (draft: CaseFile, to: string, step: Step): void => {
  draft.assignee = to;
  draft.owner = to;
  draft.assignedAt = step.now;
  step.end('return');
};

/** Keeps people from the case whom it concerns. What one of them had goes to the desk, which is nobody of them. */
export function exclude(draft: CaseFile, people: readonly string[], step: Step): void {
  draft.excluded = [...new Set([...draft.excluded, ...people])];
  if (!draft.excluded.includes(draft.owner)) return;
  delete draft.assignee;
  delete draft.assignedAt;
  draft.owner = step.circumstances.desk;
  if (draft.seq > 1 && draft.stage !== 'closed') step.tell('caseOpened', ['owner']);
}

const conflicted = (file: CaseFile, { to }: { to: string }): Refusal | undefined =>
  file.excluded.includes(to) ? refuse('concerns-official', { field: 'to' }) : undefined;

/** Who has the case and answers for it. */
export const OWNERSHIP = {
  assign: {
    title: { zh: '分派', en: 'Assign' },
    at: 'open',
    by: HEADS,
    offered: (file) => (file.assignee ? refuse('already-assigned') : undefined),
    refuse: conflicted,
    take(draft, { to }: AssignInput, step) {
      give(draft, to, step);
      step.tell('assigned', [{ user: to }]);
    },
  },
  reassign: {
    title: { zh: '改派', en: 'Reassign' },
    at: 'open',
    by: HEADS,
    offered: (file) => (file.assignee || file.returns > 0 ? undefined : refuse('not-assigned-yet')),
    refuse: conflicted,
    take(draft, { to }: ReassignInput, step) {
      const before = draft.assignee;
      give(draft, to, step);
      step.say({ before: before ?? null });
      step.tell('reassigned', before === undefined || before === to ? [{ user: to }] : [{ user: to }, { user: before }]);
    },
  },
  returnToSupervisor: {
    title: { zh: '退单', en: 'Return to the section head' },
    at: 'open',
    by: ['caseworker'],
    offered(file, actor, { now, policy, calendar }) {
      if (file.assignee !== actor.id) return refuse('not-the-assignee');
      if (file.returns >= policy.returns.cap) return refuse('returned-too-often', { about: [policy.returns.cap] });
      const { dueAt } = deadlineAfter({ from: file.assignedAt ?? file.openedAt, workingDays: policy.returns.withinWorkingDays }, calendar);
      return now <= dueAt ? undefined : refuse('returned-too-late', { about: [policy.returns.withinWorkingDays] });
    },
    take(draft, _input: ReturnInput, step) {
      delete draft.assignee;
      draft.owner = step.circumstances.desk;
      draft.returns += 1;
      step.start({ name: 'return', awaits: 'reassign', ladder: 'internalLate', workingDays: step.policy.returns.decisionWorkingDays });
      step.tell('returned', ['supervisor']);
    },
  },
} satisfies ActionTable<CaseFile>;
