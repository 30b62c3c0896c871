import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';
import { inParallel, runningWorkflows } from '../../casebook/relay/workflows.ts';

/** The code to replay with. */
export interface Code {
  workflowBundle: { codePath: string };
  dataConverter?: DataConverter;
}

/** A case that the code would not go on with, and why. */
export interface Unreplayable {
  caseNo: string;
  reason: string;
}

export interface Replayed {
  replayed: number;
  of: number;
  broken: Unreplayable[];
}

type Histories = Parameters<typeof Worker.runReplayHistories>[1];

const PAGE = 200;
const FETCHES_AT_ONCE = 5;

/**
 * Tells which running cases the code would not go on with, by replaying what Temporal knows of each. Changes nothing; histories are fetched a few
 * at a time, and no more than a page of them is held.
 */
export async function unreplayable(client: Client, code: Code, onProgress: (done: Replayed) => void = () => {}): Promise<Unreplayable[]> {
  const ids = [...(await runningWorkflows(client))].sort();
  const done: Replayed = { replayed: 0, of: ids.length, broken: [] };
  for (let i = 0; i < ids.length; i += PAGE) {
    const histories = await inParallel(ids.slice(i, i + PAGE), FETCHES_AT_ONCE, (id) => historyOf(client, id));
    done.broken.push(
      ...(await replayed(
        code,
        histories.flatMap((h) => h ?? []),
      )),
    );
    done.replayed += histories.length;
    onProgress(done);
  }
  return done.broken;
}

/** What Temporal knows of a case; nothing when it has come to its end meanwhile. */
async function historyOf(client: Client, workflowId: string) {
  const handle = client.workflow.getHandle(workflowId);
  const { status } = await handle.describe();
  return status.name === 'RUNNING' ? { workflowId, history: await handle.fetchHistory() } : undefined;
}

async function replayed(
  { workflowBundle, dataConverter }: Code,
  histories: Exclude<Histories, AsyncIterable<unknown>>,
): Promise<Unreplayable[]> {
  const options: ReplayWorkerOptions = { workflowBundle, ...(dataConverter ? { dataConverter } : {}) };
  const broken: Unreplayable[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories))
    if (error) broken.push({ caseNo: workflowId, reason: error.message.split('\n')[0] ?? error.name });
  return broken;
}
