import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { repoke } from './outbox.ts';
import { end, inParallel, runningWorkflows } from './workflows.ts';

interface Deps {
  pool: Pool;
  client: Client;
}

/** How far a rebuilding is: cases whose workflow was started again, and workflows that were ended for good. */
export interface Rebuilt {
  rebuilt: number;
  of: number;
  ended: number;
}

const PAGE = 100;
const AT_ONCE = 8;

/**
 * Ends the case's workflow, if one runs, and has it started again from the log. Nothing happens twice: every effect and every rung has a key.
 * @throws Error when there is no such case
 */
export async function rebuild(deps: Deps, caseNo: string, reason: string): Promise<void> {
  const { rowCount } = await deps.pool.query('SELECT 1 FROM case_file WHERE case_no = $1', [caseNo]);
  if (rowCount !== 1) throw new Error(`there is no case ${caseNo}`);
  await rebuildThese(deps, [caseNo], reason);
}

/** The same for many cases. What was noted of how far their workflows had come is forgotten, so that it shows when they have come there anew. */
export async function rebuildThese({ pool, client }: Deps, caseNos: string[], reason: string): Promise<void> {
  const ran = await inParallel(caseNos, AT_ONCE, (caseNo) => end(client, caseNo, reason));
  const ended = caseNos.filter((_, i) => ran[i]);
  await pool.query(
    `UPDATE case_follow f SET followed = 0, at = now() FROM case_file c
     WHERE c.case_no = f.case_no AND f.case_no = ANY($1) AND (c.status = 'open' OR f.case_no = ANY($2))`,
    [caseNos, ended],
  );
  await repoke(pool, caseNos);
  await pool.query('NOTIFY outbox');
}

/**
 * Brings every open case back to its stage and timers, whatever Temporal knows: nothing, less than the log or more. Workflows that run although
 * there is no such case, or although it is closed, are ended first; a closed case is told once more what it may not have done yet.
 */
export async function rebuildAll(
  { pool, client }: Deps,
  { onProgress = () => {} }: { onProgress?(done: Rebuilt): void } = {},
): Promise<Rebuilt> {
  const reason = 'anlao rebuild --all';
  const living = await livingCases(pool);
  const done: Rebuilt = { rebuilt: 0, of: living.length, ended: 0 };
  const lives = new Set(living);
  const strays = [...(await runningWorkflows(client))].filter((id) => !lives.has(id));
  for (const some of inPages(strays)) {
    await rebuildThese({ pool, client }, some, reason);
    done.ended += some.length;
    onProgress(done);
  }
  for (const some of inPages(living)) {
    await rebuildThese({ pool, client }, some, reason);
    done.rebuilt += some.length;
    onProgress(done);
  }
  return done;
}

/** Every case that is open, or whose end was not followed, so that a document may be missing; in the order of their numbers. */
async function livingCases(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ case_no: string }>(
    `SELECT case_no FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE c.status = 'open' OR COALESCE(f.followed, 0) < c.told ORDER BY case_no`,
  );
  return rows.map((r) => r.case_no);
}

function* inPages<T>(items: T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += PAGE) yield items.slice(i, i + PAGE);
}
