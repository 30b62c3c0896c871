import { z } from 'zod';
import { HAZARD_KINDS, type RECTIFICATION_ACTIONS, SEVERITIES } from '../../domain/rectification.ts';
import { Day, Departments, Evidence, Line, Reason, type SchemasOf, Text } from './common.ts';

const ItemNo = z.int().min(1).max(1000);

/** Hidden dangers as they are found (F-11). */
export const HazardItems = z
  .array(z.strictObject({ description: Text, kind: z.enum(HAZARD_KINDS), severity: z.enum(SEVERITIES) }))
  .min(1)
  .max(200);

/** One verdict per item. A failed item names its new date. */
const Verdict = z.discriminatedUnion('passed', [
  z.strictObject({ itemNo: ItemNo, passed: z.literal(true), note: Text.optional() }),
  z.strictObject({ itemNo: ItemNo, passed: z.literal(false), reason: Text, newDueOn: Day }),
]);

/** Inputs of the actions of a rectification. */
export const RECTIFICATION_SCHEMAS = {
  issueNotice: z.strictObject({
    dates: z
      .array(z.strictObject({ itemNo: ItemNo, dueOn: Day }))
      .max(200)
      .optional(),
    departments: Departments.optional(),
    plan: z.strictObject({ plan: Text, measures: Text, responsiblePerson: Line }).optional(),
  }),
  submitRectification: z.strictObject({
    items: z
      .array(z.strictObject({ itemNo: ItemNo, note: Text, evidence: Evidence.optional() }))
      .min(1)
      .max(200),
  }),
  requestExtension: z.strictObject({ itemNo: ItemNo, dueOn: Day, reason: Text }),
  decideExtension: z.strictObject({ itemNo: ItemNo, granted: z.boolean(), reason: Text }),
  verify: z.strictObject({ verdicts: z.array(Verdict).min(1).max(200) }),
  signOff: z.strictObject({ note: Text.optional() }),
  recordLookBack: z.strictObject({ recurred: z.array(ItemNo).max(200), note: Text }),
  orderSuspension: Reason,
  liftSuspension: Reason,
  listForSupervision: Reason,
  openJointEnforcement: z.strictObject({ reason: Text, departments: Departments }),
  reportToGovernment: Reason,
  proposeSanctions: z.strictObject({ selfCheckPoor: z.boolean(), cause: Text }),
  publish: z.strictObject({ what: z.enum(['problem', 'result']), itemNos: z.array(ItemNo).min(1).max(200).optional() }),
} satisfies SchemasOf<typeof RECTIFICATION_ACTIONS>;
