import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ACTION_SCHEMAS } from '../../api/schemas/actions.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { type Field, fieldsOf, inputOf, type JsonSchema, pathOf, startOf } from '../../web/console/forms/fields.ts';

const described = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
const verify = fieldsOf(described(ACTION_SCHEMAS.rectification.verify as z.ZodType));

describe('a form made from an input schema', () => {
  it('asks for one verdict per item, passed or failed, each with its own fields', () => {
    expect(verify).toMatchObject([
      {
        name: 'verdicts',
        kind: 'list',
        required: true,
        of: {
          kind: 'variants',
          by: 'passed',
          common: [{ name: 'itemNo', kind: 'number' }],
          variants: [
            { value: true, fields: [{ name: 'note', kind: 'text', required: false }] },
            { value: false, fields: [{ name: 'reason' }, { name: 'newDueOn', kind: 'date' }] },
          ],
        },
      },
    ]);
  });

  it('can be made for every action of every case type, down to the last field', () => {
    const inner = (field: Field): Field[] => {
      if (field.kind === 'list') return [field, ...inner(field.of)];
      if (field.kind === 'group') return field.fields.flatMap(inner);
      return field.kind === 'variants' ? field.variants.flatMap(({ fields }) => fields.flatMap(inner)) : [field];
    };
    for (const type of CASE_TYPES)
      for (const [name, schema] of Object.entries(ACTION_SCHEMAS[type])) {
        const fields = fieldsOf(described(schema)).flatMap(inner);
        const odd = fields.filter((field) => field.kind === 'list' && !['group', 'variants'].includes(field.of.kind));
        expect([type, name, odd]).toEqual([type, name, []]);
      }
  });

  it('puts what must be filled in first', () => {
    const fields = fieldsOf({ properties: { note: { type: 'string' }, answer: { type: 'string' } }, required: ['answer'] });
    expect(fields.map(({ name }) => name)).toEqual(['answer', 'note']);
  });

  it('begins with the example’s rows and dates, but leaves words and decisions to people', () => {
    const fields = fieldsOf(described(ACTION_SCHEMAS.complaint.decideReopening as z.ZodType));
    expect(startOf(fields, { granted: true, reason: '理由成立' })).toEqual({});
    expect(startOf(verify, { verdicts: [{ itemNo: 1, passed: true }] })).toEqual({ verdicts: [{ itemNo: 1, passed: true }] });
  });

  it('sends what was filled in and nothing else', () => {
    const filled = { note: ' 已查看 ', reason: '', at: undefined, plan: { plan: '' }, recurred: [], rows: [{ itemNo: 1, note: '' }] };
    expect(inputOf(filled)).toEqual({ note: '已查看', recurred: [], rows: [{ itemNo: 1 }] });
  });

  it('finds the field that the server named', () => {
    expect(pathOf('verdicts.0.reason')).toEqual(['verdicts', 0, 'reason']);
  });
});
