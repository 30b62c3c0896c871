/**
 * `npm test`: installs what is missing, runs every test, then besieges the door, breaks whatever can break and walks through the pages, each for
 * a short while, and says last how many passed and failed. Arguments go to jest, and then only jest is run.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { openRunFolder, removeRunFolder } from './run-folder.mjs';

/**
 * What is tried on whole products, each with servers of its own, after jest; each says how many passed and failed, or just ends well or not. What
 * stands on one line runs at the same time. Two products never start together: they would look for free ports at the same moment.
 */
const WHOLE = [
  [
    ['The door, in short', 'test/fuzz/main.ts', '--short'],
    ['Faults, in short', 'test/chaos/main.ts', '--short'],
  ],
  [['Journeys in a browser', 'test/e2e/main.ts', '--short']],
];

prepare();
const root = path.resolve(import.meta.dirname, '..');
const folder = await openRunFolder();
const results = path.join(folder, 'results.json');
const children = new Set();
let isBrokenOff = false;
process.on('SIGINT', () => {
  isBrokenOff = true; // Ctrl-C reaches the children by itself
});
process.on('SIGTERM', () => {
  isBrokenOff = true;
  for (const child of children) child.kill('SIGTERM');
});

const args = process.argv.slice(2);
const counts = [await jest()];
if (args.length === 0) for (const together of WHOLE) if (!isBrokenOff) counts.push(...(await Promise.all(together.map(whole))));
await removeRunFolder(folder);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((what) => counts.reduce((sum, count) => sum + count[what], 0));
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

async function jest() {
  const register = pathToFileURL(path.join(root, 'test', 'harness', 'runner', 'register.mjs')).href;
  const NODE_OPTIONS = [process.env.NODE_OPTIONS, `--import ${register}`].filter(Boolean).join(' ');
  const bin = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = await run([bin, '--json', `--outputFile=${results}`, ...args], { env: { NODE_OPTIONS } });
  return honest(existsSync(results) ? countedByJest() : undefined, status);
}

/** What one of several at the same time says is shown when it is over. */
async function whole([title, ...program], _place, { length: atOnce }) {
  console.log(`\n${title}${atOnce > 1 ? ' begins' : ''}`);
  const { status, said } = await run(['--import', 'tsx', ...program], { stdout: 'pipe', shown: atOnce === 1 });
  if (atOnce > 1) console.log(`\n${title}\n${said}`);
  const counted = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/m.exec(said)?.slice(1);
  if (!counted) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const [passed, failed, skipped = 0] = counted.map((number) => Number(number ?? 0));
  return honest({ passed, failed, skipped }, status);
}

/** Runs Node, with its output shown as it comes unless told otherwise; answers how it ended and, where it was listened to, what it said. */
function run(nodeArgs, { env = {}, stdout = 'inherit', shown = true }) {
  const child = spawn(process.execPath, nodeArgs, {
    cwd: root,
    env: { ...process.env, TZ: 'UTC', TMPDIR: folder, ...env },
    stdio: ['ignore', stdout, 'inherit'],
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said += text;
    if (shown) process.stdout.write(text);
  });
  children.add(child);
  return new Promise((resolve) =>
    child.once('close', (status) => {
      children.delete(child);
      resolve({ status, said });
    }),
  );
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
