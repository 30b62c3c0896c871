/** What a calendar says about days: worked, off, and whether a notice may still change it. The calendar is data, never today's. */
import { dayAfter, type IsoDate, isWeekend, yearOf } from './days.ts';

/** A day that is not what its weekday says: off by law or by notice, or a weekend day worked in exchange (调休). */
export interface CalendarDay {
  kind: 'holiday' | 'makeUpWorkday';
  name: string;
}

/** The days of rest and work in China. Days that are not listed follow their weekday. */
export interface WorkCalendar {
  version: number;
  /** Years whose holiday notice is published. Of other years only the holidays fixed by law are known. */
  announced: ReadonlySet<number>;
  days: ReadonlyMap<IsoDate, CalendarDay>;
}

/** What a calendar says about a day. `provisional`: its year is not announced yet, so a notice may still change it. */
export interface DayKind {
  kind: 'workingDay' | 'makeUpWorkday' | 'weekend' | 'holiday';
  name?: string;
  provisional: boolean;
}

/** What kind of day it is. RangeError when `day` is not a day. */
export function whatDay(day: IsoDate, calendar: WorkCalendar): DayKind {
  const provisional = !calendar.announced.has(yearOf(day));
  const listed = calendar.days.get(day);
  if (listed) return { ...listed, provisional };
  return { kind: isWeekend(day) ? 'weekend' : 'workingDay', provisional };
}

/** Whether offices work on a day. RangeError when `day` is not a day. */
export const isWorkingDay = (day: IsoDate, calendar: WorkCalendar): boolean => isWorked(whatDay(day, calendar).kind);

/** Whether a kind of day is worked. */
export const isWorked = (reason: string): boolean => reason === 'workingDay' || reason === 'makeUpWorkday';

/** The `n`-th working day met when stepping away from a day, which itself is not met. */
export function nthWorkingDay(start: IsoDate, n: number, step: (day: IsoDate) => IsoDate, calendar: WorkCalendar): IsoDate {
  let day = start;
  for (let met = 0; met < n; ) {
    day = step(day);
    if (isWorkingDay(day, calendar)) met += 1;
  }
  return day;
}

/** How many working days lie after `start`, up to and including `last`. */
export function countAfter(start: IsoDate, last: IsoDate, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = dayAfter(start); day <= last; day = dayAfter(day)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}
