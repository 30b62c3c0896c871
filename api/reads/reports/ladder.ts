import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, monthOf, type Report, within } from './report.ts';

/** Rungs that were climbed, by the time they fell due at. */
export const ladder: Report = {
  title: { zh: '督办阶梯', en: 'Rungs of the ladder' },
  by: ['type', 'rung', 'month'],
  facts: (ask) => `SELECT e.case_no, c.type, e.name AS rung, ${monthOf('e.at')} AS month
    FROM case_event e JOIN case_file c USING (case_no) WHERE e.kind = 'rung' AND ${during(ask, 'e.at')} AND ${within(ask, divisionPrefix)}`,
  counts: { rungs: 'true' },
  values: { caseCount: 'count(DISTINCT case_no)::int' },
  row: z.object({ type: z.string(), rung: z.string(), month: z.string(), rungs: z.int(), caseCount: z.int() }),
};
