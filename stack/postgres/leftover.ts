import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { identify, isRunning, type ProcessId, processesWorkingIn, terminate } from '../process-id.ts';

/**
 * Stops a PostgreSQL that a killed run left behind on this data folder, and clears its lock file when the number in it
 * has since been given to a stranger (PostgreSQL would take the stranger for itself and refuse to start).
 */
export async function stopLeftover(dataFolder: string): Promise<void> {
  const lock = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const id = identify(Number(readFileSync(lock, 'utf8').split('\n')[0]));
  const folder = realpathSync(dataFolder);
  if (isRunning(id)) {
    if (!isPostgres(id, folder)) rmSync(lock);
    else await terminate(id, { signal: 'SIGINT', graceMs: 20_000 }); // SIGINT: a fast, clean shutdown
  }
  // Helpers of a server that was killed outright end by themselves, but may need a moment.
  for (const helper of processesWorkingIn(folder)) await terminate(helper, { signal: 'SIGQUIT', graceMs: 5000 });
}

function isPostgres(id: ProcessId, folder: string): boolean {
  if (process.platform === 'linux') return processesWorkingIn(folder).some(({ pid }) => pid === id.pid);
  return execFileSync('ps', ['-o', 'command=', '-p', String(id.pid)], { encoding: 'utf8' }).includes(folder);
}
