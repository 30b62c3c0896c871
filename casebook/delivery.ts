import type { Pool } from 'pg';

/** How a channel fares: what waits, since when, and why when it does not get through. */
export interface ChannelHealth {
  channel: string;
  waiting: number;
  failed: number;
  /** Seconds since the oldest message that is due became due. */
  oldestSeconds: number;
  /** Whether what is due was tried and did not get through. */
  stuck: boolean;
  why: string | null;
}

const HEALTH = `SELECT channel,
    count(*) FILTER (WHERE state IN ('queued', 'sending'))::int AS waiting,
    count(*) FILTER (WHERE state = 'failed')::int AS failed,
    COALESCE(max(extract(epoch FROM now() - GREATEST(created_at, tried_from))) FILTER (WHERE state IN ('queued', 'sending') AND attempts > 0), 0)::int AS "oldestSeconds",
    count(*) FILTER (WHERE state IN ('queued', 'sending') AND attempts > 0) > 0 AS stuck,
    max(error) FILTER (WHERE state IN ('queued', 'sending')) AS why
  FROM notification WHERE channel <> 'inbox' AND state IN ('queued', 'sending', 'failed') GROUP BY channel ORDER BY channel`;

/** Every channel that has something to do or did not get something through. */
export async function healthOfChannels(pool: Pool): Promise<ChannelHealth[]> {
  return (await pool.query<ChannelHealth>({ name: 'channel-health', text: HEALTH })).rows;
}

/** Puts a message that failed back into its queue, as if it were new. Answers whether there was one. */
export async function replay(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE notification SET state = 'queued', attempts = 0, error = NULL, not_before = now(), tried_from = now(), digest = NULL
     WHERE id = $1 AND state = 'failed' AND channel <> 'inbox' AND address IS NOT NULL`,
    [id],
  );
  return rowCount === 1;
}
