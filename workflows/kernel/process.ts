import { continueAsNew, defineSignal, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { DocumentKind } from '../../domain/documents.ts';
import type { Recipient } from '../../domain/kernel/step.ts';
import type { ToldStep } from '../../domain/kernel/told-step.ts';
import { type Carried, Follower } from './follower.ts';

/** A poke: something that the workflow acts on has changed. Doubled, late or lost ones are harmless. */
export const follow = defineSignal<[ToldStep[]]>('follow');

/** One case as a stage function sees it. */
export interface Case {
  readonly caseNo: string;
  /** The step that the log was followed to. */
  readonly here: ToldStep;
  /**
   * Waits until the log leaves this visit of the stage, climbing the ladder of every running date meanwhile. `awaited` names the
   * regular way out, for the operator's page; `on` what to do about steps on the way and about the step that leads out. Answers that last step.
   */
  until(awaited: string, on?: Record<string, (step: ToldStep) => void>): Promise<ToldStep>;
  /** Asks for a document about the step just taken. It is issued before the case waits again, after all that was asked for earlier. */
  produce(kind: DocumentKind): void;
  /** Asks for people to be told about the step just taken. */
  tell(event: string, ...to: Recipient[]): void;
}

export type Stages = Record<string, (kase: Case) => unknown>;

/** A case type over time: one function per stage. `closed` runs when the case has been closed, before the workflow ends. */
export function defineProcess(stages: Stages): (carried?: Carried) => Promise<{ seq: number; stage: string }> {
  return async function run(carried?: Carried): Promise<{ seq: number; stage: string }> {
    const caseNo = workflowInfo().workflowId;
    const follower = new Follower(caseNo, carried);
    setHandler(follow, (steps) => follower.hear(steps));
    const kase = caseOf(caseNo, follower);
    if (!follower.here) await follower.next();
    for (;;) {
      const { stage, since, closed } = kase.here;
      if (closed) await follower.settle(); // what closes a case may speak of all that was done
      await stages[stage]?.(kase);
      if (closed) await follower.rest();
      if (closed && !follower.ready) break;
      while (kase.here.since === since && kase.here.stage === stage) await follower.next();
      if (workflowInfo().continueAsNewSuggested) {
        await follower.settle();
        await continueAsNew<typeof run>(follower.carried);
      }
    }
    return { seq: kase.here.seq, stage: kase.here.stage };
  };
}

function caseOf(caseNo: string, follower: Follower): Case {
  return {
    caseNo,
    get here() {
      return follower.here as ToldStep;
    },
    async until(awaited, on = {}) {
      const { since } = follower.here as ToldStep;
      for (;;) {
        setCurrentDetails(describe(follower.here as ToldStep, awaited));
        const step = await follower.next();
        on[step.name]?.(step);
        if (step.since !== since || step.closed) return step;
      }
    },
    produce: (kind) => follower.ask({ seq: follower.seq, kind }),
    tell: (event, ...to) => follower.ask({ seq: follower.seq, event, to }),
  };
}

/** What an operator reads in the Temporal UI. */
const describe = ({ stage, seq, next }: ToldStep, awaited: string): string =>
  `**${stage}** (version ${seq}), awaits \`${awaited}\`${next ? `\n\nNext rung: \`${next.rung}\` of \`${next.deadline}\` at ${new Date(next.at).toISOString()}` : ''}`;
