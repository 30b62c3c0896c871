import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { type Ask, dayText, Params, type Report, within } from './report.ts';

/**
 * A SELECT with one row for every time that somebody was on the spot in these days, as the cases tell: a site check, the visit of an urging to
 * file, an inspection that found something, a look-back. What was withdrawn does not count.
 */
export const visitsSql = (ask: Ask): string => `SELECT c.case_no, c.institution_id AS institution, v.day
  FROM case_file c CROSS JOIN LATERAL (
    SELECT x ->> 'checkedOn' FROM jsonb_array_elements(c.file -> 'checks') x
    UNION ALL SELECT x ->> 'visitedOn' FROM jsonb_array_elements(c.file -> 'urges') x
    UNION ALL SELECT ${dayText('c.opened_at')} WHERE c.file ->> 'source' = 'inspection'
    UNION ALL SELECT ${dayText('e.at')} FROM case_event e WHERE e.case_no = c.case_no AND e.name = 'recordLookBack'
  ) v (day)
  WHERE c.type IN ('filingCheck', 'rectification') AND c.institution_id IS NOT NULL AND c.outcome IS DISTINCT FROM 'withdrawn'
    AND v.day BETWEEN ${ask.params.add(ask.from)} AND ${ask.params.add(ask.to)} AND ${within(ask, divisionPrefix)}`;

/** Condition that keeps `institution i` to what the person may see, at or under the division asked for. */
export function institutionsWithin({ person, division = person.division }: Ask, add: Params['add']): string {
  const own = person.role === 'institution' ? ` AND i.id = ${add(person.institutionId ?? '')}` : '';
  return `i.division LIKE ${add(`${divisionPrefix(person.division)}%`)} AND i.division LIKE ${add(`${divisionPrefix(division)}%`)}${own}`;
}

/** Which institutions that operate had somebody on the spot in these days, and which had nobody: those first (R-020, R-021). */
export const coverage: Report = {
  title: { zh: '现场检查覆盖', en: 'Institutions checked on the spot' },
  by: ['institution'],
  facts: visitsSql,
  counts: { visits: 'true' },
  values: { lastOn: 'max(f.day)' },
  async finish({ pool }, ask, rows) {
    const { add, values } = new Params();
    const { rows: operating } = await pool.query<{ institution: string; name: string; division: string }>(
      `SELECT i.id AS institution, i.name, i.division FROM institution i
       WHERE i.operating_status = 'operating' AND ${institutionsWithin(ask, add)} ORDER BY i.division, i.id`,
      values,
    );
    const visited = new Map(rows.map((row) => [row.institution, row]));
    const all = operating.map((one) => ({ ...one, visits: 0, lastOn: null, ...visited.get(one.institution) }));
    return [...all.filter(({ visits }) => visits === 0), ...all.filter(({ visits }) => visits !== 0)];
  },
  row: z.object({
    institution: z.string(),
    name: z.string(),
    division: z.string(),
    divisionName: z.string(),
    visits: z.int(),
    lastOn: z.string().nullable(),
  }),
};
