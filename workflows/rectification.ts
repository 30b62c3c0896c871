import { type Case, defineProcess } from './kernel/process.ts';

/** Rectification of hidden dangers: notice, date, verification, signature, look-back (R-067 … ). */
export const rectification = defineProcess({
  awaitingNotice: async (kase) => {
    const step = await kase.until('issueNotice');
    if (step.name !== 'issueNotice') return;
    kase.produce('rectificationNotice'); // in writing, a date for every item
    kase.tell('noticeIssued', 'institution', 'department');
  },
  awaitingRectification: (kase) => kase.until('submitRectification', onTheWay(kase)),
  suspended: (kase) => kase.until('submitRectification', onTheWay(kase)),
  awaitingVerification: (kase) =>
    kase.until('verify', {
      ...onTheWay(kase),
      verify: () => {
        kase.produce('acceptanceRecord'); // one for every item
        kase.tell('verified', 'institution', 'owner');
      },
    }),
  awaitingSignOff: async (kase) => {
    const step = await kase.until('signOff');
    if (step.name !== 'signOff') return;
    kase.produce('signOffRecord'); // one signature for every item
    kase.tell('signedOff', 'institution', 'owner', 'supervisor');
  },
  awaitingLookBack: (kase) => kase.until('recordLookBack'),
  closed: (kase) => kase.produce('closingReport'),
});

/** What the leader decides while the institution is at work; each is a decision of its own, none follows by itself (C-37). */
const onTheWay = (kase: Case) => ({
  decideExtension: () => kase.produce('extensionDecision'),
  orderSuspension: () => kase.produce('suspensionOrder'),
  openJointEnforcement: () => kase.produce('jointEnforcementLetter'),
});
