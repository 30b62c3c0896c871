/**
 * `npm test`: installs what is missing, runs every test, and says last how many passed and failed. With arguments only jest runs, which takes them.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { openRunFolder, removeRunFolder } from './run-folder.mjs';

prepare();
const root = path.resolve(import.meta.dirname, '..');
const folder = await openRunFolder();
const results = path.join(folder, 'results.json');
let child;
process.on('SIGINT', () => {}); // Ctrl-C reaches the child by itself
process.on('SIGTERM', () => child?.kill('SIGTERM'));

/** What follows the tests of jest: programs that try the whole product from outside, and may say last how many passed and failed. */
const PROGRAMS = [['test/fuzz/main.ts'], ['test/chaos/main.ts', '--short']];
const args = process.argv.slice(2);
const totals = [await jest()];
if (args.length === 0) for (const command of PROGRAMS) totals.push(await program(command));
await removeRunFolder(folder);
const sum = (what) => totals.reduce((all, each) => all + each[what], 0);
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') === 0 ? 0 : 1);

async function jest() {
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const NODE_OPTIONS = [process.env.NODE_OPTIONS, ...options].filter(Boolean).join(' ');
  const bin = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = await run([bin, '--json', `--outputFile=${results}`, ...args], { NODE_OPTIONS });
  return honest(existsSync(results) ? countedByJest() : undefined, status);
}

async function program(command) {
  console.log(`\n— ${command.join(' ')}`);
  const { status, output } = await run(['--import', 'tsx', ...command]);
  const [, passed, failed, skipped = 0] = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output) ?? [];
  // one that counts nothing is one test
  return honest(
    passed ? { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) } : { passed: 1, failed: 0, skipped: 0 },
    status,
  );
}

/** Runs Node with its output shown, and kept. */
function run(nodeArgs, env = {}) {
  child = spawn(process.execPath, nodeArgs, {
    cwd: root,
    env: { ...process.env, TZ: 'UTC', TMPDIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    process.stdout.write(text);
    output = (output + text).slice(-2_000);
  });
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
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
