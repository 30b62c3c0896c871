/** `npm test`: installs what is missing, runs every test, and says last how many passed and failed. Arguments go to jest. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';

prepare();
const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-results-'));
const results = path.join(folder, 'results.json');
const code = await runJest();
await cleanUp();
const { passed, failed, skipped } = counted();
rmSync(folder, { recursive: true });
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(code === 0 && failed === 0 ? 0 : code || 1);

/** Runs jest to its end; Ctrl-C reaches it by itself, a request to stop is handed on. */
function runJest() {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const env = { ...process.env, TZ: 'UTC', NODE_OPTIONS: [process.env.NODE_OPTIONS, ...options].filter(Boolean).join(' ') };
  const args = [jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.once('close', (status) => resolve(status ?? 1)));
}

/** Stops the servers of a run that was broken off before it could. */
async function cleanUp() {
  if (!readdirSync(os.tmpdir()).some((name) => name.startsWith('anlao-test-'))) return;
  const { register } = await import('tsx/esm/api');
  register();
  const { removeAbandoned } = await import('../test/harness/servers.ts');
  await removeAbandoned();
}

/** The totals of the run; a file that could not even be run counts as one that failed. */
function counted() {
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}
