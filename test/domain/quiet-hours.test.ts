import { describe, expect, it } from '@jest/globals';
import { shippedCalendar } from '../../domain/calendar/index.ts';
import { waitsUntil } from '../../domain/quiet-hours.ts';

const calendar = shippedCalendar();
const RULES = { quietFromHour: 21, quietUntilHour: 8, workingDaysOnly: true };
const at = (local: string): number => Date.parse(`${local}:00+08:00`);
const leaves = (event: string, now: string, dueAt?: string, rules = RULES): string => {
  const until = waitsUntil({ event, now: at(now), ...(dueAt ? { dueAt: at(dueAt) } : {}) }, rules, calendar);
  return until === undefined ? 'at once' : new Date(until + 8 * 3_600_000).toISOString().slice(0, 16);
};

describe('a reminder', () => {
  it.each([
    ['by day', '2026-03-10T10:00', 'at once'],
    ['at the first hour that is not quiet', '2026-03-10T08:00', 'at once'],
    ['early in the morning', '2026-03-10T07:59', '2026-03-10T08:00'],
    ['at midnight', '2026-03-10T00:00', '2026-03-10T08:00'],
    ['late in the evening', '2026-03-10T21:00', '2026-03-11T08:00'],
    ['on Friday night', '2026-03-13T23:00', '2026-03-16T08:00'],
    ['on a Sunday', '2026-03-15T12:00', '2026-03-16T08:00'],
    ['in the National Day week', '2026-10-02T12:00', '2026-10-08T08:00'],
    ['on a weekend day worked in exchange', '2026-10-10T12:00', 'at once'],
  ])('%s', (_when, now, expected) => expect(leaves('rung.remind', now)).toBe(expected));

  it('does not wait past the date it is about', () => {
    expect(leaves('rung.remind', '2026-03-13T22:00', '2026-03-15T00:00')).toBe('at once');
    expect(leaves('rung.remind', '2026-03-13T22:00', '2026-03-18T00:00')).toBe('2026-03-16T08:00');
    expect(leaves('rung.overdue', '2026-03-14T00:00', '2026-03-14T00:00')).toBe('2026-03-16T08:00');
  });

  it('keeps to the hours and days that the policy sets', () => {
    expect(leaves('rung.remind', '2026-03-15T12:00', undefined, { ...RULES, workingDaysOnly: false })).toBe('at once');
    expect(leaves('rung.remind', '2026-03-14T22:30', undefined, { ...RULES, workingDaysOnly: false })).toBe('2026-03-15T08:00');
    expect(leaves('rung.remind', '2026-03-10T22:00', undefined, { ...RULES, quietFromHour: 24 })).toBe('at once');
  });
});

it.each([
  'noticeIssued',
  'suspensionOrdered',
  'extensionDecided',
  'filingUrged',
  'correctionRequested',
  'jointEnforcement',
  'letterIssued',
])('%s is served at whatever hour it was decided', (event) => expect(leaves(event, '2026-10-02T23:30')).toBe('at once'));
