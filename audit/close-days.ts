import type { Pool } from 'pg';
import { GENESIS } from '../casebook/chain.ts';
import { inTransaction } from '../casebook/transaction.ts';
import { dayAfter, dayOf, endOfDay, type IsoDate } from '../domain/working-days.ts';
import { contentOf, dayRoot, LEDGER } from './ledger-day.ts';

/** How long after midnight a day is closed. */
export const GRACE_MS = 5 * 60_000;

/**
 * Writes the root of every day that is over and not written yet, days without events too. `now` is the database's own clock unless told:
 * the clock that dates the events. Safe to repeat and to run twice at once: a day has one row, and both would write the same.
 */
export async function closeDays(pool: Pool, now?: number): Promise<IsoDate[]> {
  const { rows } = await pool.query<{ now: number; last: IsoDate | null; root: string | null; first: number | null }>(
    `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now, l.day AS last, l.root,
       (SELECT (extract(epoch FROM min(recorded_at)) * 1000)::float8 FROM case_event) AS first
     FROM (SELECT 1) one LEFT JOIN LATERAL (${LEDGER} ORDER BY ledger_day.day DESC LIMIT 1) l ON true`,
  );
  const { last, root, first, ...clock } = rows[0] as (typeof rows)[0];
  const until = (now ?? clock.now) - GRACE_MS;
  const next = last !== null ? dayAfter(last) : first === null ? undefined : dayOf(first);
  const closed: IsoDate[] = [];
  if (next === undefined || endOfDay(next) > until || !(await writersGone(pool))) return closed;
  let prev = root ?? GENESIS;
  for (let day = next; endOfDay(day) <= until; day = dayAfter(day)) {
    prev = await closeDay(pool, day, prev);
    closed.push(day);
  }
  return closed;
}

async function closeDay(pool: Pool, day: IsoDate, prev: string): Promise<string> {
  return inTransaction(pool, async (client) => {
    const content = await contentOf(client, day);
    const root = dayRoot(prev, day, content);
    await client.query('INSERT INTO ledger_day (day, root, prev, events, cases) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (day) DO NOTHING', [
      day,
      root,
      prev,
      content.events,
      content.cases,
    ]);
    return root;
  });
}

const WRITERS = `SELECT virtualtransaction AS id FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'case_event'::regclass AND mode = 'RowExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const PATIENCE_MS = 20_000;

/** Waits for the transactions that write events now: one that was held up since before midnight may still add to the day. */
async function writersGone(pool: Pool): Promise<boolean> {
  const writers = async () => (await pool.query<{ id: string }>(WRITERS)).rows.map(({ id }) => id);
  let left = await writers();
  for (const end = Date.now() + PATIENCE_MS; left.length > 0 && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = new Set(await writers());
    left = left.filter((id) => now.has(id));
  }
  return left.length === 0;
}
