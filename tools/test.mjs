/** `npm test`: installs what is missing, runs every test, and says last how many passed and failed. Arguments go to jest. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';

prepare();
const root = path.resolve(import.meta.dirname, '..');
const PREFIX = 'anlao-run-';
for (const name of readdirSync(os.tmpdir()).filter(isAbandoned)) await cleanUp(path.join(os.tmpdir(), name));
// Everything temporary of the run lies in one folder, so that nothing is left whatever a test forgets.
const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
chmodSync(folder, 0o755); // PostgreSQL runs as another user when this runs as root
writeFileSync(path.join(folder, 'pid'), String(process.pid));
const results = path.join(folder, 'results.json');
const code = await runJest();
const { passed, failed, skipped } = counted();
await cleanUp(folder);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(code === 0 && failed === 0 ? 0 : code || 1);

/** Runs jest to its end; Ctrl-C reaches it by itself, a request to stop is handed on. */
function runJest() {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const env = { ...process.env, TZ: 'UTC', TMPDIR: folder, NODE_OPTIONS: [process.env.NODE_OPTIONS, ...options].filter(Boolean).join(' ') };
  const args = [jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.once('close', (status) => resolve(status ?? 1)));
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

/** Removes a run's folder, and the servers of one that was broken off before it could stop them. */
async function cleanUp(run) {
  if (readdirSync(run).some((name) => name.startsWith('anlao-test-'))) {
    const { register } = await import('tsx/esm/api');
    register();
    const { removeAbandoned } = await import('../test/harness/servers.ts');
    await removeAbandoned(run);
  }
  rmSync(run, { recursive: true, force: true });
}

/** The totals of the run; a file that could not even be run counts as one that failed. */
function counted() {
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}
