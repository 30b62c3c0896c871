import { ABUSE } from './complaint/abuse.ts';
import { CALLBACK } from './complaint/callback.ts';
import { runAnswerClock } from './complaint/clock.ts';
import { type ComplaintFile, type OpenComplaintInput, STAGE_TITLES } from './complaint/file.ts';
import { HANDLING } from './complaint/handling.ts';
import { keepFromNamed, NAMED_OFFICIALS } from './complaint/named-officials.ts';
import { UNSEALING } from './complaint/unsealing.ts';
import type { CaseType } from './kernel/case-type.ts';

export * from './complaint/file.ts';

/** What can be done with a complaint beside the common actions. */
export const COMPLAINT_ACTIONS = { ...HANDLING, ...NAMED_OFFICIALS, ...CALLBACK, ...ABUSE, ...UNSEALING };

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
    if (namedOfficials.length > 0) keepFromNamed(draft, namedOfficials, step);
  },
};
