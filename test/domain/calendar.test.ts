import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { announce, calendarFrom, noticeErrors, rowsOf, shippedCalendar, type YearNotice } from '../../domain/calendar/index.ts';
import { deadlineAfter, isWorkingDay, startOfDay, whatDay } from '../../domain/working-days.ts';

const calendar = shippedCalendar();

/** A notice as it might be published; the days off are made up. */
const notice2027: YearNotice = {
  year: 2027,
  holidays: {
    '2026-12-31': '元旦',
    ...named('元旦', '2027-01-01', '2027-01-02', '2027-01-03'),
    ...named('春节', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'),
    ...named('劳动节', '2027-05-01', '2027-05-02', '2027-05-03'),
    ...named('国庆节', '2027-10-01', '2027-10-02', '2027-10-03', '2027-10-04', '2027-10-05'),
  },
  makeUpWorkdays: named('国庆节', '2027-10-09'),
};

function named(name: string, ...dates: string[]): Record<string, string> {
  return Object.fromEntries(dates.map((date) => [date, name]));
}

describe('the calendar that ships', () => {
  it('is announced for 2015 to 2026 and holds the days fixed by law up to 2045', () => {
    expect([...calendar.announced]).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (let year = 2015; year <= 2045; year += 1) expect(isWorkingDay(`${year}-10-01`, calendar)).toBe(false);
    expect(calendar.version).toBe(1);
  });

  it.each([
    ['2027-02-05', '春节'], // the eve of 6 February
    ['2027-02-09', undefined],
    ['2028-04-04', '清明节'],
    ['2028-05-28', '端午节'], // and not again in the leap fifth month
    ['2028-06-27', undefined],
    ['2030-02-05', '春节'],
    ['2030-05-02', '劳动节'],
    ['2031-10-01', '中秋节、国庆节'],
    ['2033-09-08', '中秋节'],
  ])('by law %s is %s', (day, name) => expect(whatDay(day, calendar).name).toBe(name));

  it('has 13 days by law in a year, no make-up workdays, and fewer only where two festivals meet', () => {
    const rows = rowsOf(calendar).filter(({ announced }) => !announced);
    expect(rows.every(({ kind }) => kind === 'holiday')).toBe(true);
    for (let year = 2027; year <= 2045; year += 1) {
      const names = rows.filter(({ date }) => date.startsWith(`${year}-`)).flatMap(({ name }) => name.split('、'));
      expect(names).toHaveLength(13);
    }
  });

  it('is in step with its generator in any time zone', async () => {
    const generator = new URL('../../config/generate-calendar.ts', import.meta.url).pathname;
    for (const TZ of ['America/New_York', 'Asia/Shanghai']) {
      const run = promisify(execFile)(process.execPath, ['--import', 'tsx', generator, '--check'], {
        env: { ...process.env, NODE_OPTIONS: '', TZ },
      });
      await expect(run).resolves.toMatchObject({ stderr: '' });
    }
  });
});

describe('a calendar from rows', () => {
  it('comes back from its own rows', () => {
    expect(calendarFrom(rowsOf(calendar), 1)).toEqual(calendar);
  });

  it('refuses a wrong day, a day listed twice and a year both announced and not', () => {
    const row = { date: '2027-10-01', kind: 'holiday', name: '国庆节', announced: false } as const;
    expect(() => calendarFrom([{ ...row, date: '2027-02-30' }], 2)).toThrow('"2027-02-30"');
    expect(() => calendarFrom([row, row], 2)).toThrow('2027-10-01 is listed twice');
    expect(() => calendarFrom([row, { ...row, date: '2027-10-02', announced: true }], 2)).toThrow('2027-10-02');
  });
});

describe('a notice that is entered', () => {
  const announced = announce(calendar, notice2027);

  it('replaces its year, keeps the others and is a new version', () => {
    expect(announced.version).toBe(2);
    expect(announced.announced.has(2027)).toBe(true);
    expect(whatDay('2027-10-04', announced)).toEqual({ kind: 'holiday', name: '国庆节', provisional: false });
    expect(whatDay('2027-06-09', announced)).toEqual({ kind: 'workingDay', provisional: false }); // replaced, not joined
    expect(whatDay('2026-12-31', announced).kind).toBe('holiday');
    expect(whatDay('2026-10-10', announced)).toEqual(whatDay('2026-10-10', calendar));
    expect(calendar.announced.has(2027)).toBe(false);
  });

  it('[R-102] moves a provisional deadline, which is provisional no longer', () => {
    const period = { from: startOfDay('2026-12-28'), workingDays: 5 };
    expect(deadlineAfter(period, calendar)).toMatchObject({ lastDay: '2027-01-05', provisional: true });
    expect(deadlineAfter(period, announced)).toMatchObject({ lastDay: '2027-01-06', provisional: false });
  });

  it.each([
    ['year', { year: 1999 }],
    ['holidays.2027-02-30', { holidays: { ...notice2027.holidays, '2027-02-30': '春节' } }],
    ['holidays.2026-06-01', { holidays: { ...notice2027.holidays, '2026-06-01': '端午节' } }],
    ['holidays.2027-10-01', { holidays: named('元旦', '2027-01-01', '2027-05-01', '2027-10-02', '2027-10-03') }],
    ['holidays.2027-06-09', { holidays: { ...notice2027.holidays, '2027-06-09': ' ' } }],
    ['makeUpWorkdays.2027-10-08', { makeUpWorkdays: named('国庆节', '2027-10-08') }],
    ['makeUpWorkdays.2027-10-02', { makeUpWorkdays: named('国庆节', '2027-10-02') }],
  ])('is refused with the field named: %s', (field, changes) => {
    const notice = { ...notice2027, ...changes };
    expect(noticeErrors(notice).map((error) => error.field)).toEqual([field]);
    expect(() => announce(calendar, notice)).toThrow(`${field}: `);
  });
});
