import type { Pool } from 'pg';
import { divisionPrefix, type Person } from '../../casebook/people.ts';

/** So many are told apart: more than a leader ever leaves undecided. */
const MOST = 1_000;

/** Cases, open or closed, in which a sanction was proposed and waits for its decision. */
const UNDECIDED = `SELECT c.case_no FROM case_file c WHERE c.file ? 'sanctions' AND c.division LIKE $1 || '%' AND NOT c.file ? 'anonymised'
    AND EXISTS (SELECT 1 FROM jsonb_array_elements(c.file -> 'sanctions') s WHERE NOT s ? 'decision')
  ORDER BY c.case_no LIMIT ${MOST}`;

/** Numbers of the cases of this person's division in which a sanction waits for the leader. */
export async function casesWithSanctionsToDecide(pool: Pool, { division }: Person): Promise<string[]> {
  const { rows } = await pool.query<{ case_no: string }>({
    name: 'undecided-sanctions',
    text: UNDECIDED,
    values: [divisionPrefix(division)],
  });
  return rows.map((row) => row.case_no);
}
