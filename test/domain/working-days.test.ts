import { describe, expect, it } from '@jest/globals';
import { shippedCalendar } from '../../domain/calendar/index.ts';
import {
  addDays,
  type Deadline,
  dayAfter,
  dayBefore,
  dayOf,
  deadlineAfter,
  deadlineOn,
  endOfDay,
  isWorkingDay,
  parseDay,
  remainingWorkingDays,
  type Suspension,
  shiftWorkingDays,
  startOfDay,
  whatDay,
  workingDaysBetween,
} from '../../domain/working-days.ts';

const calendar = shippedCalendar();
const at = (text: string): number => Date.parse(text);
const noonOf = (day: string): number => startOfDay(day) + 12 * 3_600_000;
const due = (day: string, workingDays: number, suspensions?: Suspension[]): Deadline =>
  deadlineAfter({ from: noonOf(day), workingDays, suspensions }, calendar);

describe('days in Asia/Shanghai', () => {
  it.each([
    ['2026-10-09T15:59:59.999Z', '2026-10-09'],
    ['2026-10-09T16:00:00Z', '2026-10-10'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
    ['1969-12-31T15:00:00Z', '1969-12-31'],
  ])('%s falls on %s', (instant, day) => expect(dayOf(at(instant))).toBe(day));

  it('a day begins at 16:00 UTC of the day before and ends where the next begins', () => {
    expect(startOfDay('2026-03-01')).toBe(at('2026-02-28T16:00:00Z'));
    expect(endOfDay('2026-03-01')).toBe(startOfDay('2026-03-02'));
  });

  it('steps over the ends of months, leap days and years', () => {
    expect(dayAfter('2028-02-28')).toBe('2028-02-29');
    expect(dayBefore('2027-01-01')).toBe('2026-12-31');
    expect(addDays('2026-01-31', 30)).toBe('2026-03-02');
    expect(addDays('2026-03-02', -30)).toBe('2026-01-31');
  });

  it.each(['2026-02-30', '2026-13-45', '2027-02-29', '2026-1-1', '20260101', '2026-01-01T00:00', '', '九月'])('refuses "%s"', (text) => {
    expect(() => parseDay(text)).toThrow(RangeError);
    expect(() => parseDay(text)).toThrow(`"${text}"`);
    expect(() => isWorkingDay(text, calendar)).toThrow(RangeError);
  });

  it('refuses what is no instant and no whole number of days', () => {
    expect(() => dayOf(Number.NaN)).toThrow('NaN is not an instant');
    expect(() => dayOf(9e15)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
  });
});

describe('kinds of day', () => {
  it.each([
    ['2025-01-26', 'makeUpWorkday', '春节'], // a Sunday
    ['2025-01-27', 'workingDay', undefined],
    ['2025-01-28', 'holiday', '春节'],
    ['2025-02-04', 'holiday', '春节'],
    ['2025-02-08', 'makeUpWorkday', '春节'],
    ['2025-02-09', 'weekend', undefined],
    ['2025-09-28', 'makeUpWorkday', '国庆节'],
    ['2025-10-06', 'holiday', '中秋节'],
    ['2025-10-08', 'holiday', '国庆节'],
    ['2025-10-11', 'makeUpWorkday', '国庆节'],
    ['2026-01-02', 'holiday', '元旦'],
    ['2026-01-04', 'makeUpWorkday', '元旦'],
    ['2026-02-14', 'makeUpWorkday', '春节'],
    ['2026-02-23', 'holiday', '春节'],
    ['2026-02-28', 'makeUpWorkday', '春节'],
    ['2026-09-20', 'makeUpWorkday', '国庆节'],
    ['2026-10-07', 'holiday', '国庆节'],
    ['2026-10-08', 'workingDay', undefined],
    ['2026-10-10', 'makeUpWorkday', '国庆节'],
  ])('%s is a %s', (day, kind, name) => {
    expect(whatDay(day, calendar)).toEqual({ kind, provisional: false, ...(name && { name }) });
    expect(isWorkingDay(day, calendar)).toBe(kind === 'workingDay' || kind === 'makeUpWorkday');
  });

  it('knows only the holidays fixed by law of a year that is not announced', () => {
    expect(whatDay('2027-10-01', calendar)).toEqual({ kind: 'holiday', name: '国庆节', provisional: true });
    expect(whatDay('2027-10-04', calendar)).toEqual({ kind: 'workingDay', provisional: true });
  });
});

describe('periods of working days', () => {
  it.each([
    ['2026-03-02', 5, '2026-03-09'],
    ['2025-01-24', 5, '2025-02-07'], // Sunday 26 January is worked, then eight days off
    ['2025-09-26', 5, '2025-10-10'],
    ['2025-09-26', 6, '2025-10-11'], // a Saturday that is worked
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-13', 6, '2026-02-28'],
    ['2026-02-18', 1, '2026-02-24'], // received on a holiday
    ['2026-09-30', 5, '2026-10-13'],
    ['2026-12-24', 5, '2026-12-31'],
  ])('[R-102] received on %s, %i working days end on %s', (received, days, lastDay) => {
    expect(due(received, days)).toMatchObject({ lastDay, dueAt: endOfDay(lastDay), provisional: false });
  });

  it('[R-004] the site check of a filing of 18 September 2026 is due on 22 October', () => {
    expect(due('2026-09-18', 20).lastDay).toBe('2026-10-22');
  });

  it('[R-102] the day of receipt is shown and not counted, every other day is counted or skipped with its reason', () => {
    expect(due('2026-02-13', 2).ledger).toEqual([
      { date: '2026-02-13', counted: false, reason: 'dayOfReceipt' },
      { date: '2026-02-14', counted: true, number: 1, reason: 'makeUpWorkday', name: '春节' },
      ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((d) => ({ date: `2026-02-${d}`, counted: false, reason: 'holiday', name: '春节' })),
      { date: '2026-02-24', counted: true, number: 2, reason: 'workingDay' },
    ]);
  });

  it('[R-102] a complaint of 23:59 in Shanghai counts for that day, one of 00:00 for the next', () => {
    const received = (instant: string) => deadlineAfter({ from: at(instant), workingDays: 5 }, calendar);
    expect(received('2026-03-02T15:59:59Z').lastDay).toBe('2026-03-09');
    expect(received('2026-03-02T16:00:00Z').lastDay).toBe('2026-03-10');
  });

  it('[R-102] the last day ends at 24:00 in Shanghai', () => {
    expect(due('2026-03-02', 5).dueAt).toBe(at('2026-03-09T16:00:00Z'));
  });

  it('is provisional as soon as it steps into a year that is not announced', () => {
    const deadline = due('2026-12-25', 5);
    expect(deadline).toMatchObject({ lastDay: '2027-01-04', provisional: true });
    expect(deadline.ledger.filter((day) => day.provisional).map(({ date, reason }) => [date, reason])).toEqual([
      ['2027-01-01', 'holiday'],
      ['2027-01-02', 'weekend'],
      ['2027-01-03', 'weekend'],
      ['2027-01-04', 'workingDay'],
    ]);
  });

  it('of no working days ends with the day of receipt', () => {
    expect(due('2026-10-03', 0)).toMatchObject({ lastDay: '2026-10-03', dueAt: endOfDay('2026-10-03'), provisional: false });
  });

  it.each([-1, 1.5, 2001, Number.NaN, Number.POSITIVE_INFINITY])('of %d working days is refused', (days) => {
    expect(() => due('2026-03-02', days)).toThrow(RangeError);
    expect(() => due('2026-03-02', days)).toThrow('workingDays');
  });
});

describe('suspended periods', () => {
  const act = { from: '2026-03-04', to: '2026-03-11', actNo: 7, ground: 'forceMajeure' };

  it('skips from the first suspended day on; the day of resumption counts again', () => {
    const { lastDay, ledger } = due('2026-03-02', 5, [act]);
    expect(lastDay).toBe('2026-03-16');
    expect(ledger.filter(({ reason }) => reason === 'suspended').map(({ date }) => date)).toEqual(
      ['04', '05', '06', '07', '08', '09', '10'].map((d) => `2026-03-${d}`),
    );
    expect(ledger.find(({ date }) => date === '2026-03-04')).toEqual({
      date: '2026-03-04',
      counted: false,
      reason: 'suspended',
      name: '7',
    });
    expect(ledger.find(({ date }) => date === '2026-03-11')).toMatchObject({ counted: true, number: 2 });
  });

  it('leaves exactly the days that were unused', () => {
    const { dueAt } = due('2026-03-02', 5);
    const workingDays = remainingWorkingDays(act.from, dueAt, calendar);
    expect(workingDays).toBe(4);
    const resumed = deadlineAfter({ from: startOfDay(dayBefore(act.to)), workingDays }, calendar);
    expect(resumed.lastDay).toBe(due('2026-03-02', 5, [act]).lastDay);
    expect(remainingWorkingDays('2026-04-01', dueAt, calendar)).toBe(0);
  });

  it('cannot be counted while still suspended, or when resumed before suspended', () => {
    expect(() => due('2026-03-02', 5, [{ ...act, to: undefined }])).toThrow('act 7 suspends the clock since 2026-03-04');
    expect(() => due('2026-03-02', 5, [{ ...act, to: '2026-03-03' }])).toThrow('act 7 resumes the clock on 2026-03-03');
    expect(() => due('2026-03-02', 5, [{ ...act, from: '2026-02-30' }])).toThrow('"2026-02-30"');
    expect(() => due('2026-03-02', 5, [{ ...act, to: '2099-01-01' }])).toThrow('may not be longer');
  });
});

describe('dates set by a person', () => {
  it('[R-026] hold on a day off too, with the working days that were given', () => {
    const deadline = deadlineOn('2026-10-11', noonOf('2026-09-30'), calendar);
    expect(deadline).toMatchObject({ lastDay: '2026-10-11', dueAt: endOfDay('2026-10-11'), provisional: false });
    expect(deadline.ledger.filter(({ counted }) => counted).map(({ date }) => date)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10']);
    expect(deadline.ledger.at(-1)).toEqual({ date: '2026-10-11', counted: false, reason: 'weekend' });
  });

  it('do not move with a notice, though days of the ledger may', () => {
    const deadline = deadlineOn('2027-02-10', noonOf('2026-12-30'), calendar);
    expect(deadline.provisional).toBe(false);
    expect(deadline.ledger.at(-1)).toMatchObject({ date: '2027-02-10', counted: true, provisional: true });
  });

  it('may be today and not earlier', () => {
    expect(deadlineOn('2026-09-30', noonOf('2026-09-30'), calendar).ledger).toHaveLength(1);
    expect(() => deadlineOn('2026-09-29', noonOf('2026-09-30'), calendar)).toThrow('2026-09-29 lies before 2026-09-30');
    expect(() => deadlineOn('2026-09-31', noonOf('2026-09-30'), calendar)).toThrow('"2026-09-31"');
  });
});

describe('rungs of a ladder', () => {
  const dueAt = endOfDay('2026-10-13');
  it.each([
    [-3, '2026-10-10T09:00+08:00'], // a Saturday that is worked
    [-2, '2026-10-12T09:00+08:00'],
    [-1, '2026-10-13T09:00+08:00'],
    [0, '2026-10-14T00:00+08:00'],
    [1, '2026-10-15T00:00+08:00'],
    [4, '2026-10-20T00:00+08:00'],
  ])('[R-102] %i working days from the end of 13 October 2026', (days, instant) => {
    expect(shiftWorkingDays(dueAt, days, calendar)).toBe(at(instant));
  });

  it('reminds on the last working day when the last day is a day off', () => {
    expect(shiftWorkingDays(endOfDay('2026-10-11'), -1, calendar)).toBe(at('2026-10-10T09:00+08:00'));
  });

  it('reminds before a deadline that falls within a day', () => {
    expect(shiftWorkingDays(at('2026-10-13T08:00+08:00'), -1, calendar)).toBe(at('2026-10-12T09:00+08:00'));
    expect(shiftWorkingDays(at('2026-10-13T17:00+08:00'), -1, calendar)).toBe(at('2026-10-13T09:00+08:00'));
  });

  it.each([0.5, 2001, -2001, Number.NaN])('refuses %d days', (days) => {
    expect(() => shiftWorkingDays(dueAt, days, calendar)).toThrow(RangeError);
  });
});

describe('working days left', () => {
  const dueAt = endOfDay('2026-10-13');
  it.each([
    ['2026-09-30T12:00+08:00', 5],
    ['2026-10-09T12:00+08:00', 3],
    ['2026-10-13T23:59+08:00', 0],
    ['2026-10-14T00:00+08:00', -1],
    ['2026-10-17T12:00+08:00', -3], // a Saturday
    ['2026-10-19T12:00+08:00', -4],
  ])('at %s: %i', (now, left) => expect(workingDaysBetween(at(now), dueAt, calendar)).toBe(left));
});

describe('every day of two years', () => {
  const days = Array.from({ length: 790 }, (_, n) => addDays('2025-01-01', n));

  it('[R-102] ends on the n-th counted day, later for a later receipt and a longer period', () => {
    for (const workingDays of [1, 5, 20]) {
      let previous = 0;
      for (const day of days) {
        const { dueAt, lastDay, ledger } = due(day, workingDays);
        expect(ledger.filter(({ counted }) => counted).map(({ number }) => number)).toHaveLength(workingDays);
        expect(ledger.at(-1)).toMatchObject({ date: lastDay, counted: true, number: workingDays });
        expect(ledger.map(({ date }) => date)).toEqual(ledger.map((_, n) => addDays(day, n)));
        expect(dueAt).toBeGreaterThanOrEqual(previous);
        expect(due(day, workingDays + 1).dueAt).toBeGreaterThan(dueAt);
        expect(workingDaysBetween(noonOf(day), dueAt, calendar)).toBe(workingDays);
        previous = dueAt;
      }
    }
  });

  it('puts the rungs of a ladder in order, each on a working day', () => {
    for (const day of days) {
      const rungs = [-3, -2, -1, 0, 1, 2, 5].map((n) => shiftWorkingDays(endOfDay(day), n, calendar));
      expect(rungs).toEqual([...rungs].sort((a, b) => a - b));
      expect(new Set(rungs).size).toBe(rungs.length);
      for (const instant of rungs.slice(0, 3)) expect(isWorkingDay(dayOf(instant), calendar)).toBe(true);
      for (const instant of rungs.slice(4)) expect(isWorkingDay(dayOf(instant - 1), calendar)).toBe(true);
    }
  });

  it('counts a suspended period as the days used before and the days left after', () => {
    for (const day of days.slice(0, 365)) {
      const suspension = { from: addDays(day, 3), to: addDays(day, 17), actNo: 1, ground: 'appraisal' };
      const left = remainingWorkingDays(suspension.from, due(day, 10).dueAt, calendar);
      const resumed = deadlineAfter({ from: startOfDay(dayBefore(suspension.to)), workingDays: left }, calendar);
      expect(due(day, 10, [suspension]).lastDay).toBe(resumed.lastDay);
    }
  });
});
