import type { Pool } from 'pg';
import { type Channel, DeliveryFailed, type FailureKind } from './channel.ts';
import { type Claimed, type Outcome, Queue } from './queue.ts';
import { backOff, pause } from './waiting.ts';

/** The part of a pino logger that the dispatcher needs. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a dispatcher works with; the times have defaults fit for production. */
export interface DispatcherOptions {
  pool: Pool;
  channel: Channel;
  logger: Logger;
  /** Only the rows to this address of the channel; all of them when left out. */
  address?: string;
  /** Completes a text just before it is sent, with what is not to lie in the table: the key of a one-time link. */
  complete?: (row: Claimed) => Promise<string>;
  /** From how many messages on to one recipient they are told in one; never when left out. */
  digestFrom?: number;
  /** How long a message is tried before it goes to the dead letters; without end when left out. */
  giveUpAfterMs?: number;
  /** How long to sleep when nothing is due. */
  pollMs?: number;
  /** How many messages are sent at the same time. */
  concurrency?: number;
  /** When a claimed row counts as abandoned; must be longer than the channel may take for one message. */
  stuckAfterMs?: number;
  /** First wait after a failure; it doubles with every further one. */
  retryMs?: number;
}

const DEFAULTS = {
  pollMs: 2_000,
  concurrency: 5,
  stuckAfterMs: 2 * 60_000,
  retryMs: 1_000,
  digestFrom: Number.POSITIVE_INFINITY,
  giveUpAfterMs: Number.POSITIVE_INFINITY,
  complete: async (row: Claimed) => row.body,
};

/** A message that is delayed is tried at least this often. */
const LONGEST_DELAY_MS = 60 * 60 * 1000;
/** A channel or a database that is away is tried at least this often. */
const LONGEST_OUTAGE_MS = 60 * 1000;

/**
 * Sends the queued rows of one channel: each at least once, and once only in the normal course. A crash between the server's
 * acceptance and our note of it, or a connection that breaks there, sends a message again under the same Message-ID, because SMTP
 * has no way to ask. Outages of database and channel are waited out, nothing is lost to them; any number of workers may run one.
 */
export class Dispatcher {
  readonly #options: typeof DEFAULTS & DispatcherOptions;
  readonly #queue: Queue;
  /** Outcomes that the database has not heard of yet, because it was away. */
  #unsettled: Outcome[] = [];
  #outages = 0;
  #running: Promise<void> | undefined;
  #stopping = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#queue = new Queue(options.pool, { channel: options.channel.name, address: options.address });
  }

  /** Begins to send in the background; does nothing when already begun. */
  start(): void {
    if (this.#running) return;
    this.#stopping = new AbortController();
    this.#running = this.#loop(this.#stopping.signal);
  }

  /** Lets what is being sent come to its end and writes it down, then stops. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#running = undefined;
  }

  /** Sends what is due now, at most one batch, and tells how many rows it took; rejects when the database is away. */
  async runOnce(): Promise<number> {
    await this.#settle();
    const stuck = await this.#queue.requeueStuck(this.#options.stuckAfterMs);
    if (stuck > 0) this.#options.logger.warn({ channel: this.#options.channel.name, stuck }, 'notifications of a lost worker queued again');
    if (Number.isFinite(this.#options.digestFrom)) await this.#queue.gather(this.#options.digestFrom);
    // While the channel is away one message at a time asks whether it is back.
    const { channel, concurrency } = this.#options;
    const rows = await this.#queue.claim(this.#outages > 0 ? 1 : concurrency, channel.perMinute);
    const attempts = await Promise.all(rows.map((row) => this.#attempt(row)));
    this.#noteOutage(attempts.map(({ failure }) => failure));
    this.#unsettled.push(...attempts.map(({ outcome }) => outcome));
    await this.#settle();
    return rows.length;
  }

  async #loop(stopping: AbortSignal): Promise<void> {
    const onIdleClientLost = (error: Error) => this.#options.logger.warn({ reason: error.message }, 'database connection lost');
    this.#options.pool.on('error', onIdleClientLost); // unheard, it would end the process
    let failures = 0;
    while (!stopping.aborted) {
      try {
        const taken = await this.runOnce();
        failures = 0;
        await pause(this.#restAfter(taken), stopping);
      } catch (error) {
        this.#options.logger.warn({ channel: this.#options.channel.name, reason: String(error) }, 'notifications wait for the database');
        await pause(backOff(this.#options.retryMs, failures++, LONGEST_OUTAGE_MS), stopping);
      }
    }
    await this.#settle().catch(() => {}); // without the database these rows are sent again later, under the same Message-ID
    this.#options.pool.off('error', onIdleClientLost);
  }

  #restAfter(taken: number): number {
    if (this.#outages > 0) return backOff(this.#options.retryMs, this.#outages - 1, LONGEST_OUTAGE_MS);
    return taken > 0 ? 0 : this.#options.pollMs;
  }

  async #attempt(row: Claimed): Promise<{ outcome: Outcome; failure?: FailureKind }> {
    try {
      if (!row.address) throw new DeliveryFailed('refused', 'the recipient has no address on this channel');
      const { key, subject, event, caseNo, recipient, details } = row;
      const text = await this.#options.complete(row);
      const about = { event, recipient, details, ...(caseNo === null ? {} : { caseNo }) };
      const { messageId } = await this.#options.channel.send({ key, to: { address: row.address }, subject, text, ...about });
      return { outcome: { row, state: 'sent', messageId } };
    } catch (error) {
      const { kind, message } = error instanceof DeliveryFailed ? error : new DeliveryFailed('delayed', String(error));
      const reason = message.replaceAll('\0', ' '); // which PostgreSQL keeps in no text
      // The log names the row and never the recipient or the text; the reason is kept with the row.
      const { channel, logger } = this.#options;
      logger.warn({ channel: channel.name, notification: row.id, attempts: row.attempts + 1, kind }, 'notification not sent');
      return { outcome: this.#afterFailure(row, kind, reason), failure: kind };
    }
  }

  #afterFailure(row: Claimed, kind: FailureKind, error: string): Outcome {
    const { retryMs, giveUpAfterMs } = this.#options;
    if (kind === 'refused') return { row, state: 'failed', error };
    if (row.triedMs >= giveUpAfterMs) return { row, state: 'failed', error: `given up after ${row.attempts + 1} attempts: ${error}` };
    const retryAfterMs =
      kind === 'delayed' ? backOff(30 * retryMs, row.attempts, LONGEST_DELAY_MS) : backOff(retryMs, row.attempts, LONGEST_OUTAGE_MS);
    return { row, state: 'queued', error, retryAfterMs };
  }

  /** The channel is away when none of a batch got an answer about itself, and back with the first that did. */
  #noteOutage(failures: (FailureKind | undefined)[]): void {
    if (failures.length === 0) return;
    if (failures.every((failure) => failure === 'unavailable')) {
      this.#outages += 1;
      return;
    }
    if (this.#outages > 0) this.#options.logger.info({ channel: this.#options.channel.name }, 'the channel answers again');
    this.#outages = 0;
  }

  async #settle(): Promise<void> {
    for (let next = this.#unsettled[0]; next; next = this.#unsettled[0]) {
      await this.#queue.settle(next);
      this.#unsettled.shift();
    }
  }
}
