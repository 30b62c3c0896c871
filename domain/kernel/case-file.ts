import type { Letter } from '../letters.ts';
import type { LadderName, RungName } from '../policy/policy.ts';
import type { Sanction } from '../sanctions.ts';
import { type IsoDate, type Suspension, startOfDay } from '../working-days.ts';

/** Case types; the names are contracts of the API and the names of the workflows. */
export const CASE_TYPES = ['filingCheck', 'rectification', 'complaint', 'referral'] as const;
export type CaseTypeName = (typeof CASE_TYPES)[number];

/** What every case has, folded from its log. Times are milliseconds since 1970 (UTC). */
export interface CaseFile {
  caseNo: string;
  type: CaseTypeName;
  stage: string;
  outcome?: string;
  /** The last event, and when it happened: a case's time never runs backwards. */
  seq: number;
  at: number;
  /** seq at which the present visit of the stage began. */
  since: number;
  /** seq of the last event that the workflow acts on. */
  told: number;
  openedAt: number;
  /** Start of the statutory clock: never reset by edits, returns, reassignment, transfer inside the bureau or merging. */
  receivedAt: number;
  division: string;
  institution?: { id?: string; name: string };
  policy: { jurisdiction: string; version: number };
  /** The one accountable person: the assignee or, while there is none, the section head. */
  owner: string;
  assignee?: string;
  assignedAt?: number;
  returns: number;
  deadlines: Record<string, RunningDeadline>;
  suspensions: Suspension[];
  clock: 'running' | 'suspended' | 'stopped';
  /** Actions of the clock (acts no. 1, 2 …), for the ledger. */
  acts: number;
  /** Officials whom the case concerns: they can neither see it nor be given it. */
  excluded: string[];
  parent?: string;
  /** Taken over from older records: dates that had passed by then are shown, and climb no ladder (C-07). */
  imported?: true;
  links: Link[];
  evidence: string[];
  /** Letters to departments, in the order they were written. */
  letters?: Letter[];
  /** What was proposed to the leader against the institution, and decided; none is ever removed. */
  sanctions?: Sanction[];
  /** Kept beyond its time because the law asks for it. */
  legalHold?: { at: number; by: string };
  /** When the words of people were removed from it, and what was. */
  anonymised?: { at: number; by: string } & Removed;
}

/** How much was removed when a case was made anonymous. */
export interface Removed {
  events: number;
  texts: number;
  files: number;
  documents: number;
  informant: boolean;
}

export interface Link {
  kind: 'openedFrom' | 'opened' | 'mergedInto' | 'merged' | 'duplicate' | 'related';
  caseNo: string;
}

/** A date that somebody has to meet, with the instants at which its ladder climbs. */
export interface RunningDeadline {
  /** Unique in the case: name, and the visit or date it belongs to. A rung fires once per id. */
  id: string;
  name: string;
  /** The action that meets it. */
  awaits: string;
  /** What it belongs to, where one visit knows several dates of a name. */
  mark?: string;
  statutory: boolean;
  /** Start of the period, and its length; `day` instead when a person set the date. */
  from: number;
  setAt: number;
  workingDays?: number;
  day?: IsoDate;
  dueAt: number;
  provisional: boolean;
  ladder: LadderName;
  rungs: { rung: RungName; at: number }[];
  climbed: RungName[];
}

export const isOpen = (file: CaseFile): boolean => file.stage !== 'closed';

const byDate = (a: RunningDeadline, b: RunningDeadline): number => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

/** The dates that run now, the first to run out first. While the clock is suspended only the review of the suspension does. */
export const running = (file: CaseFile): RunningDeadline[] =>
  Object.values(file.deadlines)
    .filter((d) => file.clock !== 'suspended' || d.awaits === 'resumeClock')
    .sort(byDate);

/** The date the case is judged by: the statutory one where there is one. It stands still while the clock is suspended. */
export function governing(file: CaseFile): RunningDeadline | undefined {
  const all = Object.values(file.deadlines)
    .filter((d) => d.awaits !== 'resumeClock' && d.awaits !== 'recordReply')
    .sort(byDate);
  return all.find((d) => d.statutory) ?? all[0];
}

export interface PendingRung {
  deadline: string;
  rung: RungName;
  /** When it falls due; in the past when the clock was away. */
  at: number;
}

/** The next rung to climb, in the order of their due times. A rung that fell due under a suspension waits for the new date. */
export function nextRung(file: CaseFile): PendingRung | undefined {
  return running(file)
    .flatMap((d) => d.rungs.filter(({ rung }) => !d.climbed.includes(rung)).map(({ rung, at }) => ({ deadline: d.id, rung, at })))
    .sort((a, b) => a.at - b.at || (a.deadline < b.deadline ? -1 : 1))[0];
}

/**
 * Whether the time of this date is over now (R-102: until 24:00 of the last day). While the clock is suspended it is judged by the moment at
 * which the clock was stopped.
 */
export function isPast(file: CaseFile, { dueAt }: RunningDeadline, now: number): boolean {
  const stopped = file.clock === 'suspended' ? file.suspensions.at(-1) : undefined;
  return (stopped ? Math.min(now, startOfDay(stopped.from)) : now) > dueAt;
}

/** Whether what the date of this name awaits comes too late now. */
export function isLate(file: CaseFile, name: string, now: number): boolean {
  const deadline = Object.values(file.deadlines).find((d) => d.name === name);
  return deadline !== undefined && isPast(file, deadline, now);
}
