import { defaultPolicy } from '../base.ts';
import type { Policy } from '../policy.ts';

/** Qiubei county, Yunnan: a task table of the county government. It alone gives R-102 its five working days. */
export const qiubei: Policy = {
  ...defaultPolicy,
  jurisdiction: '532626',
  name: '丘北县',
  source: '丘政办发〔2022〕148号',
  // with the relevant departments (会同有关部门). Civil affairs keeps the clock; a missing partner does not stop it (C-05).
  filing: { ...defaultPolicy.filing, onSiteCheckWorkingDays: 20, unfiledOnSiteCheckWorkingDays: 20, jointCheck: true },
  complaint: { ...defaultPolicy.complaint, answerWorkingDays: 5 }, // R-102; from receipt to the answer (C-04)
};
