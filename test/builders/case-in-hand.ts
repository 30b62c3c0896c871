import { shippedCalendar } from '../../domain/calendar/index.ts';
import {
  type Advance,
  advance,
  available,
  type CaseFile,
  type CaseType,
  type Circumstances,
  climb,
  nextRung,
  type Opening,
  opened,
  type Refusal,
  refusal,
} from '../../domain/kernel/index.ts';
import { type Policy, packFor } from '../../domain/policy/index.ts';
import type { Actor } from '../../domain/roles.ts';
import { dayBefore, dayOf, type IsoDate } from '../../domain/working-days.ts';
import { headChen } from './people.ts';

/** The policy of Qiubei county (532626), under which the tests run unless they say otherwise. */
export const qiubei = packFor('532626');

/** The instant of a wall clock in Asia/Shanghai, `2026-03-02 09:00`. */
export const clock = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

/** A case at one moment, with the time at which one looks at it. */
export interface Snapshot<F extends CaseFile = CaseFile> {
  file: F;
  now: number;
}

/** One case while a test works on it: time passes, people act, the ladder climbs. Every moment is kept as a snapshot. */
export class CaseInHand<F extends CaseFile> {
  readonly type: CaseType<F>;
  readonly snapshots: Snapshot<F>[] = [];
  file: F;
  last: Advance<F>;
  now: number;
  policy: Policy;

  constructor(type: CaseType<F>, opening: Opening & { openedAt: string }, actor: Actor, policy = qiubei) {
    this.type = type;
    this.policy = policy;
    this.now = clock(opening.openedAt);
    this.last = opened(type, opening, this.circumstances, actor);
    this.file = this.last.file;
    this.keep();
  }

  /** A case of the same type as it stood at another moment. */
  standing({ file, now }: Snapshot): CaseInHand<F> {
    return Object.assign(Object.create(CaseInHand.prototype), this, { file, now, snapshots: [] });
  }

  get circumstances(): Circumstances {
    return { now: this.now, calendar: shippedCalendar(), policy: this.policy, desk: headChen.id };
  }

  /** Lets time pass until the wall clock shows this. Nobody climbs the ladder meanwhile. */
  at(text: string): this {
    this.now = clock(text);
    return this.keep();
  }

  act(name: string, actor: Actor, input: unknown = {}): this {
    const refused = this.refused(name, actor, input);
    if (refused) throw new Error(`${name} by ${actor.name}: ${refused.code}, ${refused.detail}`);
    return this.take(advance(this.type, this.file, { name, actor, input }, this.circumstances));
  }

  refused(name: string, actor: Actor, input: unknown = {}): Refusal | undefined {
    return refusal(this.type, this.file, { name, actor, input }, this.circumstances);
  }

  may(actor: Actor): string[] {
    return available(this.type, this.file, actor, this.circumstances);
  }

  /** Climbs every rung that is due, in order, each at its own time. Answers `date name: rung` for each. */
  climb(): string[] {
    const climbed: string[] = [];
    const { now } = this;
    for (let due = nextRung(this.file); due && due.at <= now; due = nextRung(this.file)) {
      this.now = Math.max(due.at, this.file.at);
      const { name } = this.file.deadlines[due.deadline]!;
      this.take(climb(this.type, this.file, due.deadline, due.rung, this.circumstances));
      climbed.push(`${name}: ${due.rung}`);
    }
    this.now = now;
    return climbed;
  }

  /** The last day of the running date of this name; nothing when none runs. */
  due(name: string): IsoDate | undefined {
    const found = Object.values(this.file.deadlines).find((d) => d.name === name);
    return found && dayBefore(dayOf(found.dueAt));
  }

  /** The last days of all running dates, by name, in order. */
  get dates(): string[] {
    return Object.values(this.file.deadlines)
      .map((d) => `${d.name} ${dayBefore(dayOf(d.dueAt))}`)
      .sort();
  }

  private take(taken: Advance<F>): this {
    this.last = taken;
    this.file = taken.file;
    return this.keep();
  }

  private keep(): this {
    this.snapshots.push({ file: this.file, now: this.now });
    return this;
  }
}
