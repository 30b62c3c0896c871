import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';

/** Which workflows carry cases; others in the namespace are nobody's business here. */
const OURS = `ExecutionStatus = 'Running' AND WorkflowType IN (${CASE_TYPES.map((type) => `'${type}'`).join(', ')})`;
const CALL_MS = 10_000;

/** Ids of the workflows that run for cases, as Temporal's list knows them: a second or so late. */
export async function runningWorkflows(client: Client, narrower = ''): Promise<Set<string>> {
  const running = new Set<string>();
  const query = narrower === '' ? OURS : `${OURS} AND ${narrower}`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) running.add(workflowId);
  return running;
}

/** Those whose tasks have failed several times in a row. */
export const reportedFailing = (client: Client): Promise<Set<string>> => runningWorkflows(client, 'TemporalReportedProblems IS NOT NULL');

/** How a workflow stands at this moment. `attempt`: of the task that waits to be done; 0 when none does. */
export interface WorkflowState {
  status: string;
  attempt: number;
}

export async function stateOf(client: Client, workflowId: string): Promise<WorkflowState> {
  try {
    const { status, raw } = await client.withDeadline(Date.now() + CALL_MS, () => client.workflow.getHandle(workflowId).describe());
    return { status: status.name, attempt: raw.pendingWorkflowTask?.attempt ?? 0 };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { status: 'NONE', attempt: 0 };
    throw error;
  }
}

/** Ends a workflow. False when none was running. */
export async function end(client: Client, workflowId: string, reason: string): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + CALL_MS, () => client.workflow.getHandle(workflowId).terminate(reason));
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Does the same with each, so many at a time, and keeps their order. */
export async function inParallel<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const hand = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, hand));
  return results;
}
