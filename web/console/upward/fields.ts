import { fieldsOf, type JsonSchema, type NamedField } from '../forms/fields.ts';

/** Kinds of reports, in the order in which they are offered. */
export const KINDS = ['keyMatters', 'stageSummary', 'clue', 'supervision', 'upgrade', 'leadUnit'] as const;
export type Kind = (typeof KINDS)[number];

const LINE: JsonSchema = { type: 'string', maxLength: 200 };
const TEXT: JsonSchema = { type: 'string', maxLength: 5_000 };
const DAY: JsonSchema = { type: 'string', format: 'date' };

const asked = (properties: Record<string, JsonSchema>) => fieldsOf({ properties, required: Object.keys(properties) });
const regular = { periodDay: DAY, sentTo: LINE };

/** What each asks for; test/web holds it against what the API takes. */
export const KIND_FIELDS: Record<Kind, readonly NamedField[]> = {
  keyMatters: asked({ ...regular, keyMatters: TEXT }),
  stageSummary: asked({ ...regular, summary: TEXT, nextSteps: TEXT }),
  clue: asked({ sentTo: LINE, clueCase: LINE, clue: TEXT, measuresTaken: TEXT }),
  supervision: asked({ visitsFrom: DAY, visitsUntil: DAY, sentTo: LINE, supervisionFindings: TEXT, advice: TEXT }),
  upgrade: asked({ ...regular, progress: TEXT }),
  leadUnit: asked({ ...regular, task: LINE, progress: TEXT, highlights: TEXT }),
};
