import { fieldsOf } from '../forms/fields.ts';

const LINE = { type: 'string', maxLength: 200 };
const TEXT = { type: 'string', maxLength: 5_000 };
const DAY = { type: 'string', format: 'date' };
const GROUNDS = ['fewResidents', 'poorBase', 'unmendableHazards', 'ownDecision', 'otherGround'];

/** What the plan of an exit asks for (F-52); test/web holds it against what the API takes. */
export const PLAN_FIELDS = fieldsOf({
  properties: {
    disposition: { enum: ['closeDown', 'stopService', 'mergeInto', 'handOver'] },
    grounds: { type: 'array', items: { enum: GROUNDS }, minItems: 1 },
    reason: TEXT,
    residents: { type: 'integer', minimum: 0, maximum: 10_000 },
    nonProfit: { type: 'boolean' },
    transitionFrom: DAY,
    transitionUntil: DAY,
    announcement: TEXT,
    successor: LINE,
    hazardCase: LINE,
  },
  required: ['disposition', 'grounds', 'reason', 'residents', 'nonProfit', 'transitionFrom', 'transitionUntil', 'announcement'],
});
