import { describe, expect, it } from '@jest/globals';
import { nextRung } from '../../domain/kernel/index.ts';
import { clock } from '../builders/case-in-hand.ts';
import { aComplaint } from '../builders/cases.ts';
import { inspectorLi } from '../builders/people.ts';

const takenOver = (receivedOn: string) => aComplaint({ imported: true, receivedAt: clock(`${receivedOn} 00:00`) });

describe('cases taken over from older records', () => {
  it('[R-102] counts from the day of receipt, shows what is overdue and climbs no ladder for it (C-07)', () => {
    const kase = takenOver('2010-05-19');
    expect(Object.values(kase.file.deadlines).every((d) => d.dueAt < kase.now)).toBe(true);
    expect(nextRung(kase.file)).toBeUndefined();
    expect(kase.at('2026-12-31 09:00').climb()).toEqual([]);
    expect(kase.last.step.tells).toEqual([]);
  });

  it('[R-102] climbs nothing either when the date fell due just before the import and higher rungs lie ahead (C-07)', () => {
    const kase = takenOver('2026-02-12');
    const feedback = Object.values(kase.file.deadlines).find((d) => d.statutory);
    const ahead = { ...feedback, rungs: feedback?.rungs.filter((r) => r.at > kase.now) };
    expect(feedback?.dueAt).toBeLessThan(kase.now);
    expect(ahead.rungs).not.toEqual([]);
    expect(feedback?.climbed).toEqual(feedback?.rungs.map((r) => r.rung));
  });

  it('[R-102] climbs the ladder as any case does for a date that lies ahead', () => {
    const kase = takenOver('2026-02-27');
    expect(kase.at('2026-03-20 09:00').climb()).toContain('answer: overdue');
  });

  it('[R-102] climbs for the dates that begin when an officer takes it up', () => {
    const kase = takenOver('2010-05-19').act('accept', inspectorLi);
    expect(nextRung(kase.file)?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(kase.now);
  });
});
