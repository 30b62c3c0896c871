import type { Circumstances } from '../kernel/case-type.ts';
import type { Step } from '../kernel/step.ts';
import type { Severity } from '../policy/policy.ts';
import { dayBefore, dayOf, deadlineAfter, type IsoDate } from '../working-days.ts';
import { isOutstanding, type RectificationFile } from './file.ts';

/** The date an item gets when nobody names one, by its severity. */
export const usualDate = (severity: Severity, { now, policy, calendar }: Circumstances): IsoDate =>
  deadlineAfter({ from: now, workingDays: policy.rectification.itemWorkingDays[severity] }, calendar).lastDay;

/** One running date per day on which items fall due; items of one day are chased together. */
export function runItemDates(draft: RectificationFile, step: Step): void {
  const outstanding = draft.items.filter(isOutstanding);
  const wanted = new Set(outstanding.map((i) => `${i.dueOn}`));
  for (const d of Object.values(draft.deadlines)) {
    if (d.name === 'rectification' && !wanted.delete(lastDayOf(d.dueAt))) delete draft.deadlines[d.id];
  }
  const from = draft.noticeIssuedAt ?? step.now;
  for (const day of [...wanted].sort())
    step.start({ name: 'rectification', awaits: 'submitRectification', ladder: 'institutionLate', day, from, mark: day });
}

export const lastDayOf = (dueAt: number): IsoDate => dayBefore(dayOf(dueAt));

/** The items' dates and the decisions asked for run on when operation is suspended or goes on again. */
export function awaitRectification(draft: RectificationFile, step: Step): void {
  step.enter(draft.operation === 'suspended' ? 'suspended' : 'awaitingRectification', ['rectification', 'extension']);
  runItemDates(draft, step);
}
