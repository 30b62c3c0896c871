import type { Lag } from './outbox.ts';
import { Pace, type PaceOptions } from './pace.ts';

export interface CourtesyOptions extends PaceOptions {
  /** How long it may wait, in ms: rungs may be late by this much under load, never wrong. */
  longestMs?: number;
}

const JUDGE_MS = 250;
/** A burst that seems over may be taking breath: sixty-four clients at once all wait for the same machine. In ms. */
const LULL_MS = 1_500;
/** A machine that does less than this takes no breath: the burst is over. */
const IDLE_SHARE = 0.35;

/** When the relay goes after the commands: clerks must not be slowed by the catching up (docs/decisions/0005). */
export class Courtesy {
  private readonly pace: Pace;
  private readonly longestMs: number;
  private busyUntil = 0;

  constructor({ longestMs = 20_000, ...pace }: CourtesyOptions = {}) {
    this.pace = new Pace(JUDGE_MS, { busyShare: 0.75, ...pace });
    this.longestMs = longestMs;
  }

  /** Whether commands come so thick that they go first. Judged anew every quarter of a second. */
  yields({ newest, oldestMs }: Lag): boolean {
    const at = this.pace.now();
    const judged = this.pace.judge(() => newest);
    if (judged?.isBusy) this.busyUntil = at + LULL_MS;
    else if (judged && judged.load < IDLE_SHARE) this.busyUntil = at;
    return at < this.busyUntil && oldestMs < this.longestMs;
  }
}
