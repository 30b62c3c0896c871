import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, type Report, within } from './report.ts';

/** Working days since 2000 up to each day, the day itself counted: the difference of two is the working days after the first, up to the second. */
const DAYS = `SELECT g::date AS day, count(*) FILTER (WHERE COALESCE(d.kind = 'makeUpWorkday', extract(isodow FROM g) < 6)) OVER (ORDER BY g) AS n
  FROM generate_series(timestamp '2000-01-01', (now() AT TIME ZONE 'Asia/Shanghai')::date + interval '1 day', interval '1 day') g
  LEFT JOIN calendar_day d ON d.day = g::date`;

const dayOf = (column: string): string => `greatest((${column} AT TIME ZONE 'Asia/Shanghai')::date, date '2000-01-01')`;

/** Between two numbers of days lies many a decimal place that nobody needs. */
const tenths = (sql: string): string => `round((${sql})::numeric, 1)::float8`;

/** How long cases stayed in a stage that they left in this time, in working days; the day they came in is not counted. */
export const dwell: Report = {
  title: { zh: '各环节停留时间', en: 'Time spent in each stage' },
  by: ['type', 'stage'],
  facts: (ask) => `SELECT v.case_no, v.type, v.stage, (after.n - before.n)::int AS days FROM (
      SELECT s.case_no, s.type, s.stage, s.at AS came, lead(s.at) OVER (PARTITION BY s.case_no ORDER BY s.seq) AS went FROM (
        SELECT c.type, e.case_no, e.seq, e.stage, e.at, lag(e.stage) OVER (PARTITION BY e.case_no ORDER BY e.seq) AS prior
        FROM case_event e JOIN case_file c USING (case_no) WHERE c.changed_at >= ${ask.params.add(ask.from)}::date AND ${within(ask, divisionPrefix)}
      ) s WHERE s.prior IS DISTINCT FROM s.stage
    ) v JOIN (${DAYS}) before ON before.day = ${dayOf('v.came')} JOIN (${DAYS}) after ON after.day = ${dayOf('v.went')}
    WHERE v.stage <> 'closed' AND ${during(ask, 'v.went')}`,
  counts: { visits: 'true' },
  values: {
    median: tenths('percentile_cont(0.5) WITHIN GROUP (ORDER BY days)'),
    p90: tenths('percentile_cont(0.9) WITHIN GROUP (ORDER BY days)'),
    longest: 'max(days)',
  },
  row: z.object({
    type: z.string(),
    stage: z.string(),
    visits: z.int(),
    median: z.number(),
    p90: z.number(),
    longest: z.int(),
  }),
};
