import type { Pool } from 'pg';
import type { Actor } from '../domain/roles.ts';
import { alone } from './alone.ts';
import type { Casebook } from './casebook.ts';
import { divisionPrefix } from './divisions.ts';
import { Refused, VersionConflict } from './errors.ts';
import type { People } from './people.ts';

/** What a release is to do: which user gives up their cases and why; those within `keeps` stay. */
export interface Release {
  userId: string;
  reason: string;
  keeps?: string;
}

interface ReleaseJob {
  id: string;
  params: Release;
  actor: Pick<Actor, 'id' | 'name'>;
  settled: boolean;
}

const LOCK = 5_269_774;
const PAGE = 50;
/** Longer than any process may take somebody for an officer who is none any more (people.ts). */
const SETTLE_MS = 6_000;

const JOBS = `SELECT id, params, actor, created_at < now() - $1 * interval '1 ms' AS settled FROM job WHERE kind = 'release' AND state = 'running' ORDER BY created_at LIMIT 10`;
const HELD = `SELECT case_no FROM case_file WHERE status = 'open' AND (assignee_id = $1 OR owner_id = $1)
  AND ($2::text IS NULL OR NOT starts_with(division, $2)) AND case_no > $3 ORDER BY case_no LIMIT ${PAGE}`;
const DONE = `UPDATE job SET done = done + $2, total = GREATEST(total, done + $2), state = CASE WHEN $3 THEN 'finished' ELSE state END,
  finished_at = CASE WHEN $3 THEN now() END WHERE id = $1`;

/**
 * Takes the cases of users who may not have them any more and gives them to the section head; answers how many. Durable: a job goes on until no
 * process can give the user a case any more, so that none stays behind.
 */
export async function doReleases(
  { pool, people, casebook }: { pool: Pool; people: People; casebook: Casebook },
  settleMs = SETTLE_MS,
): Promise<number> {
  const done = await alone(pool, LOCK, async () => {
    const { rows } = await pool.query<ReleaseJob>(JOBS, [settleMs]);
    if (rows.length > 0) people.drop(); // the section head who answers now may be another than a moment ago
    let released = 0;
    for (const job of rows) {
      const count = await carryOut(pool, casebook, job);
      await pool.query(DONE, [job.id, count, job.settled]);
      released += count;
    }
    return released;
  });
  return done ?? 0;
}

async function carryOut(pool: Pool, casebook: Casebook, job: ReleaseJob): Promise<number> {
  const { userId, keeps } = job.params;
  let count = 0;
  for (let after = ''; ; ) {
    const { rows } = await pool.query<{ case_no: string }>(HELD, [userId, keeps === undefined ? null : divisionPrefix(keeps), after]);
    for (const { case_no } of rows) if (await release(casebook, job, case_no)) count += 1;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return count;
    after = last.case_no;
  }
}

/** Releases one case, unless it has gone to somebody else meanwhile. */
async function release(casebook: Casebook, { id, params: { userId: from, reason }, actor }: ReleaseJob, caseNo: string): Promise<boolean> {
  const { seq } = await casebook.file(caseNo);
  const action = { name: 'release', input: { from, reason }, actor: { ...actor, role: 'system' as const } };
  try {
    await casebook.act(caseNo, action, { key: `job:${id}@${seq}`, ifVersion: seq });
    return true;
  } catch (error) {
    if (error instanceof Refused || error instanceof VersionConflict) return false; // looked at again until the job has settled
    throw error;
  }
}
