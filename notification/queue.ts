import type { Pool } from 'pg';
import { gather } from './digest.ts';

/** A row taken for sending; `claim` proves that it is still ours. */
export interface Claimed {
  id: string;
  claim: string;
  key: string;
  address: string | null;
  subject: string;
  body: string;
  attempts: number;
  event: string;
  caseNo: string | null;
  recipient: string;
  details: Record<string, unknown>;
  /** Milliseconds since trying began. */
  triedMs: number;
}

/** How sending ended, to be written down. */
export type Outcome =
  | { row: Claimed; state: 'sent'; messageId: string }
  | { row: Claimed; state: 'failed'; error: string }
  | { row: Claimed; state: 'queued'; error: string; retryAfterMs: number };

// MATERIALIZED: the locking select runs once, whatever plan is chosen for the update.
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id FROM notification
    WHERE channel = $1 AND ($3::text IS NULL OR address = $3) AND state = 'queued' AND not_before <= now()
    ORDER BY not_before, id LIMIT CASE WHEN $4::int IS NULL THEN $2::int ELSE LEAST($2::int, GREATEST(0, $4 - (
      SELECT count(*)::int FROM notification r
      WHERE r.channel IN ('dingtalk', 'wecom') AND r.channel = $1 AND r.address = $3 AND r.claimed_at > now() - interval '1 minute'))) END
    FOR UPDATE SKIP LOCKED
  )
  UPDATE notification n SET state = 'sending', claimed_at = now() FROM due WHERE n.id = due.id
  RETURNING n.id::text, n.claimed_at::text AS claim, n.key, n.address, n.subject, n.body, n.attempts, n.event, n.case_no AS "caseNo", n.recipient,
    n.details, (extract(epoch FROM now() - n.tried_from) * 1000)::float8 AS "triedMs"`;

const REQUEUE = `
  UPDATE notification
  SET state = 'queued', not_before = now(), attempts = attempts + 1, error = 'the worker stopped while sending; sent again'
  WHERE channel = $1 AND ($3::text IS NULL OR address = $3) AND state = 'sending' AND claimed_at < now() - make_interval(secs => $2)`;

// The mail has left: that is true whoever holds the row now. What a digest tells has left with it.
const SENT = `
  UPDATE notification SET state = 'sent', sent_at = now(), message_id = $2, error = NULL, attempts = attempts + 1
  WHERE (id = $1 OR digest = $1) AND state <> 'sent'`;

const MINE = `id = $1 AND state = 'sending' AND claimed_at = $2::timestamptz`;
const FAILED = `
  WITH mine AS (UPDATE notification SET state = 'failed', error = $3, attempts = attempts + 1 WHERE ${MINE} RETURNING id)
  UPDATE notification n SET state = 'failed', error = $3 FROM mine WHERE n.digest = mine.id AND n.state = 'gathered'`;
const AGAIN = `
  UPDATE notification
  SET state = 'queued', error = $3, attempts = attempts + 1, not_before = now() + make_interval(secs => $4) WHERE ${MINE}`;

/** Which rows a queue looks after: those of a channel, or only those to one address of it. */
export interface QueueOf {
  channel: string;
  address?: string | undefined;
}

/** The rows of one channel in table `notification`, shared by any number of workers; the database's clock decides what is due. */
export class Queue {
  readonly #pool: Pool;
  readonly #channel: string;
  readonly #address: string | null;

  constructor(pool: Pool, { channel, address }: QueueOf) {
    this.#pool = pool;
    this.#channel = channel;
    this.#address = address ?? null;
  }

  /** Takes up to `limit` due rows that no other worker has taken; to a robot no more than `perMinute`, whichever worker sends. */
  async claim(limit: number, perMinute?: number): Promise<Claimed[]> {
    return (await this.#pool.query<Claimed>(CLAIM, [this.#channel, limit, this.#address, perMinute ?? null])).rows;
  }

  /** Writes an outcome down; safe to repeat, and without effect when another worker has taken an unsent row over. */
  async settle(outcome: Outcome): Promise<void> {
    const { id, claim } = outcome.row;
    if (outcome.state === 'sent') await this.#pool.query(SENT, [id, outcome.messageId]);
    else if (outcome.state === 'failed') await this.#pool.query(FAILED, [id, claim, outcome.error]);
    else await this.#pool.query(AGAIN, [id, claim, outcome.error, outcome.retryAfterMs / 1000]);
  }

  /** Gathers messages that are due to one recipient into one, when there are at least `many`; tells how many digests it made. */
  gather(many: number): Promise<number> {
    return gather(this.#pool, { channel: this.#channel, address: this.#address, many });
  }

  /** Queues again what a worker claimed long ago and never settled; tells how many rows. */
  async requeueStuck(stuckAfterMs: number): Promise<number> {
    return (await this.#pool.query(REQUEUE, [this.#channel, stuckAfterMs / 1000, this.#address])).rowCount ?? 0;
  }
}
