import { condition, sleep } from '@temporalio/workflow';
import { effectOf, type Task } from '../../domain/kernel/task.ts';
import type { ToldLog, ToldStep } from '../../domain/kernel/told-step.ts';
import { clerk } from './clerk.ts';

/** How long to wait before asking again when the log had nothing to say about a rung that seemed due. */
const ASK_AGAIN_MS = 60_000;
/** How much is carried out at once: what takes longer than a few seconds would hold up the workflow task. */
const MOST_AT_ONCE = 12;

/** What a workflow begins with: the first steps of its case; or what is carried over when a long history continues as new. */
export interface Carried {
  here?: ToldStep;
  ahead: ToldStep[];
  done: string[];
}

/**
 * Follows the log of one case, a step at a time and in order, however pokes arrive: doubled, late, in disorder or not at all.
 * While nothing comes it climbs the ladder; whether a rung is really due is decided by the log.
 */
export class Follower {
  here: ToldStep | undefined;
  private readonly caseNo: string;
  /** Steps not taken yet, by the seq before them. */
  private readonly ahead = new Map<number, ToldStep>();
  private readonly done: Set<string>;
  /** What the steps so far ask for and is not carried out yet, in the order of the log. */
  private asked: Task[] = [];
  private noted = 0;
  private alarmAt: number | undefined;
  private rang = false;

  constructor(caseNo: string, carried?: Carried) {
    this.caseNo = caseNo;
    this.here = carried?.here;
    this.done = new Set(carried?.done);
    this.hear(carried?.ahead ?? []);
  }

  /** Takes in steps that a poke or a fetch brought. */
  hear(steps: ToldStep[]): void {
    for (const step of steps) if (step.seq > this.seq) this.ahead.set(step.prev, step);
  }

  get carried(): Carried {
    const here = this.here as ToldStep;
    return { here, ahead: [...this.ahead.values()], done: [...this.done].filter((effect) => Number.parseInt(effect, 10) >= here.seq) };
  }

  /** Whether a step waits that can be taken at once. */
  get ready(): boolean {
    return this.ahead.has(this.seq);
  }

  /** Goes to the next step of the log, however long that takes. */
  async next(): Promise<ToldStep> {
    if (this.asked.length >= MOST_AT_ONCE) await this.settle();
    while (!this.ready) await this.wait();
    const step = this.ahead.get(this.seq) as ToldStep;
    this.ahead.delete(this.seq);
    this.here = step;
    return step;
  }

  /** Asks for something to be done about the step just taken, unless the log says that it was. It is done before the workflow rests. */
  ask(task: Task): void {
    if (!this.done.has(nameOf(task))) this.asked.push(task);
  }

  /** Has carried out all that was asked for so far. */
  async settle(): Promise<void> {
    if (this.asked.length > 0) await this.carryOut();
  }

  /** As before the workflow waits: all that was asked for is done, and the log knows how far the case was followed. */
  async rest(): Promise<void> {
    const { seq } = this;
    if (this.asked.length > 0 || this.noted < seq) await this.carryOut(seq);
    this.noted = seq;
  }

  private async carryOut(followed?: number): Promise<void> {
    const tasks = this.asked;
    this.asked = [];
    await clerk.carryOut({ caseNo: this.caseNo, tasks, ...(followed === undefined ? {} : { followed }) });
    for (const task of tasks) this.done.add(nameOf(task));
  }

  /** The step just taken. */
  get seq(): number {
    return this.here?.seq ?? 0;
  }

  private async wait(): Promise<void> {
    if (!this.here) return this.fetch();
    await this.rest();
    if (this.ready) return;
    if (this.ahead.size > 0) return this.fetch();
    const { next } = this.here;
    if (!next) return condition(() => this.ahead.size > 0);
    if (next.at > Date.now()) return this.listenUntil(next.at);
    const { deadline, rung } = next;
    const before = this.ahead.size;
    this.learn(await clerk.climb({ caseNo: this.caseNo, deadline, rung, seen: this.seq, at: Date.now() }));
    if (this.ahead.size === before) await this.listenUntil(Date.now() + ASK_AGAIN_MS);
  }

  private async fetch(): Promise<void> {
    this.learn(await clerk.since(this.caseNo, this.seq));
    if (!this.ready) await this.listenUntil(Date.now() + ASK_AGAIN_MS); // poked before the log can be read: it will come
  }

  private learn({ steps, done }: ToldLog): void {
    this.hear(steps);
    for (const effect of done) this.done.add(effect);
  }

  /** Until something is heard or the time comes. An earlier alarm is left to ring: waking in vain is cheaper than cancelling. */
  private async listenUntil(at: number): Promise<void> {
    if (this.alarmAt === undefined || this.alarmAt > at) {
      this.alarmAt = at;
      void sleep(Math.max(1, at - Date.now())).then(() => {
        if (this.alarmAt === at) this.alarmAt = undefined;
        this.rang = true;
      });
    }
    this.rang = false;
    const heard = this.ahead.size;
    await condition(() => this.rang || this.ahead.size > heard);
  }
}

/** How the log names what was done: by the step that asked for it. */
const nameOf = (task: Task): string => `${task.seq}/${effectOf(task)}`;
