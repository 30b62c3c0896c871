import { z } from 'zod';
import { UNSEAL_HOURS } from '../../domain/complaint/unsealing.ts';
import { ANSWER_WAYS, type COMPLAINT_ACTIONS, REFERRAL_TARGETS } from '../../domain/complaint.ts';
import { Day, Evidence, Id, Line, Reason, type SchemasOf, Text } from './common.ts';
import { HazardItems } from './rectification.ts';

/** A request to see who complained is decided with a reason, for some hours. */
export const UnsealingDecision = z.strictObject({
  request: z.int().positive().optional(),
  granted: z.boolean(),
  reason: Text,
  hours: z.int().min(1).max(UNSEAL_HOURS.most).optional(),
});

/** Inputs of the actions of a complaint. */
export const COMPLAINT_SCHEMAS = {
  accept: z.strictObject({ note: Text.optional() }),
  transfer: z.strictObject({ department: Line, reason: Text }),
  merge: z.strictObject({ into: Id }),
  recordInvestigation: z.strictObject({ findings: Text, substantiated: z.boolean(), evidence: Evidence.optional() }),
  giveFeedback: z.strictObject({ answer: Text, way: z.enum(ANSWER_WAYS) }),
  closeUnfounded: z.strictObject({ reason: Text, answer: Text }),
  recordCallback: z.strictObject({
    reached: z.boolean(),
    satisfied: z.boolean().optional(),
    score: z.int().min(1).max(5).optional(),
    note: Text.optional(),
  }),
  requestReopening: Reason,
  decideReopening: z.strictObject({ granted: z.boolean(), reason: Text }),
  openRectification: z.strictObject({ items: HazardItems }),
  refer: z.strictObject({
    target: z.enum(REFERRAL_TARGETS),
    reason: Text,
    evidence: Evidence.optional(),
    withInformant: z.boolean().optional(),
    withContent: z.boolean().optional(),
  }),
  nameOfficials: z.strictObject({
    namedOfficials: z
      .array(z.strictObject({ name: Line, userId: Id.optional() }))
      .min(1)
      .max(20),
    reason: Text,
  }),
  banFromIndustry: z.strictObject({ responsiblePerson: Line, until: Day, reason: Text }),
  requestUnsealing: Reason,
  decideUnsealing: UnsealingDecision,
  supplement: z.strictObject({ text: Text, evidence: Evidence.optional() }),
} satisfies SchemasOf<typeof COMPLAINT_ACTIONS>;
