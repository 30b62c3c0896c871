import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config/env.ts';
import { letGo, takeOver } from '../launcher.ts';
import { openEmbeddedDatabase } from '../postgres/database.ts';
import { startPostgres } from '../postgres/server.ts';
import { ProcessFolder } from '../process-id.ts';

/**
 * Lets something work on the database while nothing else does: on the one of DATABASE_URL, or on the embedded one, which is started for it alone.
 * What the embedded Temporal knew is put aside afterwards, because it tells of another past; the cases are rebuilt from the log.
 */
export async function withDatabaseAtRest<T>({ databaseUrl, dataDir }: Config, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  if (databaseUrl !== undefined) return work(databaseUrl);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const processes = new ProcessFolder(path.join(dataDir, 'run'));
  const say = (text: string) => console.error(text);
  await takeOver(processes, { underNpm: false, say });
  try {
    const logFile = path.join(dataDir, 'logs', 'postgres.log');
    const server = await startPostgres({ folder: dataDir, logFile, processes, say, stopping: new AbortController().signal });
    try {
      const done = await work(await openEmbeddedDatabase(server));
      putTemporalAside(dataDir);
      return done;
    } finally {
      await server.service.stop();
    }
  } finally {
    letGo(processes);
  }
}

function putTemporalAside(dataDir: string): void {
  for (const name of ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']) {
    const file = path.join(dataDir, name);
    if (existsSync(file)) renameSync(file, path.join(dataDir, name.replace('temporal.db', 'temporal-before-restore.db')));
  }
}
