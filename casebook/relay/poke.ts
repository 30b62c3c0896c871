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
 * case is started only if it never was, or was ended by force: a late double of its last poke must not bring it back. A case that is told from
 * its beginning is started with what it is told. `eager`: a worker of this process shares the client's connection, and begins at once.
 */
export async function poke(client: Client, taskQueue: string, told: Poke, { eager = false } = {}): Promise<void> {
  const { caseNo, type, open, steps } = told;
  const options = {
    workflowId: caseNo,
    taskQueue,
    workflowIdReusePolicy: open ? WorkflowIdReusePolicy.ALLOW_DUPLICATE : WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    staticSummary: `${CASE_TYPE[type].title.zh} ${caseNo}`,
  };
  const beginning = { ahead: steps, done: [] };
  const start = () => client.workflow.start(type, { ...options, args: [beginning], ...(eager ? { requestEagerStart: true } : {}) });
  const signal = () =>
    client.workflow.signalWithStart(type, {
      ...options,
      args: [],
      signal: 'follow',
      signalArgs: [steps],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    });
  const isFromTheBeginning = steps.some(({ prev }) => prev === 0);
  for (const call of isFromTheBeginning ? [start, signal] : [signal])
    try {
      await client.withDeadline(Date.now() + CALL_MS, async () => void (await call()));
      return;
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
