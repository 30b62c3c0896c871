import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ACTION_SCHEMAS } from '../../api/schemas/actions.ts';
import { EXIT_SCHEMAS, ExitPlanInput } from '../../api/schemas/exits.ts';
import { REPORT_INPUTS } from '../../api/schemas/upward-reports.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { CATEGORIES } from '../../domain/complaint.ts';
import { DOCUMENT_KINDS } from '../../domain/documents.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { EVENTS } from '../../notification/wording.ts';
import { CATEGORIES as PORTAL_CATEGORIES } from '../../web/portal/categories.ts';
import type { Texts } from '../../web/shared/texts.ts';
import { ACTION_WORDS } from '../../web/words/actions.ts';
import { DOCUMENT_WORDS, STAGE_WORDS, STAGES, TYPE_WORDS } from '../../web/words/cases.ts';
import { FIELD_WORDS } from '../../web/words/fields.ts';
import { MESSAGE_EVENT_WORDS } from '../../web/words/messages.ts';
import { VALUE_WORDS } from '../../web/words/values.ts';

type Table = Texts<Record<string, string>>;
const lacking = (table: Table, names: readonly string[]) => names.filter((name) => !(name in table.zh) || !(name in table.en));

interface Described {
  properties?: Record<string, Described>;
  items?: Described;
  oneOf?: Described[];
  anyOf?: Described[];
  enum?: string[];
}

/** Every field and every value that some action may be asked for. */
function* partsOf(schema: Described, field = ''): Generator<{ field: string; values: string[] }> {
  if (field !== '') yield { field, values: schema.enum ?? [] };
  for (const [name, of] of Object.entries(schema.properties ?? {})) yield* partsOf(of, name);
  for (const of of [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) if (of) yield* partsOf(of, field);
}

const schemas: z.ZodType[] = [
  ...CASE_TYPES.flatMap((type) => Object.values(ACTION_SCHEMAS[type])),
  ...Object.values(EXIT_SCHEMAS),
  ...Object.values(REPORT_INPUTS),
  ExitPlanInput,
];
const parts = schemas.flatMap((schema) => [...partsOf(z.toJSONSchema(schema, { io: 'input' }) as Described)]);

describe('the words of the console', () => {
  it.each(Object.entries({ ACTION_WORDS, DOCUMENT_WORDS, FIELD_WORDS, STAGE_WORDS, TYPE_WORDS, VALUE_WORDS }))(
    'name the same things in both languages: %s',
    (_name, { zh, en }) => {
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    },
  );

  it('name every type, stage and action of every case', () => {
    expect(lacking(TYPE_WORDS, CASE_TYPES)).toEqual([]);
    for (const type of CASE_TYPES) {
      expect([type, lacking(STAGE_WORDS, CASE_TYPE[type].stages)]).toEqual([type, []]);
      expect([type, lacking(ACTION_WORDS, Object.keys(actionsOf(CASE_TYPE[type])))]).toEqual([type, []]);
    }
  });

  it('call actions in Chinese and English as the regulation’s own tables do', () => {
    for (const type of CASE_TYPES)
      for (const [name, { title }] of Object.entries(actionsOf(CASE_TYPE[type])))
        if (name !== 'supplement') expect([name, ACTION_WORDS.zh[name], ACTION_WORDS.en[name]]).toEqual([name, title.zh, title.en]);
  });

  it('name every field that an action asks for, and every value it may have', () => {
    expect(
      lacking(
        FIELD_WORDS,
        parts.map(({ field }) => field),
      ),
    ).toEqual([]);
    expect(
      lacking(
        VALUE_WORDS,
        parts.flatMap(({ values }) => values),
      ),
    ).toEqual([]);
  });

  it('name every event that people are told of', () => {
    expect(lacking(MESSAGE_EVENT_WORDS, EVENTS)).toEqual([]);
    expect(Object.keys(MESSAGE_EVENT_WORDS.zh).filter((name) => !EVENTS.some((event) => event === name))).toEqual([]);
  });

  it('[R-105] ask the public for pushed health products and illegal fund-raising by name, in both languages', () => {
    expect(CATEGORIES).toContain('fraud');
    expect(PORTAL_CATEGORIES.zh.fraud.more).toMatch(/保健品.*非法集资/);
    expect(PORTAL_CATEGORIES.en.fraud.more).toMatch(/health products.*illegal fund-raising/);
  });

  it('name every kind of document, and know only stages that a case of the type has', () => {
    expect(lacking(DOCUMENT_WORDS, DOCUMENT_KINDS)).toEqual([]);
    for (const type of CASE_TYPES) expect(CASE_TYPE[type].stages).toEqual(expect.arrayContaining([...(STAGES[type] ?? ['missing'])]));
  });
});
