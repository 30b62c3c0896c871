import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import type { Pool } from 'pg';

const WINDOW_MS = 60_000;
const TAKE = `INSERT INTO door_count AS c (key, hits, resets_at) VALUES ($1, $2::int, now() + $3 * interval '1 ms')
  ON CONFLICT (key) DO UPDATE SET hits = CASE WHEN c.resets_at <= now() THEN $2::int ELSE c.hits + $2::int END,
    resets_at = CASE WHEN c.resets_at <= now() THEN excluded.resets_at ELSE c.resets_at END
  RETURNING hits, extract(epoch FROM resets_at - now())::float8 * 1000 AS "leftMs"`;

/** What this process knows of a key until its minute ends: hits taken for it that are still unused, and the count with them. */
interface Held {
  unused: number;
  hits: number;
  until: number;
}

/**
 * Counts for a rate limit, kept in the database, so that all processes of the API count together. Where much is allowed, hits are taken a
 * hundredth of the limit at a time, and who is over the limit is remembered here: neither a busy system nor a flood costs a statement a request.
 */
export class SharedCounts implements Store {
  readonly localKeys = false;
  readonly prefix: string;
  private readonly pool: Pool;
  private readonly limit: number;
  private readonly step: number;
  private readonly held = new Map<string, Held>();
  private sweepAt = 0;

  constructor(pool: Pool, { name, limit }: { name: string; limit: number }) {
    this.pool = pool;
    this.prefix = `${name}:`;
    this.limit = limit;
    this.step = Math.max(1, Math.floor(limit / 100));
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    const held = this.held.get(key);
    const isKnown = held && Date.now() < held.until && (held.unused > 0 || held.hits > this.limit);
    const now = isKnown ? { ...held, unused: Math.max(0, held.unused - 1) } : await this.take(key);
    this.held.set(key, now);
    return { totalHits: now.hits - now.unused, resetTime: new Date(now.until) };
  }

  async decrement(key: string): Promise<void> {
    await this.pool.query('UPDATE door_count SET hits = hits - 1 WHERE key = $1', [this.prefix + key]);
  }

  async resetKey(key: string): Promise<void> {
    this.held.delete(key);
    await this.pool.query('DELETE FROM door_count WHERE key = $1', [this.prefix + key]);
  }

  private async take(key: string): Promise<Held> {
    await this.sweep();
    const { rows } = await this.pool.query<{ hits: number; leftMs: number }>({
      name: 'door-count',
      text: TAKE,
      values: [this.prefix + key, this.step, WINDOW_MS],
    });
    const { hits = 0, leftMs = 0 } = rows[0] ?? {};
    return { unused: this.step - 1, hits, until: Date.now() + leftMs };
  }

  /** Once a minute: forgets whose minute is over. */
  private async sweep(): Promise<void> {
    const now = Date.now();
    if (now < this.sweepAt) return;
    this.sweepAt = now + WINDOW_MS;
    for (const [key, { until }] of this.held) if (until <= now) this.held.delete(key);
    await this.pool.query('DELETE FROM door_count WHERE resets_at <= now()');
  }
}
