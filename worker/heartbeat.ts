import type { Pool } from 'pg';
import type { Lag } from '../casebook/relay/outbox.ts';

/** Lets the API know that this worker lives, whether Temporal answers it, and how far the relay is behind. */
export async function beat(pool: Pool, worker: string, { temporal, lag }: { temporal: 'ok' | 'away'; lag: Lag }): Promise<void> {
  await pool.query(
    `WITH gone AS (DELETE FROM worker_heartbeat WHERE at < now() - interval '1 hour')
     INSERT INTO worker_heartbeat (worker, at, temporal, lag) VALUES ($1, now(), $2, $3) ON CONFLICT (worker) DO UPDATE SET at = now(), temporal = $2, lag = $3`,
    [worker, temporal, JSON.stringify(lag)],
  );
}
