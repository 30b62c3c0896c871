/** The temporary folder of a test run: nothing is left of a run whatever a test forgets, or whoever kills it. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PREFIX = 'anlao-run-';

/** A folder for everything temporary of this run. What earlier runs left that were killed is removed first. */
export async function openRunFolder() {
  for (const name of readdirSync(os.tmpdir()).filter(isAbandoned)) await removeRunFolder(path.join(os.tmpdir(), name));
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  chmodSync(folder, 0o755); // PostgreSQL runs as another user when this runs as root
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  return folder;
}

/** Removes a run's folder, and the servers of one that was broken off before it could stop them. */
export async function removeRunFolder(run) {
  if (readdirSync(run).some((name) => name.startsWith('anlao-test-'))) {
    const { register } = await import('tsx/esm/api');
    register();
    const { removeAbandoned } = await import('../test/harness/servers.ts');
    await removeAbandoned(run);
  }
  rmSync(run, { recursive: true, force: true });
}

/** Whether a folder is what a run left that was killed. */
function isAbandoned(name) {
  if (!name.startsWith(PREFIX)) return false;
  try {
    process.kill(Number(readFileSync(path.join(os.tmpdir(), name, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH'; // no such process; anything else is somebody's
  }
}
