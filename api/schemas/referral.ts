import { z } from 'zod';
import type { REFERRAL_ACTIONS } from '../../domain/referral.ts';
import { COMMON_SCHEMAS, Evidence, Line, type SchemasOf, Text } from './common.ts';

/** Inputs of the actions of a referral. */
export const REFERRAL_SCHEMAS = {
  acceptReferral: z.strictObject({ receiptNo: Line.optional() }),
  returnReferral: z.strictObject({ reason: Text, needed: Text }),
  supplement: z.strictObject({ text: Text, evidence: Evidence.optional() }),
  registerReferral: z.strictObject({ registerNo: Line }),
  concludeReferral: z.strictObject({ result: Text, measures: Text.optional() }),
  reassign: COMMON_SCHEMAS.reassign,
  addNote: COMMON_SCHEMAS.addNote,
  attachEvidence: COMMON_SCHEMAS.attachEvidence,
} satisfies SchemasOf<typeof REFERRAL_ACTIONS>;
