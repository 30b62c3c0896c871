import type { Pool } from 'pg';
import { CLOCK } from '../domain/kernel/index.ts';
import { alone } from './alone.ts';
import type { Casebook } from './casebook.ts';
import { VersionConflict } from './errors.ts';
import type { Law } from './law.ts';
import { adoption, openFiles, shifts, type TakenOver } from './what-if.ts';

interface Deps {
  pool: Pool;
  law: Law;
  casebook: Casebook;
}

/** What a job of this kind still knows between two pages. */
interface RecountJob {
  id: string;
  key: string;
  params: { reason: string; adopts?: { jurisdiction: string; version: number } };
  result: { after: string; moved: number; failed: { caseNo: string; reason: string }[] } | null;
}

const LOCK = 5_269_773;
const PAGE = 100;
/** Longer than any process may go by the law before (law.ts), so that no date is counted by it after the cases were gone through. */
const SETTLE_MS = 6_000;

/**
 * Does a page of what recounts still have to do; answers how many cases it went through. Durable: where it is stands in the job, and a case that
 * has taken the change over is not touched again.
 */
export async function doRecounts({ pool, law, casebook }: Deps, settleMs = SETTLE_MS): Promise<number> {
  const done = await alone(pool, LOCK, async () => {
    const { rows } = await pool.query<RecountJob>(
      `SELECT id, key, params, result FROM job WHERE kind = 'recount' AND state = 'running' AND created_at < now() - $1 * interval '1 ms' ORDER BY created_at LIMIT 1`,
      [settleMs],
    );
    const [job] = rows;
    if (!job) return 0;
    const result = job.result ?? { after: '', moved: 0, failed: [] };
    const files = await openFiles(pool, result.after, PAGE);
    for (const { caseNo } of files) {
      const outcome = await tried(() => recount({ law, casebook }, job, caseNo));
      if (outcome === true) result.moved += 1;
      else if (outcome !== false) result.failed.push({ caseNo, reason: outcome });
      result.after = caseNo;
    }
    await pool.query(
      `UPDATE job SET done = done + $2, result = $3, state = CASE WHEN $4 THEN 'finished' ELSE state END, finished_at = CASE WHEN $4 THEN now() END WHERE id = $1`,
      [job.id, files.length, result, files.length < PAGE],
    );
    return files.length;
  });
  return done ?? 0;
}

/** Has one case take the change over, if that changes anything. Two that try at once agree by the version of the case. */
async function recount(
  { law, casebook }: Omit<Deps, 'pool'>,
  { key, params: { reason, adopts } }: RecountJob,
  caseNo: string,
): Promise<boolean> {
  for (;;) {
    const file = await casebook.file(caseNo);
    if (file.stage === 'closed') return false;
    const action: TakenOver['action'] | undefined = adopts
      ? adoption(file, await law.allPolicies(), adopts, reason)
      : { name: 'recount', input: { reason } };
    if (!action) return false;
    const circumstances = await casebook.circumstances(file, undefined, adopts);
    if (action.name === 'recount' && shifts(file, { action, circumstances }).length === 0) return false;
    try {
      await casebook.act(caseNo, { ...action, actor: CLOCK }, { key: `${key}@${file.seq}`, ifVersion: file.seq });
      return true;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
}

/** The outcome, or why there is none. A fault of the database is thrown: the page is gone through again. */
async function tried<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== undefined) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
