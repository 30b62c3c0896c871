/**
 * Periods counted in working days (工作日). The calendar is an argument, so a deadline counted again counts the same days.
 * All days are days in Asia/Shanghai, all instants milliseconds since 1970-01-01T00:00Z.
 */
import { dayAfter, dayBefore, dayOf, endOfDay, type IsoDate, openingOf, parseDay } from './days.ts';
import { countAfter, type DayKind, isWorked, nthWorkingDay, type WorkCalendar, whatDay } from './work-calendar.ts';

export { addDays, dayAfter, dayBefore, dayOf, endOfDay, type IsoDate, parseDay, startOfDay } from './days.ts';
export { type CalendarDay, type DayKind, isWorkingDay, type WorkCalendar, whatDay } from './work-calendar.ts';

/** A time in which the clock stands still by a recorded act: `from` is the first day not counted, `to` the day counting goes on. */
export interface Suspension {
  from: IsoDate;
  /** Missing while the clock still stands still; nothing can be counted then. */
  to?: IsoDate;
  actNo: number | string;
  ground: string;
}

/** One day of a period: counted (as the `number`-th) or skipped, and why. */
export interface LedgerDay {
  date: IsoDate;
  counted: boolean;
  number?: number;
  reason: 'dayOfReceipt' | DayKind['kind'] | 'suspended';
  /** The holiday, or the number of the act that suspended the clock. */
  name?: string;
  provisional?: true;
}

/** When a period ends, and every day it is made of. */
export interface Deadline {
  /** 24:00 in Asia/Shanghai of the last day, exclusive: an act at this very instant is late. */
  dueAt: number;
  lastDay: IsoDate;
  /** A day of the period lies in a year not announced yet: count again when its notice is published. */
  provisional: boolean;
  ledger: LedgerDay[];
}

/** A period of working days that begins at an instant. */
export interface Period {
  from: number;
  workingDays: number;
  suspensions?: readonly Suspension[];
}

const MAX_WORKING_DAYS = 2000;
const MAX_LEDGER_DAYS = 10_000;

/**
 * The end of a period of working days (R-004: 20 from filing; R-102: 5 from receipt). The day of receipt is day zero: shown first, not
 * counted. Zero working days end with day zero. We step day by day on purpose: adding "the days plus the holidays between" can end on
 * a weekend. RangeError for a number of days that is not whole or not in 0 … 2000, a wrong day, or a suspension that is still open.
 */
export function deadlineAfter({ from, workingDays, suspensions = [] }: Period, calendar: WorkCalendar): Deadline {
  requireWholeDays('workingDays', workingDays);
  suspensions.forEach(requireClosed);
  const ledger = [dayZero(from)];
  for (let counted = 0; counted < workingDays; ) {
    const entry = nextEntry(ledger, counted + 1, calendar, suspensions);
    if (entry.counted) counted += 1;
  }
  return { ...closing(ledger), provisional: ledger.some((entry) => entry.provisional) };
}

/**
 * A deadline on a date that a person has set, working day or not. It is never provisional, because the date stands
 * whatever a notice says; days of its ledger may be. RangeError when the date lies before the day of `from` or is not a day.
 */
export function deadlineOn(day: IsoDate, from: number, calendar: WorkCalendar): Deadline {
  if (parseDay(day) < dayOf(from)) throw new RangeError(`the date ${day} lies before ${dayOf(from)}, the day the period begins`);
  const ledger = [dayZero(from)];
  for (let counted = 0; ledger.at(-1)!.date < day; ) {
    if (nextEntry(ledger, counted + 1, calendar, []).counted) counted += 1;
  }
  return { ...closing(ledger), provisional: false };
}

/**
 * The instant of a ladder rung, `days` working days from a deadline (R-102, R-004: who is late is chased in working days).
 * 0: `dueAt` itself. −1: 09:00 of the last working day that opens before the deadline, so one working day is left; −2: one working
 * day earlier. +n: 24:00 of the n-th working day after the last day, so n whole working days have been missed.
 * RangeError when `days` is not whole or not in −2000 … 2000, or `dueAt` is no instant.
 */
export function shiftWorkingDays(dueAt: number, days: number, calendar: WorkCalendar): number {
  requireWholeDays('days', Math.abs(days));
  const lastDay = dayOf(dueAt - 1);
  if (days === 0) return dueAt;
  if (days > 0) return endOfDay(nthWorkingDay(lastDay, days, dayAfter, calendar));
  const afterLastOpening = openingOf(lastDay) < dueAt ? dayAfter(lastDay) : lastDay;
  return openingOf(nthWorkingDay(afterLastOpening, -days, dayBefore, calendar));
}

/**
 * Working days from an instant to a deadline, for display: those after the day of `fromMs` up to and including the last day of `toMs`
 * (24:00 belongs to the day that ends). 0 on the last day itself; negative when overdue: −1 on the first working day missed.
 * 0 does not mean in time (a weekend may follow the last day): lateness is `now >= dueAt`. RangeError when either is no instant.
 */
export function workingDaysBetween(fromMs: number, toMs: number, calendar: WorkCalendar): number {
  const today = dayOf(fromMs);
  const lastDay = dayOf(toMs - 1);
  return today <= lastDay ? countAfter(today, lastDay, calendar) : 0 - countAfter(lastDay, today, calendar);
}

/**
 * Working days of a period that are still unused when the clock is suspended from `suspendedFrom` on: that day up to the last day of
 * `dueAt`. Resuming on day R leaves exactly these: `deadlineAfter({ from: startOfDay(dayBefore(R)), workingDays })`.
 */
export const remainingWorkingDays = (suspendedFrom: IsoDate, dueAt: number, calendar: WorkCalendar): number =>
  Math.max(0, countAfter(dayBefore(suspendedFrom), dayOf(dueAt - 1), calendar));

const dayZero = (from: number): LedgerDay => ({ date: dayOf(from), counted: false, reason: 'dayOfReceipt' });

const closing = (ledger: LedgerDay[]) => {
  const lastDay = ledger.at(-1)!.date;
  return { dueAt: endOfDay(lastDay), lastDay, ledger };
};

/** Steps to the next day and enters it: as the `number`-th when it counts. */
function nextEntry(ledger: LedgerDay[], number: number, calendar: WorkCalendar, suspensions: readonly Suspension[]): LedgerDay {
  if (ledger.length > MAX_LEDGER_DAYS) throw new RangeError(`a period may not be longer than ${MAX_LEDGER_DAYS} days`);
  const date = dayAfter(ledger.at(-1)!.date);
  const act = suspensions.find(({ from, to }) => from <= date && date < to!);
  const { kind, name, provisional } = whatDay(date, calendar);
  const counted = !act && isWorked(kind);
  const entry: LedgerDay = { date, counted, reason: act ? 'suspended' : kind };
  if (counted) entry.number = number;
  if (act || name !== undefined) entry.name = act ? String(act.actNo) : name!;
  if (provisional) entry.provisional = true;
  ledger.push(entry);
  return entry;
}

function requireWholeDays(field: string, days: number): void {
  if (Number.isInteger(days) && days >= 0 && days <= MAX_WORKING_DAYS) return;
  throw new RangeError(`${field}: expected a whole number of working days up to ${MAX_WORKING_DAYS}, not ${days}`);
}

function requireClosed({ from, to, actNo }: Suspension): void {
  parseDay(from);
  if (to === undefined) throw new RangeError(`act ${actNo} suspends the clock since ${from}; no deadline can be counted until it resumes`);
  if (parseDay(to) < from) throw new RangeError(`act ${actNo} resumes the clock on ${to}, before it is suspended on ${from}`);
}
