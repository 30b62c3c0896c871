import { type RecordReplyInput, unanswered } from '../letters.ts';
import { periodOf } from '../policy/periods.ts';
import { withoutPersonal } from '../retention.ts';
import type { Role } from '../roles.ts';
import { dayOf, deadlineAfter, type IsoDate, parseDay } from '../working-days.ts';
import type { CaseFile, Link, Removed, RunningDeadline } from './case-file.ts';
import type { ActionTable } from './case-type.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Step } from './step.ts';

/** The grounds on which a clock may be suspended; there are no others. */
export const SUSPENSION_GROUNDS = ['appraisal', 'otherAuthority', 'forceMajeure'] as const;

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
export interface NoteInput {
  text: string;
}
export interface AttachInput {
  evidence: string[];
  note?: string;
}
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
export interface EscalateInput {
  reason: string;
}
export interface LinkCaseInput {
  caseNo: string;
  kind: Extract<Link['kind'], 'related' | 'duplicate'>;
}
export interface WithdrawInput {
  reason: string;
}
export interface IdentifyInstitutionInput {
  institutionId: string;
  name: string;
  /** Officials related to it. */
  excluded?: string[];
}
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

const STAFF = ['caseworker', 'supervisor', 'leader'] as const satisfies Role[];
const HEADS = ['supervisor', 'leader'] as const satisfies Role[];

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
  file.excluded.includes(to) ? refuse('conflict-of-interest', 'the case concerns this official', 'to') : undefined;

/** What can be done with a case of any type. */
export const COMMON_ACTIONS = {
  assign: {
    title: { zh: '分派', en: 'Assign' },
    at: 'open',
    by: HEADS,
    offered: (file) => (file.assignee ? refuse('action-not-available', 'the case is assigned; reassign it with a note') : undefined),
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
    offered: (file) =>
      file.assignee || file.returns > 0 ? undefined : refuse('action-not-available', 'nobody has the case yet; assign it'),
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
      if (file.assignee !== actor.id) return refuse('action-not-available', 'only the officer who has the case may return it');
      if (file.returns >= policy.returns.cap) return refuse('cap-reached', `a case is returned at most ${policy.returns.cap} times`);
      const { dueAt } = deadlineAfter({ from: file.assignedAt ?? file.openedAt, workingDays: policy.returns.withinWorkingDays }, calendar);
      return now <= dueAt ? undefined : refuse('not-in-time', `a case is returned within ${policy.returns.withinWorkingDays} working days`);
    },
    take(draft, _input: ReturnInput, step) {
      delete draft.assignee;
      draft.owner = step.circumstances.desk;
      draft.returns += 1;
      step.start({ name: 'return', awaits: 'reassign', ladder: 'internalLate', workingDays: step.policy.returns.decisionWorkingDays });
      step.tell('returned', ['supervisor']);
    },
  },
  addNote: { title: { zh: '记事', en: 'Add a note' }, at: 'open', by: [...STAFF, 'department'], take(_draft, _input: NoteInput) {} },
  attachEvidence: {
    title: { zh: '附证据', en: 'Attach evidence' },
    at: 'open',
    by: [...STAFF, 'department', 'institution'],
    take(draft, { evidence }: AttachInput) {
      draft.evidence.push(...evidence.filter((id) => !draft.evidence.includes(id)));
    },
  },
  suspendClock: {
    title: { zh: '中止计时', en: 'Suspend the clock' },
    at: 'open',
    by: HEADS,
    offered: (file) => (file.clock === 'running' ? undefined : refuse('action-not-available', 'the clock does not run')),
    refuse(file, { effectiveOn }: SuspendClockInput, _actor, { now }) {
      const lastRestart = file.suspensions.at(-1)?.to;
      if (effectiveOn > dayOf(now)) return refuse('not-lawful', 'a suspension cannot begin in the future', 'effectiveOn');
      if (effectiveOn < dayOf(file.receivedAt)) return refuse('not-lawful', 'a suspension cannot begin before receipt', 'effectiveOn');
      if (lastRestart && effectiveOn < lastRestart)
        return refuse('not-lawful', 'a suspension cannot begin before the clock was last resumed', 'effectiveOn');
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
    offered: (file) => (file.clock === 'suspended' ? undefined : refuse('action-not-available', 'the clock is not suspended')),
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
    offered: (file, _actor, { now }) =>
      extendableDates(file, now).length > 0 ? undefined : refuse('action-not-available', 'no date of the bureau itself is running'),
    refuse(file, { deadline }: ExtendDeadlineInput, _actor, { now }) {
      const found = Object.values(file.deadlines).find((d) => d.id === deadline);
      if (!found) return refuse('not-lawful', 'the case has no such date running', 'deadline');
      if (!internal(file).includes(found))
        return refuse('not-lawful', 'only a period of the bureau itself can be extended here', 'deadline');
      return now <= found.dueAt ? undefined : refuse('not-in-time', 'the date has passed', 'deadline');
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
  escalate: {
    title: { zh: '提请督办', en: 'Escalate' },
    at: 'open',
    by: STAFF,
    take(_draft, _input: EscalateInput, step) {
      step.tell('escalated', ['supervisor', 'leader']);
    },
  },
  linkCase: {
    title: { zh: '关联案件', en: 'Link a case' },
    at: 'open',
    by: STAFF,
    refuse: (file, { caseNo }: LinkCaseInput) =>
      caseNo === file.caseNo ? refuse('not-lawful', 'a case is not linked to itself', 'caseNo') : undefined,
    take(_draft, link: LinkCaseInput, step) {
      step.link(link);
    },
  },
  withdraw: {
    title: { zh: '撤销', en: 'Withdraw' },
    at: 'open',
    by: HEADS,
    take(_draft, _input: WithdrawInput, step) {
      step.close('withdrawn');
    },
  },
  identifyInstitution: {
    title: { zh: '确认机构', en: 'Identify the institution' },
    at: 'open',
    by: STAFF,
    offered: (file) =>
      file.institution?.id === undefined ? undefined : refuse('action-not-available', 'the institution is identified already'),
    take(draft, { institutionId, name, excluded = [] }: IdentifyInstitutionInput, step) {
      step.say({ asWritten: draft.institution?.name ?? null });
      draft.institution = { id: institutionId, name };
      exclude(draft, excluded, step);
    },
  },
  /** The product's own: an official declared a relation to the institution, and is kept from its cases from then on (回避). */
  exclude: {
    title: { zh: '回避', en: 'Keep an official from the case' },
    at: 'any',
    by: ['system'],
    take: (draft, { excluded }: ExcludeInput, step) => exclude(draft, excluded, step),
  },
  /** The product's own, asked for by a head: a case is kept whatever its time, or no longer. */
  legalHold: {
    title: { zh: '依法留存', en: 'Legal hold' },
    at: 'any',
    by: ['system'],
    refuse: ({ anonymised, legalHold }, { on }: LegalHoldInput) =>
      anonymised || on === (legalHold !== undefined)
        ? refuse('action-not-available', anonymised ? 'nothing is left to hold' : 'it is so already', 'on')
        : undefined,
    take(draft, { on, by }: LegalHoldInput, step) {
      if (on) draft.legalHold = { at: step.now, by };
      else delete draft.legalHold;
    },
  },
  /** The product's own, when the time of a closed case is over: what people wrote is removed from it; this step is what stays of that. */
  anonymise: {
    title: { zh: '匿名化', en: 'Make anonymous' },
    at: ['closed'],
    by: ['system'],
    refuse: ({ anonymised, legalHold }, _input: AnonymiseInput) => {
      if (anonymised) return refuse('action-not-available', 'it is anonymous already');
      return legalHold ? refuse('not-lawful', 'it is held for the law') : undefined;
    },
    take(draft, { by, removed }: AnonymiseInput, step) {
      Object.assign(draft, withoutPersonal(draft));
      draft.anonymised = { at: step.now, by, ...removed };
    },
  },
  /** A department's reply to a letter: recorded for it, or by itself with the link that it was sent. */
  recordReply: {
    title: { zh: '登记回函', en: 'Record a reply' },
    at: 'any',
    by: [...STAFF, 'department'],
    offered: (file) =>
      unanswered(file).length > 0 && !file.anonymised
        ? undefined
        : refuse('action-not-available', 'no letter of this case waits for a reply'),
    refuse: (file, { letterNo }: RecordReplyInput) =>
      unanswered(file).some(({ no }) => no === letterNo)
        ? undefined
        : refuse('not-lawful', `letter ${letterNo} does not exist or was answered`, 'letterNo'),
    take(draft, { letterNo, text, respondent, evidence = [] }: RecordReplyInput, step) {
      const letter = draft.letters?.find(({ no }) => no === letterNo);
      if (!letter) return;
      letter.reply = { at: step.now, by: step.actor.id, text, evidence, ...(respondent ? { respondent } : {}) };
      draft.evidence.push(...evidence.filter((id) => !draft.evidence.includes(id)));
      step.end('departmentReply', `${letterNo}`);
      step.say({ department: letter.department });
      step.tell('letterAnswered', ['owner'], { department: letter.department });
    },
  },
  /** The product's own: a row of an import that repeats the number of this case is linked to it, not lost. */
  recordDuplicate: {
    title: { zh: '重复记录', en: 'Repeated record' },
    at: 'any',
    by: ['system'],
    take(_draft, _input: { line: number; row: Record<string, string> }) {},
  },
  /** The product's own: who has the case may not have it any more. It goes to the section head, who gives it to somebody within the time for a return. */
  release: {
    title: { zh: '收回', en: 'Released' },
    at: 'open',
    by: ['system'],
    refuse: (file, { from }: ReleaseInput) =>
      file.assignee === from || file.owner === from ? undefined : refuse('action-not-available', 'somebody else has the case', 'from'),
    take(draft, { from }: ReleaseInput, step) {
      if (draft.assignee === from) {
        delete draft.assignee;
        step.start({ name: 'return', awaits: 'assign', ladder: 'internalLate', workingDays: step.policy.returns.decisionWorkingDays });
      }
      draft.owner = step.circumstances.desk;
      step.tell('released', ['owner']);
    },
  },
  /** The product's own: a corrected calendar or policy moves dates that are still running. */
  recount: {
    title: { zh: '重新计算期限', en: 'Recount the dates' },
    at: 'open',
    by: ['system'],
    take: (draft, _input: RecountInput, step) => recount(draft, step),
  },
  /** The product's own: an open case is put under another policy, as an administrator asked for. What a person added to a period stays. */
  adoptPolicy: {
    title: { zh: '适用新政策', en: 'Adopt another policy' },
    at: 'open',
    by: ['system'],
    refuse(file, input: AdoptPolicyInput, _actor, { policy }) {
      const same = (other: CaseFile['policy']) => other.jurisdiction === input.jurisdiction && other.version === input.version;
      if (same(file.policy)) return refuse('action-not-available', 'the case is under this policy already');
      return same(policy) ? undefined : refuse('not-lawful', 'there is no such policy', 'version');
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

/** Periods of the bureau itself; the law's, a date that a person set, and the section head's own decisions are not among them. */
const internal = (file: CaseFile): RunningDeadline[] =>
  Object.values(file.deadlines).filter(
    (d) => !d.statutory && d.workingDays !== undefined && !['resumeClock', 'reassign', 'assign', 'recordReply'].includes(d.awaits),
  );

/** The periods of the bureau itself that have not run out. */
export const extendableDates = (file: CaseFile, now: number): RunningDeadline[] => internal(file).filter((d) => now <= d.dueAt);

/** Counts every running date afresh and says which moved, from when to when (ms). */
function recount(draft: CaseFile, step: Step): void {
  const moved = Object.values(draft.deadlines).flatMap((d) => {
    const from = d.dueAt;
    step.count(d);
    return d.dueAt === from ? [] : [{ deadline: d.id, from, to: d.dueAt }];
  });
  step.say({ moved });
}
