import type { Pool } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { ToldStep } from '../domain/kernel/told-step.ts';
import type { Actor } from '../domain/roles.ts';

export interface CaseRow {
  file: CaseFile;
  head: string;
  /** The event that already used the key asked for. */
  used?: { name: string; actor: Actor; data: Record<string, unknown> };
}

/** A case as `caseRowSql` reads it. */
export interface CaseColumns {
  file: CaseFile;
  head: string;
  name: string | null;
  actor: Actor;
  data: Record<string, unknown>;
}

/** The statement that reads the case `$1` (c), the event (e) that used the key `$2` before, and `more` columns beside them. */
export const caseRowSql = (more = ''): string => `SELECT c.file, c.head, e.name, e.actor, e.data${more} FROM case_file c
  LEFT JOIN case_event e ON e.case_no = c.case_no AND e.key = $2 WHERE c.case_no = $1`;
const CASE_ROW = caseRowSql();

export const caseRowOf = ({ file, head, name, actor, data }: CaseColumns): CaseRow =>
  name === null ? { file, head } : { file, head, used: { name, actor, data } };

/** The case, and the event that used this idempotency key before, in one statement. */
export async function caseRow(pool: Pool, caseNo: string, key: string): Promise<CaseRow | undefined> {
  const { rows } = await pool.query<CaseColumns>({ name: 'case-row', text: CASE_ROW, values: [caseNo, key] });
  return rows[0] && caseRowOf(rows[0]);
}

export async function toldSince(pool: Pool, caseNo: string, seq: number): Promise<ToldStep[]> {
  const { rows } = await pool.query<{ step: ToldStep }>({
    name: 'told-since',
    text: 'SELECT step FROM case_event WHERE case_no = $1 AND seq > $2 AND step IS NOT NULL ORDER BY seq',
    values: [caseNo, seq],
  });
  return rows.map((r) => r.step);
}

export async function doneEffects(pool: Pool, caseNo: string, seq: number): Promise<string[]> {
  const { rows } = await pool.query<{ effect: string }>({
    name: 'done-effects',
    text: `SELECT seq || '/' || effect AS effect FROM case_effect WHERE case_no = $1 AND seq > $2 ORDER BY seq, effect`,
    values: [caseNo, seq],
  });
  return rows.map((r) => r.effect);
}
