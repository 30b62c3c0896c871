import type { Pool } from 'pg';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { ToldStep } from '../../domain/kernel/told-step.ts';
import type { Poke } from './poke.ts';

interface OutboxRow {
  id: string;
  case_no: string;
  type: CaseTypeName;
  open: boolean;
  step: ToldStep;
}

/**
 * Mostly the oldest, and some of the newest: a long backlog must not starve what comes in now. Of every case all that waits, so that it is told
 * once; steps told out of order are sorted by the workflow.
 */
const TAKE = `WITH picked AS (
    SELECT case_no FROM (SELECT case_no FROM outbox WHERE not_before <= now() ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) oldest
    UNION SELECT case_no FROM (SELECT case_no FROM outbox WHERE not_before <= now() ORDER BY id DESC LIMIT $1 / 4 FOR UPDATE SKIP LOCKED) newest
  ), whole AS (
    SELECT id FROM outbox WHERE case_no IN (SELECT case_no FROM picked) AND not_before <= now() FOR UPDATE SKIP LOCKED
  ), leased AS (
    UPDATE outbox o SET not_before = now() + interval '30 s' FROM whole WHERE o.id = whole.id RETURNING o.id, o.case_no, o.seq
  )
  SELECT l.id, l.case_no, c.type, c.status = 'open' AS open, e.step FROM leased l
  JOIN case_file c USING (case_no) JOIN case_event e ON e.case_no = l.case_no AND e.seq = l.seq ORDER BY l.id`;

/**
 * Takes pokes from the outbox, grouped by case, with the rows each answers for. They are leased for 30 seconds, not locked: no transaction
 * is open while Temporal is called, and what a killed relay took comes back by itself.
 */
export async function take(db: Pool, limit: number): Promise<{ poke: Poke; ids: string[] }[]> {
  const { rows } = await db.query<OutboxRow>({ name: 'outbox-take', text: TAKE, values: [limit] });
  const groups = new Map<string, { poke: Poke; ids: string[] }>();
  for (const { id, case_no: caseNo, type, open, step } of rows) {
    const group = groups.get(caseNo) ?? { poke: { caseNo, type, open, steps: [] }, ids: [] };
    if (step) group.poke.steps.push(step);
    group.ids.push(id);
    groups.set(caseNo, group);
  }
  return [...groups.values()];
}

export const clear = (db: Pool, ids: string[]): Promise<unknown> =>
  db.query({ name: 'outbox-clear', text: 'DELETE FROM outbox WHERE id = ANY($1::bigint[])', values: [ids] });

/** Gives back what was taken but not told, because Temporal is away. */
export const giveBack = (db: Pool, ids: string[]): Promise<unknown> =>
  db.query({ name: 'outbox-give-back', text: 'UPDATE outbox SET not_before = now() WHERE id = ANY($1::bigint[])', values: [ids] });

/** One case that cannot be told must not hold up the others: it is tried again later, at most five minutes later. */
export const putBack = (db: Pool, ids: string[], error: string): Promise<unknown> =>
  db.query({
    name: 'outbox-put-back',
    text: `UPDATE outbox SET attempts = attempts + 1, error = $2, not_before = now() + interval '1 s' * least(300, power(2, attempts)) WHERE id = ANY($1::bigint[])`,
    values: [ids, error.slice(0, 500)],
  });

/** How far the relay is behind. `newest`: the last outbox id given out, whose growth shows how busy the commands are. */
export interface Lag {
  waiting: number;
  oldestMs: number;
  newest: number;
}

export async function lagOf(pool: Pool): Promise<Lag> {
  const { rows } = await pool.query<{ waiting: number; oldest_ms: number; newest: string }>({
    name: 'outbox-lag',
    text: `SELECT count(*)::int AS waiting, COALESCE(extract(epoch FROM now() - min(created_at)) * 1000, 0)::float8 AS oldest_ms,
      (SELECT last_value FROM outbox_id_seq) AS newest FROM outbox`,
  });
  const [row] = rows;
  return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest_ms ?? 0, newest: Number(row?.newest ?? 0) };
}

/** Puts the last told step of these cases into the outbox again. */
export async function repoke(pool: Pool, caseNos: string[]): Promise<void> {
  if (caseNos.length === 0) return;
  await pool.query({
    name: 'repoke',
    text: `INSERT INTO outbox (case_no, seq) SELECT case_no, told FROM case_file WHERE case_no = ANY($1)`,
    values: [caseNos],
  });
}
