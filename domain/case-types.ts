import { complaint } from './complaint.ts';
import { filingCheck } from './filing-check.ts';
import type { CaseTypeName } from './kernel/case-file.ts';
import type { CaseType } from './kernel/case-type.ts';
import { rectification } from './rectification.ts';
import { referral } from './referral.ts';

/** Every case type by its name; one that is missing does not compile. */
export const CASE_TYPE: Record<CaseTypeName, CaseType> = { filingCheck, rectification, complaint, referral };
