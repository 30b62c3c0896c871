/**
 * `npm test`: installs what is missing, runs every test, and says last how many passed and failed. Arguments go to jest.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { openRunFolder, removeRunFolder } from './run-folder.mjs';

prepare();
const root = path.resolve(import.meta.dirname, '..');
const folder = await openRunFolder();
const results = path.join(folder, 'results.json');
let child;
process.on('SIGINT', () => {}); // Ctrl-C reaches the child by itself
process.on('SIGTERM', () => child?.kill('SIGTERM'));

const args = process.argv.slice(2);
const { passed, failed, skipped } = await jest();
await removeRunFolder(folder);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

async function jest() {
  const register = pathToFileURL(path.join(root, 'test', 'harness', 'runner', 'register.mjs')).href;
  const NODE_OPTIONS = [process.env.NODE_OPTIONS, `--import ${register}`].filter(Boolean).join(' ');
  const bin = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const status = await run([bin, '--json', `--outputFile=${results}`, ...args], { NODE_OPTIONS });
  return honest(existsSync(results) ? countedByJest() : undefined, status);
}

/** Runs Node with its output shown. */
function run(nodeArgs, env) {
  child = spawn(process.execPath, nodeArgs, {
    cwd: root,
    env: { ...process.env, TZ: 'UTC', TMPDIR: folder, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.once('close', (status) => resolve(status)));
}

/** A file that could not even be run counts as one that failed. */
function countedByJest() {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}

/** A run that ended badly has failed, whatever it counted. */
function honest(counted = { passed: 0, failed: 1, skipped: 0 }, status) {
  return status === 0 || counted.failed > 0 ? counted : { ...counted, passed: Math.max(0, counted.passed - 1), failed: 1 };
}
