import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { type Report, within } from './report.ts';

/** What everybody has in hand now; cases of nobody under an empty name. Overdue and stalled mean what they mean in a worklist. */
export const load: Report = {
  title: { zh: '人员负荷', en: 'Load per officer' },
  by: ['officer', 'name'],
  asksBehind: true,
  facts: (ask) => `SELECT c.case_no, COALESCE(c.assignee_id, '') AS officer, COALESCE(u.name, c.assignee_id, '') AS name,
      c.clock = 'running' AND c.due_at < now() AS overdue,
      c.next_event_at < now() OR (c.assignee_id IS NULL AND c.type <> 'referral') OR (c.institution_id IS NULL AND c.institution_name IS NOT NULL)
        OR c.case_no = ANY(${ask.params.add(ask.behind)}) AS stalled
    FROM case_file c LEFT JOIN "user" u ON u.id = c.assignee_id WHERE c.status = 'open' AND ${within(ask, divisionPrefix)}`,
  counts: { open: 'true', overdue: 'overdue', stalled: 'stalled' },
  row: z.object({ officer: z.string(), name: z.string(), open: z.int(), overdue: z.int(), stalled: z.int() }),
};
