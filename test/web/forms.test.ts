import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ACTION_SCHEMAS } from '../../api/schemas/actions.ts';
import { ExitPlanInput } from '../../api/schemas/exits.ts';
import { InstitutionFacts } from '../../api/schemas/institutions.ts';
import { OpenFiling, OpenRectification } from '../../api/schemas/openings.ts';
import { REPORT_INPUTS } from '../../api/schemas/upward-reports.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { PLAN_FIELDS } from '../../web/console/exits/fields.ts';
import { type Field, fieldsOf, inputOf, type JsonSchema, pathOf, startOf } from '../../web/console/forms/fields.ts';
import { DESCRIBED_FIELDS, OPENING_FIELDS } from '../../web/console/open/fields.ts';
import { changesOf, type Facts, TOPICS, topicOf } from '../../web/console/registers/facts.ts';
import { KIND_FIELDS, KINDS } from '../../web/console/upward/fields.ts';

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

  it('leaves out a list that nobody had to fill in, and sends an empty one that is an answer', () => {
    const check = fieldsOf(described(ACTION_SCHEMAS.filingCheck.recordSiteCheck as z.ZodType));
    expect(inputOf({ inspectors: ['李建国', '王秀英'], hazards: [], departments: [] }, check)).toEqual({
      inspectors: ['李建国', '王秀英'],
    });
    const lookBack = fieldsOf(described(ACTION_SCHEMAS.rectification.recordLookBack as z.ZodType));
    expect(inputOf({ recurred: [] }, lookBack)).toEqual({ recurred: [] });
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

  it('begins with rows, dates and what the case says, but leaves to people what was seen, chosen and decided', () => {
    const fields = fieldsOf(described(ACTION_SCHEMAS.complaint.decideReopening as z.ZodType));
    expect(startOf(fields, { granted: true, reason: '理由成立' })).toEqual({});
    expect(startOf(verify, { verdicts: [{ itemNo: 1, passed: true, note: '整改到位' }] })).toEqual({ verdicts: [{ itemNo: 1 }] });
    const begin = (schema: z.ZodType | null | undefined, example: Record<string, unknown>) =>
      startOf(fieldsOf(described(schema as z.ZodType)), example);
    const { complaint, filingCheck, rectification } = ACTION_SCHEMAS;
    const check = {
      checkedOn: '2026-03-02',
      inspectors: ['王秀英'],
      verification: [{ field: '床位数', filed: '60', found: '60', match: true }],
    };
    expect(begin(filingCheck.recordSiteCheck, { ...check, conclusion: 'genuine' })).toEqual({
      checkedOn: '2026-03-02',
      verification: [{}],
    });
    expect(begin(complaint.openRectification, { items: [{ description: '门锁', kind: 'fire', severity: 'general' }] })).toEqual({
      items: [{}],
    });
    expect(begin(complaint.recordCallback, { reached: true, satisfied: true, score: 5 })).toEqual({});
    expect(begin(rectification.recordLookBack, { recurred: [], note: '未见反弹' })).toEqual({ recurred: [] });
  });

  it('sends what was filled in and nothing else', () => {
    const filled = { note: ' 已查看 ', reason: '', at: undefined, plan: { plan: '' }, recurred: [], rows: [{ itemNo: 1, note: '' }] };
    expect(inputOf(filled)).toEqual({ note: '已查看', recurred: [], rows: [{ itemNo: 1 }] });
  });

  it('finds the field that the server named', () => {
    expect(pathOf('verdicts.0.reason')).toEqual(['verdicts', 0, 'reason']);
  });

  it('asks for the same when a case is opened as the API does', () => {
    const [filed, unfiled] = OpenFiling.options;
    for (const [what, schema] of [
      ['hazards', OpenRectification],
      ['filed', filed],
      ['unfiled', unfiled],
    ] as const) {
      const all = fieldsOf(described(schema as z.ZodType)).filter(({ name }) => name !== 'kind');
      expect(OPENING_FIELDS[what]).toEqual(all.filter(({ name }) => name !== 'institution'));
      const institution = described(schema as z.ZodType).properties?.institution;
      expect(DESCRIBED_FIELDS[what]).toEqual(fieldsOf(institution?.anyOf?.[1] ?? {}));
    }
  });

  it('asks for the same plan of an exit, and the same of every report to the authority above, as the API does', () => {
    expect(PLAN_FIELDS).toEqual(fieldsOf(described(ExitPlanInput)));
    expect([...KINDS].sort()).toEqual(Object.keys(REPORT_INPUTS).sort());
    for (const kind of KINDS) expect([kind, KIND_FIELDS[kind]]).toEqual([kind, fieldsOf(described(REPORT_INPUTS[kind]))]);
  });
});

describe('the correction of an institution', () => {
  const fields = Object.values(TOPICS).flat();
  const kept = Object.fromEntries(fields.map((field) => [field, null])) as Facts;

  it('asks under one topic or another for all that the API takes', () => {
    const taken = Object.keys(described(InstitutionFacts as z.ZodType).properties ?? {}).filter((name) => name !== 'reason');
    expect(fields.toSorted()).toEqual(taken.toSorted());
    expect([topicOf('bedFee'), topicOf('reason')]).toEqual(['offering', undefined]);
  });

  it('is what differs from the register, and nothing where blanks were typed', () => {
    const now = { ...kept, grade: ' 二级 ', bedFee: '  ', careFee: '' };
    expect(changesOf({ ...kept, careFee: '800元/月' }, now)).toEqual([
      { field: 'grade', before: null, after: '二级' },
      { field: 'careFee', before: '800元/月', after: null },
    ]);
  });
});
