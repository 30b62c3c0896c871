import type { Pool } from 'pg';

/** A row taken for sending; `claim` proves that it is still ours. */
export interface Claimed {
  id: string;
  claim: string;
  key: string;
  address: string | null;
  subject: string;
  body: string;
  attempts: number;
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
    WHERE channel = $1 AND state = 'queued' AND not_before <= now()
    ORDER BY not_before, id LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  UPDATE notification n SET state = 'sending', claimed_at = now() FROM due WHERE n.id = due.id
  RETURNING n.id::text, n.claimed_at::text AS claim, n.key, n.address, n.subject, n.body, n.attempts`;

const REQUEUE = `
  UPDATE notification
  SET state = 'queued', not_before = now(), attempts = attempts + 1, error = 'the worker stopped while sending; sent again'
  WHERE channel = $1 AND state = 'sending' AND claimed_at < now() - make_interval(secs => $2)`;

// The mail has left: that is true whoever holds the row now.
const SENT = `
  UPDATE notification SET state = 'sent', sent_at = now(), message_id = $2, error = NULL, attempts = attempts + 1
  WHERE id = $1 AND state <> 'sent'`;

const MINE = `id = $1 AND state = 'sending' AND claimed_at = $2::timestamptz`;
const FAILED = `UPDATE notification SET state = 'failed', error = $3, attempts = attempts + 1 WHERE ${MINE}`;
const AGAIN = `
  UPDATE notification
  SET state = 'queued', error = $3, attempts = attempts + 1, not_before = now() + make_interval(secs => $4) WHERE ${MINE}`;

/** The rows of one channel in table `notification`, shared by any number of workers; the database's clock decides what is due. */
export class Queue {
  readonly #pool: Pool;
  readonly #channel: string;

  constructor(pool: Pool, channel: string) {
    this.#pool = pool;
    this.#channel = channel;
  }

  /** Takes up to `limit` due rows that no other worker has taken. */
  async claim(limit: number): Promise<Claimed[]> {
    return (await this.#pool.query<Claimed>(CLAIM, [this.#channel, limit])).rows;
  }

  /** Writes an outcome down; safe to repeat, and without effect when another worker has taken an unsent row over. */
  async settle(outcome: Outcome): Promise<void> {
    const { id, claim } = outcome.row;
    if (outcome.state === 'sent') await this.#pool.query(SENT, [id, outcome.messageId]);
    else if (outcome.state === 'failed') await this.#pool.query(FAILED, [id, claim, outcome.error]);
    else await this.#pool.query(AGAIN, [id, claim, outcome.error, outcome.retryAfterMs / 1000]);
  }

  /** Queues again what a worker claimed long ago and never settled; tells how many rows. */
  async requeueStuck(stuckAfterMs: number): Promise<number> {
    return (await this.#pool.query(REQUEUE, [this.#channel, stuckAfterMs / 1000])).rowCount ?? 0;
  }
}
