import { z } from 'zod';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import { COMMON_SCHEMAS } from './common.ts';
import { COMPLAINT_SCHEMAS } from './complaint.ts';
import { FILING_CHECK_SCHEMAS } from './filing-check.ts';
import { RECTIFICATION_SCHEMAS } from './rectification.ts';
import { REFERRAL_SCHEMAS } from './referral.ts';

export { type ExampleContext, exampleOf } from './examples.ts';

/** The input of every action that people take, by case type. An action that lacks one does not compile; see `SchemasOf`. */
export const ACTION_SCHEMAS: Record<CaseTypeName, Record<string, z.ZodType>> = {
  filingCheck: { ...COMMON_SCHEMAS, ...FILING_CHECK_SCHEMAS },
  rectification: { ...COMMON_SCHEMAS, ...RECTIFICATION_SCHEMAS },
  complaint: { ...COMMON_SCHEMAS, ...COMPLAINT_SCHEMAS },
  referral: REFERRAL_SCHEMAS,
};

/** The schema of an action as a request names it; nothing when the type has no such action. */
export const schemaOf = (type: CaseTypeName, action: string): z.ZodType | undefined =>
  Object.hasOwn(ACTION_SCHEMAS[type], action) ? ACTION_SCHEMAS[type][action] : undefined;

/** JSON Schemas made so far: they are the same for every case. */
const made = new Map<z.ZodType, object>();

/** The input as JSON Schema (draft 2020-12), with an example for the very case. */
export function inputSchemaOf(type: CaseTypeName, action: string, example: unknown): object {
  const schema = schemaOf(type, action);
  if (!schema) throw new RangeError(`${type} has no action ${action}`);
  const json = made.get(schema) ?? z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  made.set(schema, json);
  return { ...json, examples: [example] };
}
