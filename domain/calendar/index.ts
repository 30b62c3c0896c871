/**
 * Calendars: the one that ships, one built from rows of the database, and one in which a year's holiday notice (放假安排) is entered.
 * The data files are generated; keep this module out of workflow code, so that new data never changes a replay.
 */
import { addDays, type IsoDate, isWeekend, parseDay, yearOf } from '../days.ts';
import type { FieldError } from '../field-error.ts';
import type { CalendarDay, WorkCalendar } from '../work-calendar.ts';
import announcedData from './announced.json' with { type: 'json' };
import statutoryData from './statutory.json' with { type: 'json' };

/** A calendar day as kept in the database. `announced`: the holiday notice of the year in which the day lies is published. */
export interface CalendarRow extends CalendarDay {
  date: IsoDate;
  announced: boolean;
}

/** The State Council's notice for a year: days off and weekend days worked in exchange, each with the name of its holiday. */
export interface YearNotice {
  year: number;
  /** May begin in the last days of December before, when New Year's Day is joined to them. */
  holidays: Record<IsoDate, string>;
  makeUpWorkdays: Record<IsoDate, string>;
}

type Days = Record<IsoDate, string>;

/** A calendar from database rows. RangeError naming the row when a date is wrong or doubled, or a year is both announced and not. */
export function calendarFrom(rows: readonly CalendarRow[], version: number): WorkCalendar {
  const announced = new Map<number, boolean>();
  const days = new Map<IsoDate, CalendarDay>();
  for (const { date, kind, name, announced: published } of rows) {
    const year = yearOf(date);
    if (days.has(date)) throw new RangeError(`${date} is listed twice`);
    if ((announced.get(year) ?? published) !== published) throw new RangeError(`${date}: other days of ${year} differ in "announced"`);
    announced.set(year, published);
    days.set(date, { kind, name });
  }
  const years = [...announced].filter(([, published]) => published).map(([year]) => year);
  return { version, announced: new Set(years), days };
}

/** The rows that `calendarFrom` builds the same calendar from, in order of date. */
export const rowsOf = ({ days, announced }: WorkCalendar): CalendarRow[] =>
  [...days].map(([date, day]) => ({ date, ...day, announced: announced.has(yearOf(date)) })).sort((a, b) => (a.date < b.date ? -1 : 1));

const SHIPPED = calendarFrom([...announcedRows(announcedData.years), ...statutoryRows(statutoryData.years)], 1);

/** The calendar that ships, version 1: years with a published notice, and after them the holidays fixed by law, not announced. */
export const shippedCalendar = (): WorkCalendar => SHIPPED;

/**
 * The calendar with a year's notice entered, one version later: what was known of the year is replaced. Deadlines that are provisional
 * must be counted again. RangeError naming every wrong field; ask `noticeErrors` first to show them in a form.
 */
export function announce(calendar: WorkCalendar, notice: YearNotice): WorkCalendar {
  const errors = noticeErrors(notice);
  if (errors.length > 0) throw new RangeError(errors.map(({ field, message }) => `${field}: ${message}`).join('; '));
  const days = new Map([...calendar.days].filter(([date]) => yearOf(date) !== notice.year));
  for (const [date, name] of Object.entries(notice.holidays)) days.set(date, { kind: 'holiday', name });
  for (const [date, name] of Object.entries(notice.makeUpWorkdays)) days.set(date, { kind: 'makeUpWorkday', name });
  return { version: calendar.version + 1, announced: new Set([...calendar.announced, notice.year]), days };
}

/** What is wrong with a notice, field by field; nothing when it can be entered. */
export function noticeErrors({ year, holidays, makeUpWorkdays }: YearNotice): FieldError[] {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) return [{ field: 'year', message: `${year} is not a year from 2000 to 2100` }];
  const errors = [...dayErrors('holidays', holidays, year), ...dayErrors('makeUpWorkdays', makeUpWorkdays, year)];
  for (const date of FIXED_BY_LAW.map((day) => `${year}-${day}`))
    if (!(date in holidays)) errors.push({ field: `holidays.${date}`, message: 'is missing, but is a holiday by law' });
  for (const date of Object.keys(makeUpWorkdays)) {
    const field = `makeUpWorkdays.${date}`;
    if (date in holidays) errors.push({ field, message: 'is also listed as a holiday' });
    else if (isDay(date) && !isWeekend(date)) errors.push({ field, message: 'is not a Saturday or Sunday' });
  }
  return errors;
}

const FIXED_BY_LAW = ['01-01', '05-01', '10-01', '10-02', '10-03'];

function dayErrors(list: string, days: Days, year: number): FieldError[] {
  return Object.entries(days).flatMap(([date, name]) => {
    const field = `${list}.${date}`;
    if (!isDay(date)) return [{ field, message: 'is not a day written YYYY-MM-DD' }];
    if (!belongsToNotice(date, year)) return [{ field, message: `does not lie in ${year} or the last week before it` }];
    return name.trim() === '' ? [{ field, message: 'needs the name of its holiday' }] : [];
  });
}

const belongsToNotice = (date: IsoDate, year: number): boolean => date >= addDays(`${year}-01-01`, -7) && date <= `${year}-12-31`;

function isDay(text: string): boolean {
  try {
    return parseDay(text) === text;
  } catch {
    return false;
  }
}

function announcedRows(years: Record<string, { holidays: Days; makeUpWorkdays: Days }>): CalendarRow[] {
  return Object.values(years).flatMap(({ holidays, makeUpWorkdays }) => [
    ...rows(holidays, 'holiday', true),
    ...rows(makeUpWorkdays, 'makeUpWorkday', true),
  ]);
}

function statutoryRows(years: Record<string, Days>): CalendarRow[] {
  return Object.values(years).flatMap((days) => rows(days, 'holiday', false));
}

function rows(days: Days, kind: CalendarDay['kind'], announced: boolean): CalendarRow[] {
  return Object.entries(days).map(([date, name]) => ({ date, kind, name, announced }));
}
