import type { LadderName, RungName } from '../policy/policy.ts';
import type { Actor } from '../roles.ts';
import {
  type Deadline,
  dayAfter,
  dayOf,
  deadlineAfter,
  deadlineOn,
  type IsoDate,
  type Suspension,
  shiftWorkingDays,
} from '../working-days.ts';
import type { CaseFile, CaseTypeName, Link, RunningDeadline } from './case-file.ts';
import type { Circumstances } from './case-type.ts';

/** To whom something is told: by duty, never by name; the casebook finds the people. */
export type Recipient = 'owner' | 'supervisor' | 'leader' | 'institution' | 'discipline' | 'department' | { user: string };

export interface Tell {
  event: string;
  to: Recipient[];
  data?: Record<string, string | number>;
}

/** A case that this step opens, in the same transaction. */
export interface SpawnedCase {
  type: CaseTypeName;
  /** Names the spawned case within its step, so that it is opened once. */
  as: string;
  input: unknown;
  receivedAt?: number;
  excluded?: string[];
  assignee?: string;
}

/** A change that this step brings to another case, in the same transaction. */
export interface Reaches {
  caseNo: string;
  action: string;
  input: unknown;
}

export interface DeadlineTerms {
  name: string;
  awaits: string;
  ladder: LadderName;
  statutory?: boolean;
  /** Start of the period in ms; the step's own time when left out. */
  from?: number;
  workingDays?: number;
  day?: IsoDate;
  /** Further part of the id, where one visit knows several dates. */
  mark?: string;
}

/** A date that a step set (`before` is 0) or counted afresh. */
export interface Counted {
  deadline: RunningDeadline;
  /** Milliseconds. */
  before: number;
  ledger: Deadline['ledger'];
}

/** One step of a case while it is being taken: the only hand that moves stages and dates. */
export class Step {
  readonly tells: Tell[] = [];
  readonly opens: SpawnedCase[] = [];
  readonly reaches: Reaches[] = [];
  /** Dates set or moved by this step, with the ledger that explains them. */
  readonly counted: Counted[] = [];
  /** What the event says beside the action's input. */
  readonly says: Record<string, unknown> = {};
  private readonly draft: CaseFile;
  readonly actor: Actor;
  readonly circumstances: Circumstances;

  constructor(draft: CaseFile, actor: Actor, circumstances: Circumstances) {
    this.draft = draft;
    this.actor = actor;
    this.circumstances = circumstances;
  }

  get now(): number {
    return this.circumstances.now;
  }
  get policy(): Circumstances['policy'] {
    return this.circumstances.policy;
  }

  /** Periods run from the step itself; those of a case taken over from older records run from its receipt. */
  private get periodStart(): number {
    return this.draft.imported && this.draft.seq === 1 ? this.draft.receivedAt : this.now;
  }

  /**
   * Goes to a stage: a new visit, even of the same stage. Dates of the visit before end, but for those named in `keep`. Statutory dates
   * run on, and so do the review of a suspension and the decision on a returned case. A closed case that enters a stage is open again.
   */
  enter(stage: string, keep: readonly string[] = []): void {
    if (this.draft.stage === 'closed') {
      delete this.draft.outcome;
      this.draft.clock = 'running';
    }
    this.draft.stage = stage;
    this.draft.since = this.draft.seq;
    for (const d of Object.values(this.draft.deadlines))
      if (!d.statutory && !keep.includes(d.name) && !OF_THE_CASE.includes(d.awaits)) delete this.draft.deadlines[d.id];
  }

  close(outcome: string): void {
    const suspension = this.draft.suspensions.at(-1);
    if (suspension) suspension.to ??= dayOf(this.now);
    this.enter('closed');
    this.draft.deadlines = {};
    this.draft.outcome = outcome;
    this.draft.clock = 'stopped';
  }

  /** Sets a date with its ladder. Suspended days since the start of the period do not count. */
  start(terms: DeadlineTerms): RunningDeadline {
    const { name, awaits, ladder, statutory = false, from = this.periodStart, workingDays, day, mark } = terms;
    const deadline: RunningDeadline = {
      id: `${name}#${this.draft.seq}${mark === undefined ? '' : `@${mark}`}`,
      name,
      awaits,
      ...(mark === undefined ? {} : { mark }),
      statutory,
      from,
      setAt: this.now,
      ...(workingDays === undefined ? {} : { workingDays }),
      ...(day === undefined ? {} : { day }),
      dueAt: 0,
      provisional: false,
      ladder,
      rungs: [],
      climbed: [],
    };
    this.draft.deadlines[deadline.id] = deadline;
    this.count(deadline);
    // C-07: what had passed when it was taken over is shown; a date that was due by then has no rungs left at all
    if (this.draft.imported) deadline.climbed = deadline.rungs.filter((r) => Math.min(r.at, deadline.dueAt) <= this.now).map((r) => r.rung);
    return deadline;
  }

  /** Counts a date afresh: suspensions, another calendar. The id and the rungs already climbed stay. */
  count(deadline: RunningDeadline): void {
    const { calendar } = this.circumstances;
    const { from, day, dueAt: before } = deadline;
    const suspensions = this.draft.suspensions
      .filter((s) => s.to !== undefined)
      .flatMap((s) => (day === undefined ? s : since(s, deadline)));
    // a date that a person set keeps its working days across a later suspension, as a period does
    const set = day === undefined ? undefined : deadlineOn(day, from, calendar);
    const workingDays = deadline.workingDays ?? set?.ledger.filter((d) => d.counted).length ?? 0;
    const counted = set && suspensions.length === 0 ? set : deadlineAfter({ from, workingDays, suspensions }, calendar);
    deadline.dueAt = counted.dueAt;
    deadline.provisional = counted.provisional;
    deadline.rungs = this.policy.ladders[deadline.ladder].map(({ rung, at }) => ({
      rung,
      at: shiftWorkingDays(counted.dueAt, at, calendar),
    }));
    this.counted.push({ deadline, before, ledger: counted.ledger });
  }

  /** Ends every running date of this name, or only the one with the mark: it was met, or no longer matters. */
  end(name: string, mark?: string): void {
    for (const d of Object.values(this.draft.deadlines))
      if (d.name === name && (mark === undefined || d.mark === mark)) delete this.draft.deadlines[d.id];
  }

  tell(event: string, to: Recipient[], data?: Tell['data']): void {
    this.tells.push(data === undefined ? { event, to } : { event, to, data });
  }
  open(spawned: SpawnedCase): void {
    this.opens.push(spawned);
  }
  reach(other: Reaches): void {
    this.reaches.push(other);
  }
  link(link: Link): void {
    if (!this.draft.links.some((l) => l.kind === link.kind && l.caseNo === link.caseNo)) this.draft.links.push(link);
  }
  say(facts: Record<string, unknown>): void {
    Object.assign(this.says, facts);
  }

  /** Records that a rung was climbed. */
  climb(deadline: string, rung: RungName): void {
    this.draft.deadlines[deadline]?.climbed.push(rung);
  }
}

/** Dates that belong to the case and not to a visit of a stage. */
const OF_THE_CASE = ['resumeClock', 'reassign', 'assign', 'recordReply'];

/** What is left of a suspension after the day on which a person set the date, knowing of the days until then. */
function since({ from, ...act }: Suspension, { setAt }: RunningDeadline): Suspension[] {
  const setOn = dayOf(setAt);
  return act.to !== undefined && act.to > setOn ? [{ ...act, from: from <= setOn ? dayAfter(setOn) : from }] : [];
}
