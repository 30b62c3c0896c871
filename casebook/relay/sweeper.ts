import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';

export interface SweepOptions {
  pool: Pool;
  client: Client;
  /** Cases looked at in one go. */
  page?: number;
}

/** What a sweep found: open cases without a running workflow, and cases whose workflow has not heard the last step. */
export interface Swept {
  open: number;
  missing: string[];
  behind: string[];
}

/**
 * Looks through all open cases and has those poked whose workflow is missing or behind: lost with Temporal's data, terminated, restored from an
 * older backup. So no deadline is forgotten because something was lost on the way. Safe to run anywhere, at any time.
 */
export async function sweep({ pool, client, page = 100 }: SweepOptions): Promise<Swept> {
  const swept: Swept = { open: 0, missing: [], behind: [] };
  for (let after = ''; ; ) {
    const rows = await openCases(pool, after, page);
    const last = rows.at(-1);
    if (!last) return swept;
    after = last.case_no;
    const running = await runningAmong(
      client,
      rows.map((r) => r.case_no),
    );
    const missing = rows.filter((r) => !running.has(r.case_no));
    const behind = rows.filter((r) => running.has(r.case_no) && r.behind);
    swept.open += rows.length;
    swept.missing.push(...missing.map((r) => r.case_no));
    swept.behind.push(...behind.map((r) => r.case_no));
    await repoke(
      pool,
      [...missing, ...behind].map((r) => r.case_no),
    );
  }
}

/** Open cases that have been quiet for a while and have nothing in the outbox. */
async function openCases(pool: Pool, after: string, limit: number): Promise<{ case_no: string; behind: boolean }[]> {
  const { rows } = await pool.query<{ case_no: string; behind: boolean }>({
    name: 'sweep-open',
    text: `SELECT c.case_no, COALESCE(f.followed, 0) < c.told AS behind FROM case_file c LEFT JOIN case_follow f USING (case_no)
      WHERE c.status = 'open' AND c.case_no > $1 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_no = c.case_no)
      ORDER BY c.case_no LIMIT $2`,
    values: [after, limit],
  });
  return rows;
}

async function runningAmong(client: Client, caseNos: string[]): Promise<Set<string>> {
  const query = `ExecutionStatus = 'Running' AND WorkflowId IN (${caseNos.map((n) => `'${n.replaceAll("'", "''")}'`).join(', ')})`;
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId);
  return running;
}

/** Puts the last told step of these cases into the outbox again. */
export async function repoke(pool: Pool, caseNos: string[]): Promise<void> {
  if (caseNos.length === 0) return;
  await pool.query({
    name: 'repoke',
    text: `INSERT INTO outbox (case_no, seq) SELECT case_no, told FROM case_file WHERE case_no = ANY($1)`,
    values: [caseNos],
  });
}
