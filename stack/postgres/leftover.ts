import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { identify, isRunning, type ProcessId, processesWorkingIn, terminate } from '../process-id.ts';

/**
 * Stops a PostgreSQL that a killed run left behind on this data folder, and clears its lock file: the number in it may since have been given
 * to a stranger, or belong to a process that is dead but still listed, and PostgreSQL would refuse to start.
 */
export async function stopLeftover(dataFolder: string): Promise<void> {
  const lock = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const id = identify(Number(readFileSync(lock, 'utf8').split('\n')[0]));
  const folder = realpathSync(dataFolder);
  if (isRunning(id)) {
    if (isPostgres(id, folder)) await terminate(id, { signal: 'SIGINT', graceMs: 20_000 }); // SIGINT: a fast, clean shutdown
  }
  // Helpers of a server that was killed outright end by themselves, but may need a moment.
  for (const helper of processesWorkingIn(folder)) await terminate(helper, { signal: 'SIGQUIT', graceMs: 5000 });
  // Nobody works in the folder any more. A server killed a moment ago may still be listed by the system until it is reaped, and would be taken for alive.
  rmSync(lock, { force: true });
}

function isPostgres(id: ProcessId, folder: string): boolean {
  if (process.platform === 'linux') return processesWorkingIn(folder).some(({ pid }) => pid === id.pid);
  return execFileSync('ps', ['-o', 'command=', '-p', String(id.pid)], { encoding: 'utf8' }).includes(folder);
}
