import type { Pool } from 'pg';
import type { Unreplayable } from './replay.ts';

/** A release as it stands in the database, so that it can be paused, gone on with and looked at from anywhere. */
export interface Release {
  id: string;
  state: 'running' | 'paused' | 'stopped' | 'finished';
  total: number;
  done: number;
}

const COLUMNS = 'id, state, total, done';

/** Writes down a release of this code and the cases that it has to rebuild. What was begun of other code is over with it. */
export async function begin(pool: Pool, code: string, cases: Unreplayable[]): Promise<Release> {
  await pool.query(
    `UPDATE job SET state = 'finished', finished_at = now(), result = '{"superseded": true}' WHERE kind = 'release' AND state <> 'finished'`,
  );
  const { rows } = await pool.query<Release>(
    `WITH made AS (INSERT INTO job (kind, params, actor, division, total) VALUES ('release', jsonb_build_object('code', $1::text), '{"id": "cli", "name": "anlao release"}', '000000', $3) RETURNING ${COLUMNS}),
       items AS (INSERT INTO job_item (job_id, no, subject, error) SELECT made.id, c.n, c.case_no, c.reason FROM made, jsonb_to_recordset($2::jsonb) AS c(n int, case_no text, reason text))
     SELECT ${COLUMNS} FROM made`,
    [code, JSON.stringify(cases.map(({ caseNo, reason }, n) => ({ n, case_no: caseNo, reason }))), cases.length],
  );
  return rows[0] as Release;
}

/** The release of this code that was paused, stopped or broken off. */
export async function unfinished(pool: Pool, code?: string): Promise<Release | undefined> {
  const { rows } = await pool.query<Release>(
    `SELECT ${COLUMNS} FROM job WHERE kind = 'release' AND state <> 'finished' AND ($1::text IS NULL OR params ->> 'code' = $1) ORDER BY created_at DESC LIMIT 1`,
    [code ?? null],
  );
  return rows[0];
}

export async function stateOfRelease(pool: Pool, id: string): Promise<Release['state']> {
  const { rows } = await pool.query<{ state: Release['state'] }>('SELECT state FROM job WHERE id = $1', [id]);
  return rows[0]?.state ?? 'finished';
}

export async function setState(pool: Pool, id: string, state: Release['state']): Promise<void> {
  await pool.query(`UPDATE job SET state = $2, finished_at = CASE WHEN $2 = 'finished' THEN now() END WHERE id = $1`, [id, state]);
}

/** The cases of the next wave; those that failed before are tried again first. */
export async function nextWave(pool: Pool, id: string, size: number): Promise<string[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `SELECT subject FROM job_item WHERE job_id = $1 AND state <> 'done' ORDER BY state = 'pending', no LIMIT $2`,
    [id, size],
  );
  return rows.map((r) => r.subject);
}

/** Notes what a wave came to. */
export async function noteWave(pool: Pool, id: string, cases: string[], failed: Unreplayable[]): Promise<void> {
  const reasons = new Map(failed.map((f) => [f.caseNo, f.reason]));
  await pool.query(
    `UPDATE job_item i SET state = CASE WHEN c.reason IS NULL THEN 'done' ELSE 'failed' END, error = COALESCE(c.reason, i.error)
     FROM jsonb_to_recordset($2::jsonb) AS c(case_no text, reason text) WHERE i.job_id = $1 AND i.subject = c.case_no`,
    [id, JSON.stringify(cases.map((caseNo) => ({ case_no: caseNo, reason: reasons.get(caseNo) ?? null })))],
  );
  await pool.query(`UPDATE job SET done = (SELECT count(*) FROM job_item WHERE job_id = $1 AND state = 'done') WHERE id = $1`, [id]);
}
