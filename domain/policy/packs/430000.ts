import { defaultPolicy } from '../base.ts';
import type { Policy } from '../policy.ts';

/** Hunan province: notice on the year of effective supervision. Its indicators 2.5 and 2.6 measure. */
export const hunan: Policy = {
  ...defaultPolicy,
  jurisdiction: '430000',
  name: '湖南省',
  source: '湘民办函〔2023〕6号',
  // 20 working days, by the filing department alone (C-05).
  filing: { ...defaultPolicy.filing, onSiteCheckWorkingDays: 20, unfiledOnSiteCheckWorkingDays: 20, jointCheck: false },
};
