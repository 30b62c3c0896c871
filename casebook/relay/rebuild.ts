import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { repoke } from './sweeper.ts';

/**
 * Ends the case's workflow, if one runs, and has it started again from the log. Nothing happens twice: every effect and every rung has a key.
 * @throws Error when there is no such case
 */
export async function rebuild({ pool, client }: { pool: Pool; client: Client }, caseNo: string, reason: string): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM case_file WHERE case_no = $1', [caseNo]);
  if (rowCount !== 1) throw new Error(`there is no case ${caseNo}`);
  try {
    await client.workflow.getHandle(caseNo).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  await repoke(pool, [caseNo]);
  await pool.query('NOTIFY outbox');
}

/** Every open case, in the order of their numbers. */
export async function openCaseNos(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ case_no: string }>(`SELECT case_no FROM case_file WHERE status = 'open' ORDER BY case_no`);
  return rows.map((r) => r.case_no);
}
