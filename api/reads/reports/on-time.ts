import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, monthOf, type Report, within } from './report.ts';

/**
 * Dates that fell due: met in time or not. A date that something else made needless before it was due is not counted; one that is past and
 * not met counts as late from its first minute on (R-102: until 24:00 of the last day).
 */
export const onTime: Report = {
  title: { zh: '按期办理率', en: 'On-time rate' },
  by: ['type', 'deadline', 'division', 'month'],
  facts: (ask) => `SELECT c.case_no, c.type, d.name AS deadline, c.division, ${monthOf("(d.due_at - interval '1 ms')")} AS month,
      COALESCE(d.ended_as = 'late', true) AS late
    FROM case_deadline d JOIN case_file c USING (case_no)
    WHERE ${during(ask, 'd.due_at', { ends: true })} AND d.awaits <> 'resumeClock' AND d.ended_as IS DISTINCT FROM 'dropped'
      AND (d.ended_at IS NOT NULL OR (d.due_at < now() AND c.clock = 'running' AND c.status = 'open'))
      AND NOT EXISTS (SELECT 1 FROM case_deadline n WHERE n.case_no = d.case_no AND n.id = d.id AND n.seq > d.seq)
      AND ${within(ask, divisionPrefix)}`,
  counts: { total: 'true', onTime: 'NOT late', late: 'late' },
  values: { rate: 'round(avg((NOT late)::int) * 100, 1)::float8' },
  row: z.object({
    type: z.string(),
    deadline: z.string(),
    division: z.string(),
    divisionName: z.string(),
    month: z.string(),
    total: z.int(),
    onTime: z.int(),
    late: z.int(),
    /** Percent. */
    rate: z.number(),
  }),
};
