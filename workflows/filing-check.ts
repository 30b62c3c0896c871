import { defineProcess } from './kernel/process.ts';

/** Filing check (备案核查): on site within 20 working days of filing, or of discovering an unfiled institution. */
export const filingCheck = defineProcess({
  awaitingSiteCheck: async (kase) => {
    kase.produce('filingCommitment'); // with the filing
    await kase.until('confirm', { recordSiteCheck: () => kase.produce('siteCheckRecord') });
  },
  awaitingCorrection: (kase) => kase.until('submitCorrection'),
  awaitingRecheck: (kase) => kase.until('confirm', { recordSiteCheck: () => kase.produce('siteCheckRecord') }),
  awaitingFiling: (kase) =>
    kase.until('recordFiling', {
      urgeFiling: () => {
        kase.produce('filingUrge'); // pressed to file, in writing
        kase.tell('filingUrged', 'institution', 'owner');
      },
      openJointEnforcement: () => kase.produce('jointEnforcementLetter'),
    }),
  closed: (kase) => kase.produce('closingReport'),
});
