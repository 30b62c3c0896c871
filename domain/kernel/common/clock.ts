import { HEADS, STAFF } from '../../roles.ts';
import { dayOf, type IsoDate, parseDay } from '../../working-days.ts';
import type { CaseFile, RunningDeadline } from '../case-file.ts';
import type { ActionTable } from '../case-type.ts';
import { refuse } from '../refusal.ts';
import type { Step } from '../step.ts';

/** The grounds on which a clock may be suspended; there are no others. */
export const SUSPENSION_GROUNDS = ['appraisal', 'otherAuthority', 'forceMajeure'] as const;

export interface SuspendClockInput {
  ground: (typeof SUSPENSION_GROUNDS)[number];
  reason: string;
  effectiveOn: IsoDate;
}
export interface ResumeClockInput {
  reason: string;
}
export interface ExtendDeadlineInput {
  deadline: string;
  workingDays: number;
  reason: string;
}

/** Periods of the bureau itself; the law's, a date that a person set, and the section head's own decisions are not among them. */
const internal = (file: CaseFile): RunningDeadline[] =>
  Object.values(file.deadlines).filter(
    (d) => !d.statutory && d.workingDays !== undefined && !['resumeClock', 'reassign', 'assign', 'recordReply'].includes(d.awaits),
  );

/** The periods of the bureau itself that have not run out. */
export const extendableDates = (file: CaseFile, now: number): RunningDeadline[] => internal(file).filter((d) => now <= d.dueAt);

/** Counts every running date afresh and says which moved, from when to when (ms). */
export function recount(draft: CaseFile, step: Step): void {
  const moved = Object.values(draft.deadlines).flatMap((d) => {
    const from = d.dueAt;
    step.count(d);
    return d.dueAt === from ? [] : [{ deadline: d.id, from, to: d.dueAt }];
  });
  step.say({ moved });
}

/** Stopping the clock by a legal act, and moving a date of the bureau itself. */
export const CLOCK_ACTIONS = {
  suspendClock: {
    title: { zh: '中止计时', en: 'Suspend the clock' },
    at: 'open',
    by: HEADS,
    offered: (file) => (file.clock === 'running' ? undefined : refuse('clock-not-running')),
    refuse(file, { effectiveOn }: SuspendClockInput, _actor, { now }) {
      const lastRestart = file.suspensions.at(-1)?.to;
      if (effectiveOn > dayOf(now)) return refuse('suspension-in-the-future', { field: 'effectiveOn' });
      if (effectiveOn < dayOf(file.receivedAt)) return refuse('suspension-before-receipt', { field: 'effectiveOn' });
      if (lastRestart && effectiveOn < lastRestart) return refuse('suspension-before-resumption', { field: 'effectiveOn' });
      return undefined;
    },
    take(draft, { ground, effectiveOn }: SuspendClockInput, step) {
      draft.acts += 1;
      draft.clock = 'suspended';
      draft.suspensions.push({ from: parseDay(effectiveOn), actNo: draft.acts, ground });
      const { suspensionReviewWorkingDays: workingDays } = step.policy.clock;
      step.start({ name: 'suspension', awaits: 'resumeClock', ladder: 'internalLate', workingDays });
      step.say({ actNo: draft.acts });
      step.tell('suspended', ['owner']);
    },
  },
  resumeClock: {
    title: { zh: '恢复计时', en: 'Resume the clock' },
    at: 'open',
    by: STAFF,
    offered: (file) => (file.clock === 'suspended' ? undefined : refuse('clock-not-suspended')),
    take(draft, _input: ResumeClockInput, step) {
      const last = draft.suspensions.at(-1);
      if (last) last.to = dayOf(step.now);
      draft.clock = 'running';
      step.end('suspension');
      recount(draft, step);
      step.tell('resumed', ['owner']);
    },
  },
  extendDeadline: {
    title: { zh: '延长内部期限', en: 'Extend an internal date' },
    at: 'open',
    by: HEADS,
    offered: (file, _actor, { now }) => (extendableDates(file, now).length > 0 ? undefined : refuse('no-internal-date')),
    refuse(file, { deadline }: ExtendDeadlineInput, _actor, { now }) {
      const found = Object.values(file.deadlines).find((d) => d.id === deadline);
      if (!found) return refuse('no-such-date', { field: 'deadline' });
      if (!internal(file).includes(found)) return refuse('date-not-internal', { field: 'deadline' });
      return now <= found.dueAt ? undefined : refuse('date-passed', { field: 'deadline' });
    },
    take(draft, { deadline, workingDays }: ExtendDeadlineInput, step) {
      const old = draft.deadlines[deadline];
      if (!old) return;
      delete draft.deadlines[deadline];
      const { name, awaits, ladder, from, mark } = old;
      const moved = step.start({ name, awaits, ladder, from, mark, workingDays: (old.workingDays ?? 0) + workingDays });
      step.say({ moved: [{ deadline: moved.id, from: old.dueAt, to: moved.dueAt }] });
    },
  },
} satisfies ActionTable<CaseFile>;
