import { describe, expect, it } from '@jest/globals';
import { CASE_TYPES } from '../../domain/kernel/index.ts';
import { periodOf } from '../../domain/policy/periods.ts';
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
