import { describe, expect, it } from '@jest/globals';
import { CASE_TYPES } from '../../domain/kernel/index.ts';
import { periodOf } from '../../domain/policy/periods.ts';
import { owedReports, periodAround } from '../../domain/upward-report.ts';
import { qiubei } from '../builders/case-in-hand.ts';
import { momentsOf } from '../builders/walks.ts';

/** Dates whose length no policy sets. */
const OWN = ['conclusion'];

describe('the periods of running dates', () => {
  it.each(CASE_TYPES)('are those of the policy, wherever a %s stands', (name) => {
    const dates = momentsOf(name).moments.flatMap(({ file }) => Object.values(file.deadlines));
    const periods = dates.filter((d) => d.workingDays !== undefined && !OWN.includes(d.name));
    expect(periods.length).toBeGreaterThan(0);
    for (const date of periods) expect({ ...date, workingDays: periodOf(date, qiubei) }).toEqual(date);
  });
});

describe('reports to the authority above', () => {
  it('[R-207] [R-211] are of weeks from Monday to Sunday, months and quarters of the calendar', () => {
    for (const day of ['2026-03-02', '2026-03-05', '2026-03-08'])
      expect(periodAround('week', day)).toEqual({ from: '2026-03-02', to: '2026-03-08' });
    expect(periodAround('week', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(periodAround('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodAround('quarter', '2026-11-30')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  });

  it('[R-207] [R-211] are owed for every period that is over since the last one reported, and for none before the first', () => {
    const weekly = { kind: 'keyMatters', to: '2026-03-08' } as const;
    expect(owedReports([], '2026-03-23')).toEqual([]);
    expect(owedReports([weekly], '2026-03-15')).toEqual([]);
    expect(owedReports([weekly], '2026-03-23')).toEqual([
      { kind: 'keyMatters', from: '2026-03-09', to: '2026-03-15', dueOn: null, late: false },
      { kind: 'keyMatters', from: '2026-03-16', to: '2026-03-22', dueOn: null, late: false },
    ]);
    const others = [{ kind: 'stageSummary', to: '2026-02-28' } as const, { kind: 'upgrade', to: '2025-12-31' } as const];
    expect(owedReports(others, '2026-04-01').map(({ kind, to }) => [kind, to])).toEqual([
      ['stageSummary', '2026-03-31'],
      ['upgrade', '2026-03-31'],
    ]);
    expect(
      owedReports(
        [
          { kind: 'clue', to: '2026-01-01' },
          { kind: 'supervision', to: '2026-01-01' },
        ],
        '2026-04-01',
      ),
    ).toEqual([]);
  });

  it('[R-210] are owed by lead units on 30 December of the year, and late after it', () => {
    const of = (today: string) => owedReports([{ kind: 'leadUnit', to: '2025-12-31' }], today);
    expect(of('2026-12-29')).toEqual([]);
    const owed = { kind: 'leadUnit', from: '2026-01-01', to: '2026-12-31', dueOn: '2026-12-30' };
    expect(of('2026-12-30')).toEqual([{ ...owed, late: false }]);
    expect(of('2026-12-31')).toEqual([{ ...owed, late: true }]);
  });
});
