import { loadOfMachine } from './load.ts';
import type { Lag } from './outbox.ts';

export interface CourtesyOptions {
  /** Outbox rows a second from which on commands count as a burst. */
  busyPerSecond?: number;
  /** Share of the machine's time that commands must be using up, with whatever else runs, before the relay waits for them. */
  busyShare?: number;
  /** How long it may wait, in ms: rungs may be late by this much under load, never wrong. */
  longestMs?: number;
  /** The present time in ms. */
  now?: () => number;
  /** Share of the machine's time used since it was asked last, 0 … 1. */
  load?: () => number;
}

const JUDGE_MS = 250;
/** A burst that seems over may be taking breath: sixty-four clients at once all wait for the same machine. In ms. */
const LULL_MS = 1_500;
/** A machine that does less than this takes no breath: the burst is over. */
const IDLE_SHARE = 0.35;

/** When the relay goes after the commands: clerks must not be slowed by the catching up (docs/decisions/0005). */
export class Courtesy {
  private readonly o: Required<CourtesyOptions>;
  private seen = { newest: 0, at: 0 };
  private busyUntil = 0;

  constructor(options: CourtesyOptions = {}) {
    this.o = { busyPerSecond: 12, busyShare: 0.75, longestMs: 20_000, now: Date.now, load: loadOfMachine(), ...options };
  }

  /** Whether commands come so thick that they go first. Judged anew every quarter of a second. */
  yields({ newest, oldestMs }: Lag): boolean {
    const at = this.o.now();
    if (at - this.seen.at >= JUDGE_MS) this.judge(newest, at);
    return at < this.busyUntil && oldestMs < this.o.longestMs;
  }

  private judge(newest: number, at: number): void {
    const perSecond = ((newest - this.seen.newest) * 1_000) / (at - this.seen.at);
    const isFirst = this.seen.at === 0;
    this.seen = { newest, at };
    const load = this.o.load();
    if (!isFirst && perSecond > this.o.busyPerSecond && load > this.o.busyShare) this.busyUntil = at + LULL_MS;
    else if (load < IDLE_SHARE) this.busyUntil = at;
  }
}
