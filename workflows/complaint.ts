import { defineProcess } from './kernel/process.ts';

/** Complaint (投诉举报): triage, investigation, answer within five working days, callback (R-102 … R-106). */
export const complaint = defineProcess({
  awaitingTriage: (kase) => kase.until('accept'),
  awaitingInvestigation: (kase) => kase.until('recordInvestigation'),
  awaitingFeedback: async (kase) => {
    const step = await kase.until('giveFeedback');
    if (step.name !== 'giveFeedback') return;
    kase.produce('complaintAnswer'); // the answer, in writing
    kase.tell('answered', 'owner');
  },
  awaitingCallback: (kase) => kase.until('recordCallback'),
  closed: async (kase) => {
    if (kase.here.name === 'transfer') kase.produce('transferNotice'); // passed on in writing
    if (kase.here.name === 'closeUnfounded' || kase.here.name === 'answerMerged') kase.produce('complaintAnswer');
    kase.produce('closingReport');
  },
});
