import { z } from 'zod';
import { COMMITMENT_SUBJECTS, CONCLUSIONS, type FILING_CHECK_ACTIONS } from '../../domain/filing-check.ts';
import { Day, Departments, Evidence, Line, type SchemasOf, Text } from './common.ts';
import { HazardItems } from './rectification.ts';

const Subjects = z
  .array(z.enum(COMMITMENT_SUBJECTS))
  .min(1)
  .refine((subjects) => new Set(subjects).size === subjects.length, 'one of them is named twice');
const Inspectors = z.array(Line).min(1).max(20);

/** The signed commitment at filing (R-001, F-16). */
export const Commitment = z.strictObject({ subjects: Subjects, committedOn: Day });

/** Inputs of the actions of a filing check. */
export const FILING_CHECK_SCHEMAS = {
  urgeFiling: z.strictObject({
    visitedOn: Day,
    inspectors: Inspectors,
    fileBefore: Day.optional(),
    residents: z.int().min(0).max(100_000).optional(),
    note: Text.optional(),
  }),
  recordFiling: z.strictObject({ filedOn: Day, commitment: Commitment.optional() }),
  recordSiteCheck: z.strictObject({
    checkedOn: Day,
    inspectors: Inspectors,
    departments: Departments.optional(),
    verification: z
      .array(z.strictObject({ field: Line, filed: Text, found: Text, match: z.boolean() }))
      .min(1)
      .max(200),
    hazards: HazardItems.optional(),
    conclusion: z.enum(CONCLUSIONS).optional(),
  }),
  confirm: z.strictObject({ note: Text.optional() }),
  requestCorrection: z.strictObject({ fields: z.array(Line).min(1).max(100), dueOn: Day.optional(), note: Text }),
  submitCorrection: z.strictObject({ note: Text, evidence: Evidence.optional() }),
  recordBreach: z.strictObject({ subjects: Subjects, description: Text }),
  openJointEnforcement: z.strictObject({ reason: Text, departments: Departments }),
} satisfies SchemasOf<typeof FILING_CHECK_ACTIONS>;
