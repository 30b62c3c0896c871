import type { Client } from '@temporalio/client';
import pg from 'pg';
import { Courtesy } from './courtesy.ts';
import { clear, giveBack, lagOf, putBack, take } from './outbox.ts';
import { isTemporalAway, poke } from './poke.ts';

export interface RelayOptions {
  pool: pg.Pool;
  databaseUrl: string;
  client: Client;
  /** A client on the connection of a worker in this process, while there is one: what it starts is begun here, without a detour. */
  nearby?: () => Client | undefined;
  taskQueue: string;
  log: { warn(message: string): void };
  /** Outbox rows taken at once, and calls to Temporal at once. */
  batch?: number;
  parallel?: number;
  /** How often to look when no hint comes, in ms. */
  pollMs?: number;
}

/** How soon to look again whether the commands go first, in ms. */
const LOOK_MS = 250;
const DEFAULTS = { batch: 200, parallel: 12, pollMs: 1_000 };

/**
 * Carries the log to the workflows: at least once, grouped by case, by any number of relays. A hint (NOTIFY) makes it quick, polling makes it
 * sure. Under a burst of commands it waits, so that clerks are not slowed by the catching up.
 */
export class Relay {
  private readonly o: RelayOptions & typeof DEFAULTS;
  private stopped = false;
  private hinted = true;
  private wake: () => void = () => undefined;
  private running: Promise<unknown> | undefined;
  private readonly courtesy = new Courtesy();
  /** Whether Temporal answered last time. */
  reachable = true;
  /** The last step that was seen to be recorded, by its number in the outbox. */
  newest = 0;

  constructor(options: RelayOptions) {
    this.o = { ...DEFAULTS, ...options };
  }

  start(): this {
    this.running = Promise.all([this.listen(), this.loop()]);
    return this;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  /** Tells what is waiting, one batch; answers how many rows were cleared. @throws when Temporal or the database is away */
  async once(): Promise<number> {
    const { pool, batch, parallel } = this.o;
    const groups = await take(pool, batch);
    const told: string[] = [];
    let away: unknown;
    const caller = async () => {
      for (let group = groups.shift(); group; group = groups.shift()) {
        try {
          if (away !== undefined) throw away;
          const nearby = this.o.nearby?.();
          await poke(nearby ?? this.o.client, this.o.taskQueue, group.poke, { eager: nearby !== undefined });
          told.push(...group.ids);
        } catch (error) {
          if (isTemporalAway(error)) away = error;
          await (isTemporalAway(error) ? giveBack(pool, group.ids) : putBack(pool, group.ids, String(error)));
        }
      }
    };
    await Promise.all(Array.from({ length: parallel }, caller));
    if (told.length > 0) await clear(pool, told);
    this.reachable = away === undefined;
    if (away !== undefined) throw away;
    return told.length;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      try {
        this.hinted = false;
        const lag = await lagOf(this.o.pool);
        this.newest = lag.newest;
        const yields = this.courtesy.yields(lag);
        const cleared = yields ? 0 : await this.once();
        if (cleared === 0) await (yields ? delay(LOOK_MS) : this.pause(this.o.pollMs));
      } catch (error) {
        if (this.stopped) return;
        this.o.log.warn(`the relay waits: ${error instanceof Error ? error.message : String(error)}`);
        await this.pause(this.o.pollMs, true);
      }
    }
  }

  /** LISTEN is only a hint, so a lost connection is merely replaced. */
  private async listen(): Promise<void> {
    while (!this.stopped) {
      const client = new pg.Client({ connectionString: this.o.databaseUrl, connectionTimeoutMillis: 3_000 });
      try {
        const lost = new Promise<void>((resolve) => {
          client.once('error', () => resolve());
          client.once('end', () => resolve());
        });
        client.on('notification', () => {
          this.hinted = true;
          this.wake();
        });
        await client.connect();
        await client.query('LISTEN outbox');
        while (!this.stopped && (await Promise.race([lost.then(() => false), delay(500).then(() => true)])));
      } catch {
        await delay(1_000);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  private pause(ms: number, whatever = false): Promise<void> {
    if (this.hinted && !whatever) return delay(20);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** For the command side: at most one NOTIFY per interval, outside the transactions, because NOTIFY makes commits wait for each other. */
export function relayHint(pool: pg.Pool, everyMs = 50): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      pool.query('NOTIFY outbox').catch(() => undefined);
    }, everyMs).unref();
  };
}
