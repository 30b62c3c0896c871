import { loadOfMachine } from '../casebook/relay/load.ts';

interface LeisureOptions {
  /** Counts what was done in cases and about them: only grows. */
  steps(): number;
  /** Steps a second from which on the cases count as busy. */
  busyPerSecond?: number;
  /** Share of the machine's time from which on it has none to spare for both. */
  busyShare?: number;
  /** How long what can wait waits at most, in ms. */
  longestMs?: number;
  /** The present time in ms. */
  now?: () => number;
  /** Share of the machine's time used since it was asked last, 0 … 1. */
  load?: () => number;
}

const JUDGE_MS = 500;

/**
 * When there is time for what can wait, such as printing: a low priority alone still takes a third of the speed at which clerks are answered,
 * because processors share their memory (docs/decisions/0025).
 */
export class Leisure {
  private readonly o: Required<LeisureOptions>;
  private seen = { steps: 0, at: 0 };
  private busySince: number | undefined;

  constructor(options: LeisureOptions) {
    this.o = { busyPerSecond: 12, busyShare: 0.6, longestMs: 60_000, now: Date.now, load: loadOfMachine(), ...options };
  }

  /** Whether there is. Judged anew every half second; after a minute without any, the time is taken all the same until some is left again. */
  has(): boolean {
    const at = this.o.now();
    if (at - this.seen.at >= JUDGE_MS) this.judge(at);
    return this.busySince === undefined || at - this.busySince >= this.o.longestMs;
  }

  private judge(at: number): void {
    const steps = this.o.steps();
    const perSecond = this.seen.at === 0 ? 0 : ((steps - this.seen.steps) * 1_000) / (at - this.seen.at);
    this.seen = { steps, at };
    const isBusy = this.o.load() > this.o.busyShare && perSecond > this.o.busyPerSecond;
    this.busySince = isBusy ? (this.busySince ?? at) : undefined;
  }
}
