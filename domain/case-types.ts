import { complaint } from './complaint.ts';
import { filingCheck } from './filing-check.ts';
import type { CaseTypeName } from './kernel/case-file.ts';
import { CASE_TYPES } from './kernel/case-file.ts';
import type { CaseType } from './kernel/case-type.ts';
import { rectification } from './rectification.ts';
import { referral } from './referral.ts';

/** Every case type by its name; one that is missing does not compile. */
export const CASE_TYPE: Record<CaseTypeName, CaseType> = { filingCheck, rectification, complaint, referral };

/** The case type of this name, as a request writes it; nothing when there is none. */
export const caseTypeOf = (name: string): CaseType | undefined => {
  const known = CASE_TYPES.find((type) => type === name);
  return known && CASE_TYPE[known];
};
