import { loadOfMachine } from './load.ts';

export interface PaceOptions {
  /** Steps a second from which on the cases count as busy. */
  busyPerSecond?: number;
  /** Share of the machine's time, whoever uses it, from which on it has none to spare for more than the cases. */
  busyShare?: number;
  /** The present time in ms. */
  now?: () => number;
  /** Share of the machine's time used since it was asked last, 0 … 1. */
  load?: () => number;
}

/** How thick steps come, and how much of the machine is used, between one look and the next. */
export class Pace {
  readonly now: () => number;
  private readonly o: Required<PaceOptions>;
  private readonly everyMs: number;
  private seen = { steps: 0, at: 0 };

  /** `everyMs`: how soon it may be judged anew. */
  constructor(everyMs: number, options: PaceOptions & Required<Pick<PaceOptions, 'busyShare'>>) {
    this.everyMs = everyMs;
    this.o = { busyPerSecond: 12, now: Date.now, load: loadOfMachine(), ...options };
    this.now = this.o.now;
  }

  /** Judges by a count of steps that only grows; nothing when it was judged a moment ago. The first look sees no pace yet. */
  judge(steps: () => number): { isBusy: boolean; load: number } | undefined {
    const at = this.now();
    const { at: before } = this.seen;
    if (at - before < this.everyMs) return undefined;
    const count = steps();
    const perSecond = before === 0 ? 0 : ((count - this.seen.steps) * 1_000) / (at - before);
    this.seen = { steps: count, at };
    const load = this.o.load();
    return { isBusy: perSecond > this.o.busyPerSecond && load > this.o.busyShare, load };
  }
}
