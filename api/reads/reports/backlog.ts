import { z } from 'zod';
import { InvalidInput } from '../../../casebook/errors.ts';
import { divisionPrefix } from '../../../casebook/people.ts';
import { type Ask, type Report, within } from './report.ts';

const dayOf = (column: string): string => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

/** The times during which cases were open. A complaint that was reopened, which happens once at most, was open twice. */
function facts(ask: Ask): string {
  const scope = within(ask, divisionPrefix);
  return `SELECT c.case_no, c.type, ${dayOf('c.opened_at')} AS opened_on, ${dayOf('COALESCE(first.closed_at, c.closed_at)')} AS closed_on
    FROM case_file c LEFT JOIN (
      SELECT r.case_no, (SELECT max(x.at) FROM case_event x WHERE x.case_no = r.case_no AND x.seq < r.seq AND x.stage = 'closed') AS closed_at
      FROM case_event r WHERE r.name = 'requestReopening'
    ) first USING (case_no) WHERE ${scope}
    UNION ALL SELECT c.case_no, c.type, ${dayOf('r.at')}, ${dayOf('c.closed_at')}
    FROM case_file c JOIN case_event r ON r.case_no = c.case_no AND r.name = 'requestReopening' WHERE ${scope}`;
}

/** The day asked for. @throws InvalidInput */
function dayIn({ cell: { day } }: Ask): string {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) throw new InvalidInput('day', 'the day of the backlog, as YYYY-MM-DD');
  return day;
}

/** Cases opened and closed on each day, and those open at its end. */
export const backlog: Report = {
  title: { zh: '在办案件', en: 'Backlog' },
  by: ['day', 'type'],
  facts,
  counts: { open: '', opened: '', closed: '' },
  figures: (ask) => {
    const [from, to] = [ask.params.add(ask.from), ask.params.add(ask.to)];
    return `WITH f AS (${facts(ask)}), moves AS (
        SELECT type, day, sum(opened)::int AS opened, sum(closed)::int AS closed FROM (
          SELECT type, opened_on AS day, 1 AS opened, 0 AS closed FROM f UNION ALL SELECT type, closed_on, 0, 1 FROM f WHERE closed_on IS NOT NULL) m
        WHERE day <= ${to}::date GROUP BY type, day
      ), before AS (SELECT type, COALESCE(sum(opened - closed) FILTER (WHERE day < ${from}::date), 0)::int AS n FROM moves GROUP BY type)
      SELECT to_char(g, 'YYYY-MM-DD') AS day, b.type, COALESCE(m.opened, 0) AS opened, COALESCE(m.closed, 0) AS closed,
        (b.n + sum(COALESCE(m.opened - m.closed, 0)) OVER (PARTITION BY b.type ORDER BY g))::int AS open
      FROM generate_series(${from}::date, ${to}::date, interval '1 day') g CROSS JOIN before b LEFT JOIN moves m ON m.type = b.type AND m.day = g::date
      ORDER BY g, b.type`;
  },
  behind(ask, figure) {
    const day = `${ask.params.add(dayIn(ask))}::date`;
    const type = ask.cell.type === undefined ? 'true' : `f.type = ${ask.params.add(ask.cell.type)}`;
    if (figure === 'open') return `${type} AND f.opened_on <= ${day} AND (f.closed_on IS NULL OR f.closed_on > ${day})`;
    return `${type} AND ${figure === 'opened' ? 'f.opened_on' : 'f.closed_on'} = ${day}`;
  },
  row: z.object({ day: z.string(), type: z.string(), opened: z.int(), closed: z.int(), open: z.int() }),
};
