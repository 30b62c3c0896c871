import { z } from 'zod';

/** Where a value comes from: a column, the first of several that is not empty, a fixed text, or a sentence with `{column}` in it. */
const Source = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(1),
  z.strictObject({ const: z.string() }),
  z.strictObject({ template: z.string().min(1) }),
  z.strictObject({ column: z.string().min(1), values: z.record(z.string(), z.string()), default: z.string().optional() }),
]);
export type Source = z.output<typeof Source>;

const DATE_FORMATS = ['YYYY-MM-DD', 'YYYY/MM/DD', 'MM/DD/YYYY', 'DD/MM/YYYY', 'YYYYMMDD'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const common = { source: z.string().regex(/^[\w-]{1,60}$/), dateFormat: z.enum(DATE_FORMATS).default('YYYY-MM-DD') };

/** How the columns of a file of institutions are read; see docs/import.md. */
export const InstitutionMapping = z.strictObject({
  ...common,
  columns: z.strictObject({
    sourceNumber: Source,
    name: Source,
    address: Source.optional(),
    beds: Source.optional(),
    category: Source.optional(),
    creditCode: Source.optional(),
    operationMode: Source.optional(),
    firstResponsible: Source.optional(),
    firstResponsiblePost: Source.optional(),
    complaintLine: Source.optional(),
    complaintBox: Source.optional(),
  }),
});
export type InstitutionMapping = z.output<typeof InstitutionMapping>;

/** How the columns of a file of complaints are read. `receivedOn` starts the statutory clock. */
export const ComplaintMapping = z.strictObject({
  ...common,
  columns: z.strictObject({
    sourceNumber: Source,
    institution: Source,
    receivedOn: Source,
    content: Source,
    category: Source,
    channel: Source,
  }),
});
export type ComplaintMapping = z.output<typeof ComplaintMapping>;

export type Row = Record<string, string>;

/** The value of a row, without blanks around it; empty when the row has none. */
export function cellOf(row: Row, source: Source): string {
  const of = (column: string) => (row[column] ?? '').trim();
  if (typeof source === 'string') return of(source);
  if (Array.isArray(source)) return source.map(of).find((v) => v !== '') ?? '';
  if ('const' in source) return source.const;
  if ('template' in source) return source.template.replace(/\{([^}]+)\}/g, (_, column: string) => of(column)).trim();
  const value = of(source.column);
  return (Object.hasOwn(source.values, value) ? source.values[value] : undefined) ?? source.default ?? value;
}

/** The columns that a mapping reads. */
export const columnsOf = (sources: Record<string, Source | undefined>): string[] => [
  ...new Set(
    Object.values(sources).flatMap((source) => {
      if (source === undefined) return [];
      if (typeof source === 'string') return [source];
      if (Array.isArray(source)) return source;
      if ('template' in source) return [...source.template.matchAll(/\{([^}]+)\}/g)].map((m) => m[1] ?? '');
      return 'column' in source ? [source.column] : [];
    }),
  ),
];
