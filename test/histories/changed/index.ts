/**
 * The product's workflows as a careless release would have them: some stages do more before they wait, so that what was recorded under the
 * present code does not fit. For the tests that must notice it, and for those that carry open cases over.
 */
import { sleep } from '@temporalio/workflow';
import { clerk } from '../../../workflows/kernel/clerk.ts';
import { defineProcess } from '../../../workflows/kernel/process.ts';

export { referral } from '../../../workflows/referral.ts';

export const rectification = defineProcess({
  awaitingNotice: async (kase) => {
    const step = await kase.until('issueNotice');
    if (step.name !== 'issueNotice') return;
    kase.produce('rectificationNotice');
    kase.tell('noticeIssued', 'institution', 'department');
  },
  awaitingRectification: async (kase) => {
    await clerk.since(kase.caseNo, kase.here.seq); // an activity that was not there before
    await kase.until('submitRectification', onTheWay(kase));
  },
  suspended: (kase) => kase.until('submitRectification', onTheWay(kase)),
  awaitingVerification: async (kase) => {
    await sleep('1 second'); // a timer that was not there before
    await kase.until('verify', {
      ...onTheWay(kase),
      verify: () => {
        kase.produce('acceptanceRecord');
        kase.tell('verified', 'institution', 'owner');
      },
    });
  },
  awaitingSignOff: async (kase) => {
    const step = await kase.until('signOff');
    if (step.name !== 'signOff') return;
    kase.produce('signOffRecord');
    kase.tell('signedOff', 'institution', 'owner', 'supervisor');
  },
  awaitingLookBack: (kase) => kase.until('recordLookBack'),
  closed: (kase) => kase.produce('closingReport'),
});

const onTheWay = (kase: Parameters<Parameters<typeof defineProcess>[0][string]>[0]) => ({
  decideExtension: () => kase.produce('extensionDecision'),
  orderSuspension: () => kase.produce('suspensionOrder'),
  openJointEnforcement: () => kase.produce('jointEnforcementLetter'),
});

export const complaint = defineProcess({
  awaitingTriage: async (kase) => {
    await sleep('1 second');
    await kase.until('accept');
  },
  awaitingInvestigation: (kase) => kase.until('recordInvestigation'),
  awaitingFeedback: async (kase) => {
    const step = await kase.until('giveFeedback');
    if (step.name !== 'giveFeedback') return;
    kase.produce('complaintAnswer');
    kase.tell('answered', 'owner');
  },
  awaitingCallback: (kase) => kase.until('recordCallback'),
  closed: async (kase) => {
    if (kase.here.name === 'transfer') kase.produce('transferNotice');
    if (kase.here.name === 'closeUnfounded' || kase.here.name === 'answerMerged') kase.produce('complaintAnswer');
    kase.produce('closingReport');
  },
});

export const filingCheck = defineProcess({
  awaitingSiteCheck: async (kase) => {
    await clerk.since(kase.caseNo, kase.here.seq);
    await kase.until('confirm', { recordSiteCheck: () => kase.produce('siteCheckRecord') });
  },
  awaitingCorrection: (kase) => kase.until('submitCorrection'),
  awaitingRecheck: (kase) => kase.until('confirm', { recordSiteCheck: () => kase.produce('siteCheckRecord') }),
  awaitingFiling: (kase) =>
    kase.until('recordFiling', {
      urgeFiling: () => {
        kase.produce('filingUrge');
        kase.tell('filingUrged', 'institution', 'owner');
      },
      openJointEnforcement: () => kase.produce('jointEnforcementLetter'),
    }),
  closed: (kase) => kase.produce('closingReport'),
});
