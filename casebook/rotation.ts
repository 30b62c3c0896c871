import type { Pool } from 'pg';
import { placeOf, ROW_KEY, SEALED, type SealedTable } from './sealed-fields.ts';
import { type KeyRing, keyIdOf, seal, unseal } from './sealing.ts';

type Row = { caseNo: string } & Record<string, string | null>;

/** A sealed value that no key of the ring opens. */
export interface Unreadable {
  table: SealedTable;
  column: string;
  /** The case, or for what belongs to none the row. */
  caseNo: string;
  why: string;
}

export interface Rotation {
  /** Rows sealed anew. */
  done: number;
  /** Rows that had to be when it began. */
  total: number;
  unreadable: Unreadable[];
}

const TABLES = Object.keys(SEALED) as SealedTable[];
const ROWS_AT_ONCE = 200;

/** How many values each key of each table has sealed. */
export async function sealedUnder(pool: Pool): Promise<{ key: string; table: SealedTable; values: number }[]> {
  const counts = TABLES.map(async (table) => {
    const values = SEALED[table].map((column) => `SELECT ${column} AS v FROM ${table} WHERE ${column} IS NOT NULL`).join(' UNION ALL ');
    const { rows } = await pool.query<{ key: string; values: number }>(
      `SELECT split_part(v, '.', 2) AS key, count(*)::int AS values FROM (${values}) x GROUP BY 1 ORDER BY 1`,
    );
    return rows.map((row) => ({ ...row, table }));
  });
  return (await Promise.all(counts)).flat();
}

/**
 * Seals everything anew with the first key of the ring. May be broken off and repeated, and runs while the system works: a row is
 * written only if it still says what was read. What no key opens is left as it is and named.
 */
export async function rotate(pool: Pool, ring: KeyRing, onProgress: (rotation: Rotation) => void = () => undefined): Promise<Rotation> {
  const rotation: Rotation = { done: 0, total: await behind(pool, ring), unreadable: [] };
  for (const table of TABLES)
    for (let after: string | undefined = ''; after !== undefined; onProgress(rotation))
      after = await rotatePage(pool, ring, table, after, rotation);
  return rotation;
}

/** Seals the next rows of a table anew; answers the last of them, or nothing when there were no more. */
async function rotatePage(pool: Pool, ring: KeyRing, table: SealedTable, after: string, rotation: Rotation): Promise<string | undefined> {
  const columns = SEALED[table].map((column) => `'${column}', ${column}`).join(', ');
  const { rows } = await pool.query<{ row: Row }>(
    `SELECT json_build_object('caseNo', ${ROW_KEY[table]}::text, ${columns}) AS row FROM ${table}
     WHERE ${ROW_KEY[table]}::text > $2 AND (${isBehind(table)}) ORDER BY ${ROW_KEY[table]}::text LIMIT ${ROWS_AT_ONCE}`,
    [prefixOf(ring), after],
  );
  const changes = rows.flatMap(({ row }) => resealed(ring, table, row, rotation.unreadable) ?? []);
  rotation.done += await exchange(pool, table, changes);
  return rows.at(-1)?.row.caseNo;
}

/** A row with every value under the first key; nothing when one of them cannot be read. */
function resealed(ring: KeyRing, table: SealedTable, was: Row, unreadable: Unreadable[]): { was: Row; now: Row } | undefined {
  const now = { ...was };
  for (const column of SEALED[table]) {
    const value = was[column];
    if (typeof value !== 'string') continue;
    const place = placeOf(table, column, was.caseNo);
    try {
      now[column] = seal(ring, unseal(ring, value, place), place);
    } catch (error) {
      const why = ring.has(keyIdOf(value)) ? 'it was changed, or moved here from another case' : (error as Error).message;
      unreadable.push({ table, column, caseNo: was.caseNo, why });
      return undefined;
    }
  }
  return { was, now };
}

/** Compares and sets, row by row, in one statement. Answers how many were set; the others were changed by somebody else meanwhile. */
async function exchange(pool: Pool, table: SealedTable, changes: { was: Row; now: Row }[]): Promise<number> {
  const columns: readonly string[] = SEALED[table];
  const sets = columns.map((c) => `${c} = n.now ->> '${c}'`).join(', ');
  const unchanged = columns.map((c) => `t.${c} IS NOT DISTINCT FROM n.was ->> '${c}'`).join(' AND ');
  const { rowCount } = await pool.query(
    `UPDATE ${table} t SET ${sets} FROM jsonb_to_recordset($1::jsonb) AS n(was jsonb, now jsonb) WHERE t.${ROW_KEY[table]}::text = n.was ->> 'caseNo' AND ${unchanged}`,
    [JSON.stringify(changes)],
  );
  return rowCount ?? 0;
}

async function behind(pool: Pool, ring: KeyRing): Promise<number> {
  const counts = TABLES.map((table) => `(SELECT count(*) FROM ${table} WHERE ${isBehind(table)})`).join(' + ');
  const { rows } = await pool.query<{ total: number }>(`SELECT (${counts})::int AS total`, [prefixOf(ring)]);
  return rows[0]?.total ?? 0;
}

/** Whether a row holds a value that another key than the first has sealed; $1 is how the first key's values begin. */
const isBehind = (table: SealedTable): string =>
  SEALED[table].map((column) => `(${column} IS NOT NULL AND NOT starts_with(${column}, $1))`).join(' OR ');

function prefixOf(ring: KeyRing): string {
  const [id] = ring.keys();
  if (id === undefined) throw new RangeError('the key ring is empty');
  return `v1.${id}.`;
}
