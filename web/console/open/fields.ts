import { fieldsOf, type JsonSchema, type NamedField } from '../forms/fields.ts';

/** What can be opened here: hidden dangers, a filing, or an institution that was found unfiled. */
export const OPENINGS = ['hazards', 'filed', 'unfiled'] as const;
export type Opening = (typeof OPENINGS)[number];

/** What an institution commits itself to; hidden dangers may lie elsewhere, too. */
const SUBJECTS = ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment'];
const KINDS = [...SUBJECTS, 'management', 'other'];
const LINE = { type: 'string', maxLength: 200 };
const TEXT = { type: 'string', maxLength: 5_000 };
const DAY = { type: 'string', format: 'date' };

const HAZARD: JsonSchema = {
  type: 'object',
  properties: { description: TEXT, kind: { enum: KINDS }, severity: { enum: ['onTheSpot', 'general', 'major', 'intractable'] } },
  required: ['description', 'kind', 'severity'],
};
const COMMITMENT: JsonSchema = {
  type: 'object',
  properties: { subjects: { type: 'array', items: { enum: SUBJECTS }, minItems: 1 }, committedOn: DAY },
  required: ['subjects', 'committedOn'],
};

const INSTANT = { type: 'string', format: 'date-time' };
const ACCIDENT: JsonSchema = {
  type: 'object',
  properties: { occurredAt: INSTANT, reportedToCivilAffairsAt: INSTANT, reportedToEmergencyAt: INSTANT },
  required: ['occurredAt', 'reportedToCivilAffairsAt'],
};

/** What each asks for beside the institution; test/web holds it against what the API takes. */
export const OPENING_FIELDS: Record<Opening, readonly NamedField[]> = {
  hazards: fieldsOf({
    properties: {
      source: { enum: ['inspection', 'complaint', 'selfCheck', 'siteCheck', 'tip', 'accident'] },
      items: { type: 'array', items: HAZARD, minItems: 1 },
      accident: ACCIDENT,
    },
    required: ['source', 'items'],
  }),
  filed: fieldsOf({ properties: { filedOn: DAY, commitment: COMMITMENT }, required: ['filedOn'] }),
  unfiled: fieldsOf({ properties: { discoveredOn: DAY, commitment: COMMITMENT }, required: ['discoveredOn'] }),
};

/** How an institution is described that the register does not have; of one with hidden dangers the name is enough. */
export const DESCRIBED_FIELDS: Record<Opening, readonly NamedField[]> = {
  hazards: fieldsOf({ properties: { name: LINE }, required: ['name'] }),
  filed: described(),
  unfiled: described(),
};

function described(): readonly NamedField[] {
  return fieldsOf({ properties: { name: LINE, creditCode: LINE, address: LINE, principal: LINE, phone: LINE }, required: ['name'] });
}

/** What is asked for when it is known where the dangers come from: the report of an accident is needed of one, and makes no sense otherwise. */
export const fieldsFor = (what: Opening, source: unknown): readonly NamedField[] =>
  OPENING_FIELDS[what]
    .filter(({ name }) => name !== 'accident' || source === 'accident')
    .map((field) => (field.name === 'accident' ? { ...field, required: true } : field));
