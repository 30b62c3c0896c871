import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Pool } from 'pg';
import { z } from 'zod';
import { divisionPrefix } from '../casebook/people.ts';
import { searchOf } from '../prisma/institution-search.ts';
import { UnreadableFile } from './rows.ts';

/** The name under which records of the national elder-care system stand in the register. */
export const NATIONAL = 'jinmin';

const text = z.string().trim().max(500).nullish();
/** An institution as both systems write it (docs/exchange.md); CSV knows only texts, and an empty one for what is not known. */
export const Theirs = z.object({
  nationalNumber: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(200),
  creditCode: text,
  address: text,
  category: text,
  operatingStatus: text,
  filingStatus: text,
  filedOn: z.iso.date().nullish(),
  beds: z.coerce.number().int().min(0).max(1_000_000).nullish(),
});
export type Theirs = z.output<typeof Theirs>;

/** What is held against each other. */
const COMPARED = ['name', 'creditCode', 'address', 'category', 'operatingStatus', 'filingStatus', 'filedOn', 'beds'] as const;

export interface OurInstitution extends Omit<Theirs, 'nationalNumber'> {
  id: string;
  nationalNumber: string | null;
  division: string;
  operationMode: string | null;
  updatedAt: string;
}

const INSTITUTIONS = `SELECT id, CASE source WHEN '${NATIONAL}' THEN source_number END AS "nationalNumber", name, division, credit_code AS "creditCode", address, category,
  operation_mode AS "operationMode", operating_status AS "operatingStatus", filing_status AS "filingStatus", to_char(filed_on, 'YYYY-MM-DD') AS "filedOn", beds,
  to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt"
  FROM institution WHERE division LIKE $1 || '%' AND updated_at >= $2 ORDER BY updated_at, id LIMIT $3`;

/** Institutions of a division that changed since an instant, oldest change first. */
export async function changedInstitutions(pool: Pool, scope: { division: string; since: Date; limit?: number }): Promise<OurInstitution[]> {
  const values = [divisionPrefix(scope.division), scope.since, scope.limit ?? 100_000];
  return (await pool.query<OurInstitution>(INSTITUTIONS, values)).rows;
}

export interface OurCase {
  caseNo: string;
  type: string;
  division: string;
  institutionId: string | null;
  nationalNumber: string | null;
  creditCode: string | null;
  stage: string;
  status: string;
  outcome: string | null;
  openedAt: string;
  dueAt: string | null;
  closedAt: string | null;
  changedAt: string;
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const CASES = `SELECT c.case_no AS "caseNo", c.type, c.division, c.institution_id AS "institutionId", CASE i.source WHEN '${NATIONAL}' THEN i.source_number END AS "nationalNumber",
  i.credit_code AS "creditCode", c.stage, c.status, c.outcome, ${iso('c.opened_at')} AS "openedAt", ${iso('c.due_at')} AS "dueAt", ${iso('c.closed_at')} AS "closedAt",
  ${iso('c.changed_at')} AS "changedAt"
  FROM case_file c LEFT JOIN institution i ON i.id = c.institution_id
  WHERE c.division LIKE $1 || '%' AND c.changed_at >= $2 AND c.type NOT IN ('complaint', 'referral') ORDER BY c.changed_at, c.case_no LIMIT $3`;

/** Checks and rectifications that changed since an instant. Complaints and referrals stay here: they are confidential. */
export async function changedCases(pool: Pool, scope: { division: string; since: Date; limit?: number }): Promise<OurCase[]> {
  return (await pool.query<OurCase>(CASES, [divisionPrefix(scope.division), scope.since, scope.limit ?? 100_000])).rows;
}

/** A table as spreadsheets open it: UTF-8 with its mark, and nothing that one of them would take for a formula. */
export const csvOf = (rows: readonly object[], columns?: readonly string[]): string =>
  stringify([...rows], { header: true, bom: true, escape_formulas: true, ...(columns ? { columns: [...columns] } : {}) });

/** Reads their records, JSON (a list, or `{items}`) or CSV with the names of the fields as header. @throws UnreadableFile naming the record */
export async function readTheirs(file: string): Promise<Theirs[]> {
  const content = await readFile(file, 'utf8');
  const records = recordsIn(content);
  return records.map((record, i) => {
    const parsed = Theirs.safeParse(record);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new UnreadableFile(`record ${i + 1}, ${issue?.path.join('.')}: ${issue?.message}`);
  });
}

function recordsIn(content: string): unknown[] {
  try {
    if (!/^\uFEFF?\s*[[{]/.test(content)) return (parse(content, { bom: true, columns: true, trim: true }) as object[]).map(emptied);
    const json: unknown = JSON.parse(content.replace(/^\uFEFF/, ''));
    return z.union([z.array(z.unknown()), z.object({ items: z.array(z.unknown()) }).transform(({ items }) => items)]).parse(json);
  } catch (error) {
    throw new UnreadableFile(`this is neither JSON nor CSV: ${(error as Error).message.slice(0, 200)}`);
  }
}

const emptied = (record: object): object =>
  Object.fromEntries(Object.entries(record).map(([field, value]) => [field, value === '' ? null : value]));

export interface Reconciliation {
  same: number;
  onlyHere: { id: string; name: string }[];
  onlyThere: { nationalNumber: string; name: string }[];
  different: { id: string; nationalNumber: string; name: string; fields: { field: string; here: string | null; there: string | null }[] }[];
}

/** Holds the register of a division against their records; changes nothing. What they do not say is no difference. */
export async function reconcile(
  pool: Pool,
  { division, theirs }: { division: string; theirs: readonly Theirs[] },
): Promise<Reconciliation> {
  const ours = await changedInstitutions(pool, { division, since: new Date(0) });
  const find = finderOf(ours);
  const found = new Set<string>();
  const report: Reconciliation = { same: 0, onlyHere: [], onlyThere: [], different: [] };
  for (const there of theirs) {
    const here = find(there);
    if (!here) {
      report.onlyThere.push({ nationalNumber: there.nationalNumber, name: there.name });
      continue;
    }
    found.add(here.id);
    const fields = differences(here, there);
    if (fields.length === 0) report.same += 1;
    else report.different.push({ id: here.id, nationalNumber: there.nationalNumber, name: here.name, fields });
  }
  report.onlyHere = ours.filter(({ id }) => !found.has(id)).map(({ id, name }) => ({ id, name }));
  return report;
}

const normal = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The same institution by its national number, else by its credit code, else by its name where only one bears it. */
function finderOf(ours: readonly OurInstitution[]): (there: Theirs) => OurInstitution | undefined {
  const by = (key: (one: OurInstitution) => string | null | undefined): Map<string, OurInstitution[]> => {
    const groups = new Map<string, OurInstitution[]>();
    for (const one of ours) {
      const value = key(one);
      if (value) groups.set(value, [...(groups.get(value) ?? []), one]);
    }
    return groups;
  };
  const [numbers, codes, names] = [by((o) => o.nationalNumber), by((o) => o.creditCode), by((o) => normal(o.name))];
  const single = (found: OurInstitution[] | undefined) => (found?.length === 1 ? found[0] : undefined);
  return (there) =>
    single(numbers.get(there.nationalNumber)) ??
    (there.creditCode ? single(codes.get(there.creditCode)) : undefined) ??
    single(names.get(normal(there.name)));
}

function differences(here: OurInstitution, there: Theirs): Reconciliation['different'][number]['fields'] {
  return COMPARED.flatMap((field) => {
    const [a, b] = [here[field] ?? null, there[field] ?? null];
    if (b === null || String(a ?? '') === String(b)) return [];
    return [{ field, here: a === null ? null : String(a), there: String(b) }];
  });
}

/** Takes into the register what only they have; what both have is left for people to compare. Safe to repeat. Answers how many were taken. */
export async function takeOver(pool: Pool, { division, theirs }: { division: string; theirs: readonly Theirs[] }): Promise<number> {
  const { onlyThere } = await reconcile(pool, { division, theirs });
  const wanted = new Set(onlyThere.map(({ nationalNumber }) => nationalNumber));
  const rows = theirs
    .filter(({ nationalNumber }) => wanted.has(nationalNumber))
    .map((row) => ({ id: randomUUID(), search: searchOf(row.name), ...row }));
  const { rowCount } = await pool.query(
    `INSERT INTO institution (id, name, division, address, credit_code, category, operating_status, filing_status, filed_on, beds, source, source_number, search)
     SELECT r.id, r.name, $2, r.address, r."creditCode", r.category, COALESCE(r."operatingStatus", 'operating'), COALESCE(r."filingStatus", 'unknown'),
       NULLIF(r."filedOn", '')::date, r.beds, '${NATIONAL}', r."nationalNumber", r.search
     FROM jsonb_to_recordset($1::jsonb) AS r(id text, name text, address text, "creditCode" text, category text, "operatingStatus" text, "filingStatus" text,
       "filedOn" text, beds int, search text, "nationalNumber" text)
     ON CONFLICT (source, source_number) DO NOTHING`,
    [JSON.stringify(rows), division],
  );
  return rowCount ?? 0;
}

/** Writes down what was given or taken. */
export async function logExchange(pool: Pool, entry: { what: string; division: string; by: string; counts: object }): Promise<void> {
  const { what, division, by, counts } = entry;
  await pool.query('INSERT INTO exchange_log (what, division, done_by, counts) VALUES ($1, $2, $3, $4)', [what, division, by, counts]);
}
