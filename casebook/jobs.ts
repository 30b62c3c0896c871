import type { Pool } from 'pg';
import type { Actor } from '../domain/roles.ts';
import type { Casebook } from './casebook.ts';
import { Refused } from './errors.ts';

/** The kinds of jobs of which something is left to do. */
export async function runningJobs(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ kind: string }>({
    name: 'running-jobs',
    text: "SELECT DISTINCT kind FROM job WHERE state = 'running'",
  });
  return new Set(rows.map(({ kind }) => kind));
}

interface JobItem {
  job_id: string;
  no: number;
  subject: string;
  params: { to: string; note: string };
  actor: Actor;
}

const NEXT = `SELECT i.job_id, i.no, i.subject, j.params, j.actor FROM job_item i JOIN job j ON j.id = i.job_id
  WHERE i.state = 'pending' AND j.kind = 'reassignment' ORDER BY j.created_at, i.no LIMIT 20`;

/**
 * Does some of what bulk reassignments still have to do; answers how many cases that were. Durable without a lock: each case is reassigned under a
 * key of job and case, so a job that two workers or two lives of one worker touch still reassigns each case once.
 */
export async function doReassignments(pool: Pool, casebook: Casebook): Promise<number> {
  const { rows } = await pool.query<JobItem>(NEXT);
  for (const item of rows) {
    const why = await reassign(casebook, item);
    const refusal = why instanceof Refused ? why.refusal : undefined;
    await pool.query('UPDATE job_item SET state = $3, error = $4, reason = $5, about = $6 WHERE job_id = $1 AND no = $2', [
      item.job_id,
      item.no,
      why ? 'failed' : 'done',
      why?.message,
      refusal?.reason,
      refusal?.about ?? [],
    ]);
  }
  for (const id of new Set(rows.map((r) => r.job_id))) await pool.query(COUNT, [id]);
  return rows.length;
}

const COUNT = `UPDATE job SET done = c.done, state = CASE WHEN c.left = 0 THEN 'finished' ELSE 'running' END, finished_at = CASE WHEN c.left = 0 THEN now() END
  FROM (SELECT count(*) FILTER (WHERE state <> 'pending')::int AS done, count(*) FILTER (WHERE state = 'pending') AS left FROM job_item WHERE job_id = $1) c
  WHERE id = $1`;

/** Why the case could not be reassigned, if it could not. A fault of the database is thrown: the item waits and is tried again. */
async function reassign(casebook: Casebook, { job_id, subject, params, actor }: JobItem): Promise<Error | undefined> {
  try {
    const { assignee } = await casebook.file(subject);
    const { to, note } = params;
    if (assignee === to) return undefined; // it is theirs: nothing to hand over, nobody to tell
    await casebook.act(subject, { name: assignee ? 'reassign' : 'assign', input: { to, note }, actor }, { key: `job:${job_id}` });
    return undefined;
  } catch (error) {
    if ((error as { code?: string }).code !== undefined) throw error;
    return error instanceof Error ? error : new Error(String(error));
  }
}
