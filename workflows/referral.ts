import { defineProcess } from './kernel/process.ts';

/** Referral (移送) to discipline inspection or the police, with its evidence (R-114 … R-118). */
export const referral = defineProcess({
  queued: async (kase) => {
    kase.produce('referralLetter'); // with the list of evidence
    kase.tell('referralReceived', 'discipline');
    await kase.until('acceptReferral');
  },
  accepted: (kase) => kase.until('registerReferral'),
  registered: (kase) => kase.until('concludeReferral'),
  returned: (kase) => kase.until('supplement'),
});
