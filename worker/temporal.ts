import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';

/** All case types share one queue. */
export const TASK_QUEUE = 'cases';

export interface TemporalTarget {
  address: string;
  namespace: string;
  dataConverter: DataConverter;
}

/** A client that connects when it is first used, so that a process starts while Temporal is away. */
export function lazyClient({ address, namespace, dataConverter }: TemporalTarget): Client {
  return new Client({ connection: Connection.lazy({ address, connectTimeout: '3 s' }), namespace, dataConverter });
}

export interface KeptWorker {
  /** A client on the worker's connection while it runs. */
  client(): Client | undefined;
  stop(): Promise<void>;
}

/** Keeps a worker running: tries again every two seconds while Temporal cannot be reached, and after a failure. */
export function keepWorker(
  target: TemporalTarget,
  options: Pick<WorkerOptions, 'activities' | 'workflowBundle'>,
  { onReady, onWaiting }: { onReady: () => void; onWaiting: (error: unknown) => void },
): KeptWorker {
  let worker: Worker | undefined;
  let client: Client | undefined;
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      let connection: NativeConnection | undefined;
      try {
        connection = await NativeConnection.connect({ address: target.address });
        const { namespace, dataConverter } = target;
        worker = await Worker.create({ ...options, ...TUNING, connection, namespace, dataConverter, taskQueue: TASK_QUEUE });
        if (stopped) return;
        onReady();
        client = new Client({ connection, namespace, dataConverter });
        await worker.run();
      } catch (error) {
        onWaiting(error);
        if (!stopped) await new Promise((resolve) => setTimeout(resolve, 2_000));
      } finally {
        worker = undefined;
        client = undefined;
        await connection?.close().catch(() => undefined);
      }
    }
  };
  const running = run();
  return {
    client: () => (worker?.getState() === 'RUNNING' ? client : undefined),
    async stop() {
      stopped = true;
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}

const TUNING = { maxCachedWorkflows: 600, shutdownGraceTime: '5 s', maxConcurrentLocalActivityExecutions: 20 } as const;
