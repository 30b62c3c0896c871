import type { Pool } from 'pg';
import { alone } from '../casebook/alone.ts';
import { verifyTrail } from './verify.ts';

const LOCK = 5_269_775;

/** Does a check of the trail that somebody asked for; answers how many. One that was broken off is done again from its beginning. */
export async function doAudits(pool: Pool): Promise<number> {
  const done = await alone(pool, LOCK, async () => {
    const { rows } = await pool.query<{ id: string; params: { caseNo?: string } }>(
      `SELECT id, params FROM job WHERE kind = 'audit' AND state = 'running' ORDER BY created_at LIMIT 1`,
    );
    const [job] = rows;
    if (!job) return 0;
    const result = await verifyTrail(pool, job.params);
    await pool.query(`UPDATE job SET state = 'finished', done = total, result = $2, finished_at = now() WHERE id = $1`, [job.id, result]);
    return 1;
  });
  return done ?? 0;
}
