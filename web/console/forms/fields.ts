/** The part of JSON Schema (draft 2020-12) that the actions' inputs are described with. */
export interface JsonSchema {
  type?: string;
  enum?: readonly string[];
  const?: unknown;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  oneOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  examples?: readonly unknown[];
}

/** What a field of a form is made of, whatever its look. */
export type Field =
  | { kind: 'line' | 'text' | 'date' | 'instant' | 'yesNo' }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'choices'; options: readonly string[]; min: number }
  | { kind: 'lines'; min: number }
  | { kind: 'numbers'; min: number }
  | { kind: 'list'; of: Field; min: number }
  | { kind: 'group'; fields: readonly NamedField[] }
  /** One of several groups, told apart by the value of one field. */
  | {
      kind: 'variants';
      by: string;
      common: readonly NamedField[];
      variants: readonly { value: string | boolean; fields: readonly NamedField[] }[];
    };

export type NamedField = Field & { name: string; required: boolean };

/** From this length on, text is written in several lines. */
const LONG = 1_000;

/** The fields that an input schema asks for, in its order; what must be filled in comes first. */
export function fieldsOf(schema: JsonSchema): readonly NamedField[] {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, of]) => ({ ...fieldOf(of), name, required: required.has(name) }));
  return [...fields.filter((f) => f.required), ...fields.filter((f) => !f.required)];
}

function fieldOf(schema: JsonSchema): Field {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants) return variantsOf(variants);
  if (schema.enum) return { kind: 'choice', options: schema.enum };
  if (schema.type === 'array') return listOf(schema);
  if (schema.type === 'object') return { kind: 'group', fields: fieldsOf(schema) };
  if (schema.type === 'boolean') return { kind: 'yesNo' };
  if (schema.type === 'integer' || schema.type === 'number') return { kind: 'number', ...boundsOf(schema) };
  if (schema.format === 'date') return { kind: 'date' };
  if (schema.format === 'date-time') return { kind: 'instant' };
  return { kind: (schema.maxLength ?? 0) >= LONG ? 'text' : 'line' };
}

function listOf({ items = {}, minItems: min = 0 }: JsonSchema): Field {
  if (items.enum) return { kind: 'choices', options: items.enum, min };
  const of = fieldOf(items);
  if (of.kind === 'number') return { kind: 'numbers', min };
  return of.kind === 'line' || of.kind === 'text' ? { kind: 'lines', min } : { kind: 'list', of, min };
}

/** Groups are told apart by the first field that is a constant in all of them. */
function variantsOf(schemas: readonly JsonSchema[]): Field {
  const [first, ...rest] = schemas.map((schema) => schema.properties ?? {});
  const isConstant = (name: string) => [first, ...rest].every((properties) => properties?.[name]?.const !== undefined);
  const by = Object.keys(first ?? {}).find(isConstant);
  if (by === undefined) return fieldOf(schemas[0] ?? {});
  const isCommon = ({ name }: NamedField) => [first, ...rest].every((properties) => properties?.[name] !== undefined);
  const variants = schemas.map((schema) => ({
    value: schema.properties?.[by]?.const as string | boolean,
    fields: fieldsOf(schema).filter((field) => !isCommon(field)),
  }));
  const common = fieldsOf(schemas[0] ?? {}).filter((field) => field.name !== by && isCommon(field));
  return { kind: 'variants', by, common, variants };
}

const boundsOf = ({ minimum, maximum }: JsonSchema) => ({
  ...(minimum === undefined ? {} : { min: minimum }),
  ...(maximum === undefined ? {} : { max: maximum }),
});

/** The example of a schema, where it has one that is an object. */
export function exampleOf(schema: JsonSchema): Record<string, unknown> {
  const [example] = schema.examples ?? [];
  return isRecord(example) ? example : {};
}

/** Fields that the example fills from the case itself: which item, letter or date is meant, and what differed at the last check. */
const OF_THE_CASE = new Set(['itemNo', 'itemNos', 'what', 'letterNo', 'deadline', 'fields']);

/**
 * What a form begins with: rows, dates and what the case itself says. What was seen, decided or chosen is left to people, however telling the
 * example is: a made-up fact that nobody typed would stand in the record.
 */
export function startOf(fields: readonly NamedField[], example: Record<string, unknown>): Record<string, unknown> {
  const begun = fields.map((field) => [field.name, startOfField(field, example[field.name])] as const);
  return Object.fromEntries(begun.filter(([, value]) => !isEmpty(value)));
}

function startOfField(field: NamedField, given: unknown): unknown {
  if (OF_THE_CASE.has(field.name)) return given;
  if (field.kind === 'date') return field.required ? given : undefined;
  if ((field.kind === 'numbers' || field.kind === 'lines' || field.kind === 'choices') && field.required && field.min === 0) return []; // none is an answer too
  if (field.kind === 'list') return Array.isArray(given) ? given.map((row) => startOfRow(field.of, row)) : undefined;
  return field.kind === 'group' && field.required ? startOfRow(field, given) : undefined;
}

function startOfRow(of: Field, row: unknown): Record<string, unknown> {
  const fields = of.kind === 'group' ? of.fields : of.kind === 'variants' ? of.common : [];
  return startOf(fields, isRecord(row) ? row : {});
}

/** The fields within a field: of a group, or of each row of a list. */
function within(field: Field | undefined): readonly NamedField[] {
  if (field?.kind === 'group') return field.fields;
  if (field?.kind === 'list') return within(field.of);
  return field?.kind === 'variants' ? [...field.common, ...field.variants.flatMap((one) => one.fields)] : [];
}

/** The input that a filled form means: without what was left empty, and without lists that may be left out and have nothing in them. */
export function inputOf(filled: unknown, fields: readonly NamedField[] = []): unknown {
  if (Array.isArray(filled)) return filled.map((row) => inputOf(row, fields));
  if (!isRecord(filled)) return typeof filled === 'string' ? filled.trim() : filled;
  return Object.fromEntries(
    Object.entries(filled)
      .map(([name, value]) => [fields.find((field) => field.name === name), name, value] as const)
      .map(([field, name, value]) => [field, name, inputOf(value, within(field))] as const)
      .filter(([field, , value]) => !isEmpty(value) && !(field?.required === false && Array.isArray(value) && value.length === 0))
      .map(([, name, value]) => [name, value] as const),
  );
}

/** Where a field that the server named stands in the form: `verdicts.0.reason` is row 0 of the verdicts. */
export const pathOf = (field: string): (string | number)[] => field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (isRecord(value) && Object.keys(value).length === 0);
