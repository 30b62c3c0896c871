import { describe, expect, it } from '@jest/globals';
import { ACTION_SCHEMAS, exampleOf, inputSchemaOf, schemaOf } from '../../api/schemas/actions.ts';
import { OpenComplaint, OpenFiling, OpenPublicComplaint, OpenRectification } from '../../api/schemas/openings.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf, CASE_TYPES, type CaseTypeName } from '../../domain/kernel/index.ts';
import { isPhoneNumber } from '../../web/shared/phone.ts';
import { BY_LETTER, inspectorWang } from '../builders/people.ts';
import { momentsOf } from '../builders/walks.ts';

/** Every action that somebody may take at any moment of the walks, tried with its example. Answers what went wrong, and what was tried. */
function tryExamples(name: CaseTypeName): { wrong: string[]; tried: Set<string> } {
  const { kase, moments } = momentsOf(name);
  const wrong: string[] = [];
  const tried = new Set<string>();
  for (const moment of moments) {
    const here = kase.standing(moment);
    const { people, ...context } = { ...here.circumstances, people: { caseworkers: ['li', 'wang'] } };
    for (const actor of [...Object.values(BY_LETTER), inspectorWang])
      for (const action of here.may(actor)) {
        tried.add(action);
        const example = exampleOf(name, action, moment.file, { ...context, people });
        const parsed = schemaOf(name, action)?.safeParse(example);
        const refused = parsed?.success ? here.refused(action, actor, parsed.data) : undefined;
        if (!parsed?.success || refused)
          wrong.push(`${moment.file.stage} ${action} ${actor.role}: ${refused?.detail ?? parsed?.error?.message ?? 'no schema'}`);
        else if (JSON.stringify(parsed.data) !== JSON.stringify(example)) wrong.push(`${action}: the example is not kept as it is`);
      }
  }
  return { wrong: [...new Set(wrong)], tried };
}

const peopleTake = (name: CaseTypeName): string[] =>
  Object.entries(actionsOf(CASE_TYPE[name]))
    .filter(([, rule]) => rule.by.some((role) => role !== 'system'))
    .map(([action]) => action)
    .sort();

describe.each(CASE_TYPES)('the actions of %s', (name) => {
  it('have a schema each, and no more', () => {
    expect(Object.keys(ACTION_SCHEMAS[name]).sort()).toEqual(peopleTake(name));
  });

  it('have an example that is valid and lawful for whoever is offered the action, at every stage', () => {
    const { wrong, tried } = tryExamples(name);
    expect(wrong).toEqual([]);
    expect([...tried].sort()).toEqual(peopleTake(name));
  });

  it('describe their input as strict JSON Schema with the example', () => {
    for (const action of Object.keys(ACTION_SCHEMAS[name])) {
      const schema = inputSchemaOf(name, action, { x: 1 });
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false, examples: [{ x: 1 }] });
      expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    }
  });
});

describe('the inputs', () => {
  const accepts = (type: CaseTypeName, action: string, input: unknown): boolean =>
    schemaOf(type, action)?.safeParse(input).success ?? false;

  it('are unknown for what is no action, or only the product’s own', () => {
    for (const action of ['constructor', '__proto__', 'absorb', 'answerMerged', 'recount', 'adoptPolicy', 'nothing'])
      expect(schemaOf('complaint', action)).toBeUndefined();
    expect(schemaOf('referral', 'withdraw')).toBeUndefined();
  });

  it('suspend the clock on the grounds of the law only', () => {
    const suspend = (ground: string) => accepts('complaint', 'suspendClock', { ground, reason: '鉴定', effectiveOn: '2026-03-02' });
    expect(['appraisal', 'otherAuthority', 'forceMajeure'].map(suspend)).toEqual([true, true, true]);
    expect(suspend('busy')).toBe(false);
  });

  it('refuse fields that are not asked for, empty and endless text, and text that cannot be kept', () => {
    const note = (text: unknown, more = {}) => accepts('complaint', 'addNote', { text, ...more });
    expect(note('已约谈')).toBe(true);
    expect(note('已约谈', { stage: 'closed' })).toBe(false);
    for (const text of ['', '   ', '长'.repeat(5001), 'a\0b', '\ud800', 5, null]) expect(note(text)).toBe(false);
    expect(note('𠮷'.repeat(100))).toBe(true);
  });

  it('[R-069] take one verdict per item, a failed one with its new date', () => {
    const verify = (...verdicts: unknown[]) => accepts('rectification', 'verify', { verdicts });
    expect(verify({ itemNo: 1, passed: true }, { itemNo: 2, passed: false, reason: '仍有破损', newDueOn: '2026-04-10' })).toBe(true);
    expect(verify({ itemNo: 1, passed: false, reason: '仍有破损' })).toBe(false);
    expect(verify({ itemNo: 1, passed: false, reason: '仍有破损', newDueOn: '2026-02-30' })).toBe(false);
    expect(verify()).toBe(false);
  });

  it('name no commitment subject twice', () => {
    const breach = (subjects: string[]) => accepts('filingCheck', 'recordBreach', { subjects, description: '违反承诺' });
    expect([breach(['fire']), breach(['fire', 'fire']), breach([]), breach(['lifts'])]).toEqual([true, false, false, false]);
  });
});

const PHONES: [string, boolean][] = [
  ['138', false],
  ['138 0000 0000', true],
  ['+86 138-0000-0000', true],
  ['0876-4120000 转 8001', true],
  ['（0876）4120000', true],
  ['1234567890123456', false],
  ['打给我儿子', false],
  ['转 13800000000', false],
];

describe('opening a case', () => {
  const complaint = { channel: 'hotline', institution: { name: '幸福养老院' }, category: 'food', content: '饭菜变质', anonymous: false };

  it('takes a complaint with as much of the informant as they give, and officials by name or user', () => {
    const more = { informant: { phone: '13800000000' }, namedOfficials: [{ name: '某副镇长' }, { userId: 'li' }], sourceNumber: '12345-1' };
    expect(OpenComplaint.safeParse({ ...complaint, ...more }).success).toBe(true);
    for (const [phone, fits] of PHONES) {
      expect([phone, OpenPublicComplaint.safeParse({ ...complaint, channel: 'web', informant: { phone } }).success]).toEqual([phone, fits]);
      expect([phone, isPhoneNumber(phone)]).toEqual([phone, fits]); // the pages say so before they send it
    }
    expect(OpenComplaint.safeParse({ ...complaint, institution: { id: 'inst-1' } }).success).toBe(true);
    expect(OpenComplaint.safeParse({ ...complaint, namedOfficials: [{}] }).success).toBe(false);
    expect(OpenComplaint.safeParse({ ...complaint, institution: {} }).success).toBe(false);
    expect(OpenComplaint.safeParse({ ...complaint, institution: { id: 'inst-1', name: '幸福养老院' } }).success).toBe(false);
  });

  it('[R-102] takes an earlier day of receipt from the hotline, never a later one, and none from the public', () => {
    const at = (receivedAt: string, body = OpenComplaint as typeof OpenComplaint | typeof OpenPublicComplaint) =>
      body.safeParse({ ...complaint, channel: body === OpenComplaint ? 'letter' : 'web', receivedAt }).success;
    expect(at('2025-03-02T09:00:00+08:00')).toBe(true);
    expect(at(new Date(Date.now() + 60_000).toISOString())).toBe(false);
    expect(at('2025-03-02')).toBe(false);
    expect(at('2025-03-02T09:00:00Z', OpenPublicComplaint)).toBe(false);
    const { channel: _channel, ...body } = complaint;
    expect(OpenPublicComplaint.parse(body).channel).toBe('web');
  });

  it('[R-004] [R-013] takes a filing with its day, and a discovery with its own', () => {
    const institution = { name: '幸福养老院', address: '文秀街12号' };
    const opens = (body: object) => OpenFiling.safeParse({ institution, ...body }).success;
    expect(opens({ kind: 'filed', filedOn: '2025-03-03', commitment: { subjects: ['fire'], committedOn: '2025-03-03' } })).toBe(true);
    expect(opens({ kind: 'unfiled', discoveredOn: '2025-03-03' })).toBe(true);
    expect(opens({ kind: 'unfiled', filedOn: '2026-03-02' })).toBe(false);
    expect(opens({ kind: 'filed', filedOn: '2199-03-02' })).toBe(false);
    expect(opens({ kind: 'filed', filedOn: '0000-03-02' })).toBe(false);
  });

  it('takes a rectification with at least one item', () => {
    const opens = (...items: unknown[]) =>
      OpenRectification.safeParse({ institution: { id: 'inst-1' }, source: 'inspection', items }).success;
    expect(opens({ description: '安全出口堵塞', kind: 'fire', severity: 'major' })).toBe(true);
    expect(opens()).toBe(false);
    expect(opens({ description: '安全出口堵塞', kind: 'fire', severity: 'fatal' })).toBe(false);
  });
});
