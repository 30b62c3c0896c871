import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProcessFolder } from '../process-id.ts';
import { openEmbeddedDatabase } from './database.ts';
import { startPostgres } from './server.ts';

/** Lets something work on an empty database that is gone afterwards. */
export async function withThrowawayDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anlao-throwaway-'));
  const server = await startPostgres({
    folder,
    logFile: path.join(folder, 'postgres.log'),
    processes: new ProcessFolder(path.join(folder, 'run')),
    say: console.log,
    stopping: new AbortController().signal,
    settings: { fsync: 'off' },
  });
  try {
    return await work(await openEmbeddedDatabase(server));
  } finally {
    await server.service.stop();
    rmSync(folder, { recursive: true });
  }
}
