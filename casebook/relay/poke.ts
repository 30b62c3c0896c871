import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { ToldStep } from '../../domain/kernel/told-step.ts';

/** What one case's workflow is to be told. */
export interface Poke {
  caseNo: string;
  type: CaseTypeName;
  open: boolean;
  steps: ToldStep[];
}

/** How long one call to Temporal may take, in ms. */
const CALL_MS = 5_000;

/**
 * Tells a case's workflow, starting it where none runs. An open case must have one, so even a completed one is followed by another; a closed
 * case is started only if it never was, or was ended by force: a late double of its last poke must not bring it back.
 */
export async function poke(client: Client, taskQueue: string, { caseNo, type, open, steps }: Poke): Promise<void> {
  const start = () =>
    client.workflow.signalWithStart(type, {
      workflowId: caseNo,
      taskQueue,
      args: [],
      signal: 'follow',
      signalArgs: [steps],
      workflowIdReusePolicy: open ? WorkflowIdReusePolicy.ALLOW_DUPLICATE : WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      staticSummary: `${CASE_TYPE[type].title.zh} ${caseNo}`,
    });
  try {
    await client.withDeadline(Date.now() + CALL_MS, start);
  } catch (error) {
    if (!isAlreadyOver(error)) throw error;
  }
}

const grpcCode = (error: unknown): number | undefined => {
  const { code, cause } = error as { code?: number; cause?: { code?: number } };
  return cause?.code ?? code;
};
const isAlreadyOver = (error: unknown): boolean => error instanceof WorkflowExecutionAlreadyStartedError || grpcCode(error) === 6;

/** Nobody's fault: the server is away, slow or full. Worth another try with everything, not a mark against one case. */
export const isTemporalAway = (error: unknown): boolean => [1, 4, 8, 14].includes(grpcCode(error) ?? 0);
