import { Pace, type PaceOptions } from '../casebook/relay/pace.ts';

interface LeisureOptions extends PaceOptions {
  /** Counts what was done in cases and about them: only grows. */
  steps(): number;
  /** How long what can wait waits at most, in ms. */
  longestMs?: number;
}

const JUDGE_MS = 500;

/**
 * When there is time for what can wait, such as printing: a low priority alone still takes a third of the speed at which clerks are answered,
 * because processors share their memory (docs/decisions/0025).
 */
export class Leisure {
  private readonly pace: Pace;
  private readonly steps: () => number;
  private readonly longestMs: number;
  private busySince: number | undefined;

  constructor({ steps, longestMs = 60_000, ...pace }: LeisureOptions) {
    this.pace = new Pace(JUDGE_MS, { busyShare: 0.6, ...pace });
    this.steps = steps;
    this.longestMs = longestMs;
  }

  /** Whether there is. Judged anew every half second; after a minute without any, the time is taken all the same until some is left again. */
  has(): boolean {
    const at = this.pace.now();
    const judged = this.pace.judge(this.steps);
    if (judged) this.busySince = judged.isBusy ? (this.busySince ?? at) : undefined;
    return this.busySince === undefined || at - this.busySince >= this.longestMs;
  }
}
