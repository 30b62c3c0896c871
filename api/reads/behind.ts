import type { Pool } from 'pg';

/** A workflow may take this long to hear of a step before its case counts as stalled. */
const GRACE = '5 minutes';
/** How many cases are told apart; when more are behind, it is Temporal that is away, and `/readyz` says so. */
const MOST = 1_000;

/** Since when the step (e) was recorded that a workflow should have followed long ago. */
const LONG_AGO = `e.recorded_at < now() - interval '${GRACE}'`;

/** Whether the workflow of a row of `case_file` (c) is behind; it looks at nothing but this case, however many are open. */
export const IS_BEHIND = `(c.status = 'open' AND c.told > COALESCE((SELECT followed FROM case_follow f WHERE f.case_no = c.case_no), 0)
  AND EXISTS (SELECT FROM case_event e WHERE e.case_no = c.case_no AND e.seq = c.told AND ${LONG_AGO}))`;

/** Open cases (c) whose workflow has not followed the last step that it acts on. */
const BEHIND = `SELECT c.case_no FROM case_file c JOIN case_event e ON e.case_no = c.case_no AND e.seq = c.told
  LEFT JOIN case_follow f ON f.case_no = c.case_no
  WHERE c.status = 'open' AND c.told > COALESCE(f.followed, 0) AND ${LONG_AGO}`;

/** Numbers of the cases that are behind: among these, or of all. */
export async function casesBehind(pool: Pool, among?: string[]): Promise<string[]> {
  const { rows } = await (among
    ? pool.query<{ case_no: string }>({ name: 'behind-among', text: `${BEHIND} AND c.case_no = ANY($1)`, values: [among] })
    : pool.query<{ case_no: string }>({ name: 'behind', text: `${BEHIND} ORDER BY e.recorded_at LIMIT ${MOST}` }));
  return rows.map((r) => r.case_no);
}
