import type { Pool } from 'pg';
import type { Casebook } from './casebook.ts';

/** The officials who declared, or of whom it was declared, that they are related to the institution. */
export async function relatedTo(pool: Pool, institutionId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'related-to',
    text: 'SELECT user_id AS id FROM interest WHERE institution_id = $1 AND ended_at IS NULL ORDER BY user_id',
    values: [institutionId],
  });
  return rows.map((r) => r.id);
}

/** Cases that an official can still see although they are related to the institution; $1 is the user to look at, null all of them. */
const STILL_SEEN = `SELECT i.user_id AS "userId", c.case_no AS "caseNo", i.relation FROM interest i JOIN case_file c ON c.institution_id = i.institution_id
  WHERE i.ended_at IS NULL AND NOT c.excluded @> ARRAY[i.user_id] AND ($1::text IS NULL OR i.user_id = $1) ORDER BY c.case_no, i.user_id LIMIT 500`;

/**
 * Keeps officials from every case of the institutions they are related to, open or closed: each as a step on the log. Answers how many steps
 * were taken; repeat it until there are none. Safe to break off.
 */
export async function keepFromRelated(pool: Pool, casebook: Casebook, userId: string | null = null): Promise<number> {
  const { rows } = await pool.query<{ userId: string; caseNo: string }>(STILL_SEEN, [userId]);
  for (const { userId: related, caseNo } of rows) {
    const input = { excluded: [related], reason: 'declared interest' };
    await casebook.act(
      caseNo,
      { name: 'exclude', input, actor: { id: 'casebook', role: 'system', name: '回避登记' } },
      { key: `exclude:${related}` },
    );
  }
  return rows.length;
}
