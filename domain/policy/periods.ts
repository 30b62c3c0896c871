import { defaultPolicy } from './base.ts';
import type { Policy } from './policy.ts';

type Period = (policy: Policy) => number;

/** Where the length of a running date comes from, by the name of the date and the action that meets it. */
const PERIODS: Record<string, Period> = {
  'answer/giveFeedback': ({ complaint }) => complaint.answerWorkingDays,
  'triage/accept': ({ complaint }) => complaint.triageWorkingDays,
  'investigation/recordInvestigation': ({ complaint }) => complaint.investigationWorkingDays,
  'callback/recordCallback': ({ complaint }) => complaint.callbackWorkingDays,
  'reopening/decideReopening': ({ complaint }) => complaint.reopeningDecisionWorkingDays,
  'siteCheck/recordSiteCheck': ({ filing }) => filing.onSiteCheckWorkingDays,
  'siteCheck/urgeFiling': ({ filing }) => filing.unfiledOnSiteCheckWorkingDays,
  'correction/submitCorrection': ({ filing }) => filing.correctionWorkingDays,
  'recheck/recordSiteCheck': ({ filing }) => filing.recheckWorkingDays,
  'filing/recordFiling': ({ filing }) => filing.filingWorkingDays,
  'notice/issueNotice': ({ rectification }) => rectification.noticeWorkingDays,
  'verification/verify': ({ rectification }) => rectification.verificationWorkingDays,
  'extension/decideExtension': ({ rectification }) => rectification.extensionDecisionWorkingDays,
  'signOff/signOff': ({ rectification }) => rectification.signOffWorkingDays,
  'lookBack/recordLookBack': ({ rectification }) => rectification.lookBackWorkingDays,
  'queued/acceptReferral': ({ referral }) => referral.acceptWorkingDays,
  'accepted/registerReferral': ({ referral }) => referral.registerWorkingDays,
  'returned/supplement': ({ referral }) => referral.supplementWorkingDays,
  'registered/concludeReferral': ({ referral }) => referral.concludeWorkingDays,
  'return/reassign': ({ returns }) => returns.decisionWorkingDays,
  'departmentReply/recordReply': ({ letters }) => (letters ?? defaultPolicy.letters).replyWorkingDays,
  'suspension/resumeClock': ({ clock }) => clock.suspensionReviewWorkingDays,
};

/** How long a policy makes a running date, in working days; nothing when no policy sets it. */
export const periodOf = ({ name, awaits }: { name: string; awaits: string }, policy: Policy): number | undefined =>
  PERIODS[`${name}/${awaits}`]?.(policy);
