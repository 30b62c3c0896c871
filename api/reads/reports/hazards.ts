import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, type Report, within } from './report.ts';

/** Hidden dangers found in this time, and how many of them are removed: accepted, signed for, and not come back. */
export const hazards: Report = {
  title: { zh: '隐患整治', en: 'Hazards found and removed' },
  by: ['kind', 'severity'],
  facts: (ask) => `SELECT c.case_no, i ->> 'kind' AS kind, i ->> 'severity' AS severity, i ->> 'state' = 'signedOff' AS gone
    FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i
    WHERE c.type = 'rectification' AND c.outcome IS DISTINCT FROM 'withdrawn' AND ${during(ask, 'c.opened_at')} AND ${within(ask, divisionPrefix)}`,
  counts: { items: 'true', removed: 'gone' },
  values: { removedRate: 'round(avg(gone::int) * 100, 1)::float8' },
  row: z.object({
    kind: z.string(),
    severity: z.string(),
    items: z.int(),
    removed: z.int(),
    /** Percent. */
    removedRate: z.number(),
  }),
};
