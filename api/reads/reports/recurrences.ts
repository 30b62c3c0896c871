import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, type Report, within } from './report.ts';

/**
 * Hidden dangers that came back: the item itself at a look-back, or another of its kind in a later case of the same institution. What is
 * counted was found in this time; what it repeats may be older.
 */
export const recurrences: Report = {
  title: { zh: '隐患反弹', en: 'Hazards that came back' },
  by: ['institution', 'name', 'kind'],
  facts: (ask) => `SELECT * FROM (
      SELECT c.case_no, COALESCE(c.institution_id, '') AS institution, COALESCE(c.institution_name, '') AS name, i ->> 'kind' AS kind,
        (i ->> 'relapses')::int > 0 AS relapsed, c.opened_at,
        dense_rank() OVER (PARTITION BY c.institution_id, c.institution_name, i ->> 'kind' ORDER BY c.opened_at, c.case_no) > 1 AS repeated
      FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i WHERE c.type = 'rectification' AND ${within(ask, divisionPrefix)}
    ) found WHERE ${during(ask, 'found.opened_at')}`,
  counts: { items: 'true', repeated: 'repeated', relapsed: 'relapsed' },
  having: 'bool_or(repeated OR relapsed)',
  row: z.object({
    institution: z.string(),
    name: z.string(),
    kind: z.string(),
    items: z.int(),
    repeated: z.int(),
    relapsed: z.int(),
  }),
};
