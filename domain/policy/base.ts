import type { Policy } from './policy.ts';

/**
 * What holds where a jurisdiction's document gives no number. The packs differ from it only where their document says so.
 * Sanctions are no parameters: suspension, joint enforcement and ban are proposed to the leader and decided there (C-10, C-37).
 */
export const defaultPolicy: Policy & Required<Pick<Policy, 'letters' | 'messages'>> = {
  jurisdiction: '000000',
  name: '默认政策',
  version: 1,
  source: '文件未作规定时的默认值',
  filing: {
    onSiteCheckWorkingDays: 20,
    unfiledOnSiteCheckWorkingDays: 20,
    jointCheck: false, // C-05: the filing department owns the check
    inspectors: 2,
    correctionWorkingDays: 10,
    recheckWorkingDays: 5,
    filingWorkingDays: 10,
  },
  rectification: {
    noticeWorkingDays: 2, // R-067 says 及时 and gives no number (C-22)
    itemWorkingDays: { onTheSpot: 1, general: 15, major: 30, intractable: 60 },
    verificationWorkingDays: 5,
    signOffWorkingDays: 3,
    lookBackWorkingDays: 20,
    extensionRequestWorkingDays: 1,
    extensionDecisionWorkingDays: 2,
    maxExtensions: 2,
    suspensionReviewWorkingDays: 20,
    publishSelfFound: false, // C-28
  },
  complaint: {
    answerWorkingDays: 5, // R-102, counted from receipt (C-04)
    triageWorkingDays: 1,
    investigationWorkingDays: 3,
    callbackWorkingDays: 5,
    callbackAttempts: 3,
    reopenWithinWorkingDays: 10,
    reopeningDecisionWorkingDays: 2,
  },
  referral: { acceptWorkingDays: 3, registerWorkingDays: 5, supplementWorkingDays: 5, concludeWorkingDays: 30 },
  returns: { withinWorkingDays: 1, cap: 2, decisionWorkingDays: 1 },
  clock: { suspensionReviewWorkingDays: 10 },
  letters: { replyWorkingDays: 10 },
  messages: { quietFromHour: 21, quietUntilHour: 8, workingDaysOnly: true },
  ladders: {
    officialLate: [
      { rung: 'remind', at: -1 },
      { rung: 'overdue', at: 0 },
      { rung: 'supervise', at: 2 },
      { rung: 'refer', at: 5 },
    ],
    internalLate: [
      { rung: 'remind', at: -1 },
      { rung: 'overdue', at: 0 },
      { rung: 'supervise', at: 2 },
    ],
    institutionLate: [
      { rung: 'remind', at: -1 },
      { rung: 'overdue', at: 0 },
      { rung: 'urge', at: 1 },
      { rung: 'propose', at: 3 }, // C-37: a proposal, whatever follows is a decision
    ],
    departmentLate: [
      { rung: 'remind', at: -1 },
      { rung: 'overdue', at: 0 },
      { rung: 'circulate', at: 3 },
    ],
  },
};
