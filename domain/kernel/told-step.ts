import type { PendingRung } from './case-file.ts';

/** What the workflow is told of an event that it acts on. A step names the one before it, so that a gap is seen and fetched. */
export interface ToldStep {
  seq: number;
  /** seq of the event told before; 0 before the first. */
  prev: number;
  name: string;
  stage: string;
  /** seq at which the present visit of the stage began. */
  since: number;
  closed: boolean;
  next: PendingRung | null;
  /** Few impersonal facts that the stage functions need. */
  facts: Record<string, string | number | boolean | string[]>;
}

/** What a workflow fetches from the log: the steps it lacks in order, and the effects done already as `seq/effect`. */
export interface ToldLog {
  steps: ToldStep[];
  done: string[];
}
