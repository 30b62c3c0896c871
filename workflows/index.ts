export { complaint } from './complaint.ts';
export { filingCheck } from './filing-check.ts';
export { rectification } from './rectification.ts';
export { referral } from './referral.ts';
