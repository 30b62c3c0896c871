import { CALLBACK } from './complaint/callback.ts';
import { runAnswerClock } from './complaint/clock.ts';
import { type ComplaintFile, type OpenComplaintInput, STAGE_TITLES } from './complaint/file.ts';
import { HANDLING } from './complaint/handling.ts';
import { UNSEALING } from './complaint/unsealing.ts';
import type { CaseType } from './kernel/case-type.ts';
import { exclude } from './kernel/common-actions.ts';
import type { Step } from './kernel/step.ts';

export * from './complaint/file.ts';

/** What can be done with a complaint beside the common actions. */
export const COMPLAINT_ACTIONS = { ...HANDLING, ...CALLBACK, ...UNSEALING };

/** Complaint (投诉举报): triage, investigation, answer within five working days of receipt, callback (R-102 … R-106). */
export const complaint: CaseType<ComplaintFile> = {
  name: 'complaint',
  title: { zh: '投诉举报', en: 'Complaint' },
  prefix: 'TS',
  stages: Object.keys(STAGE_TITLES),
  stageTitles: STAGE_TITLES,
  actions: COMPLAINT_ACTIONS,
  addressees: ({ transferredTo }) => (transferredTo ? [transferredTo.department] : []),
  open(draft, { namedOfficials = [], ...input }: OpenComplaintInput, step) {
    Object.assign(draft, input, { namedOfficials, supplements: [], callbacks: [], reopened: false, merged: [] });
    step.enter('awaitingTriage');
    runAnswerClock(draft.receivedAt, step);
    const { triageWorkingDays: workingDays } = step.policy.complaint;
    step.start({ name: 'triage', awaits: 'accept', ladder: 'internalLate', workingDays });
    if (namedOfficials.length > 0) keepFromNamed(draft, step);
  },
};

/** A complaint about officials is out of their sight and hands, and goes to discipline inspection at once. It is answered all the same. */
function keepFromNamed(draft: ComplaintFile, step: Step): void {
  const { caseNo, namedOfficials } = draft;
  const named = namedOfficials.flatMap(({ userId }) => userId ?? []);
  exclude(draft, named, step);
  const input = { target: 'discipline', ground: 'namedOfficial', about: caseNo, namedOfficials };
  step.open({ type: 'referral', as: 'namedOfficial', input, excluded: draft.excluded });
}
