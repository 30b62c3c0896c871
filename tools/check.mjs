/** `npm run check`: everything that can be said about the code without running it. Fails on the first word of complaint. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { generateWebClient } from './web.mjs';

prepare();
await generateWebClient();
const root = path.resolve(import.meta.dirname, '..');
const FOLDERS =
  'activities api audit bench casebook cli config domain intake notification prisma stack storage test tools web worker workflows'.split(
    ' ',
  );
const there = (file) => existsSync(path.join(root, file));
const tsx = (file, ...args) => [process.execPath, '--import', 'tsx', file, ...args];

/** What is checked, and with which command; a generator says `--check` when its files are out of step. */
const checks = [
  { title: 'Types', command: ['tsc', '--noEmit', '-p', '.'] },
  { title: 'Types of the web', command: ['tsc', '--noEmit', '-p', 'web'] },
  { title: 'Style and lint', command: ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'] },
  { title: 'Boundaries between folders', command: ['depcruise', '--output-type', 'err', ...FOLDERS.filter(there)] },
  { title: 'Licences', command: [process.execPath, 'tools/licences.mjs'] },
  { title: 'Rules that tests name', command: [process.execPath, 'tools/rules.mjs', '--check'] },
  { title: 'Parts list (SBOM)', command: [process.execPath, 'tools/sbom.mjs', '--check'] },
  { title: 'Nothing unused', command: ['knip', '--no-progress', '--no-config-hints'] },
  {
    title: 'Calendar in step with its source',
    command: tsx('config/generate-calendar.ts', '--check'),
    needs: 'config/generate-calendar.ts',
  },
  { title: 'Schema in step with the migrations', command: tsx('prisma/diff.ts', '--check'), needs: 'prisma/migrations' },
];

const AT_ONCE = 2;
const waiting = checks.filter(({ needs }) => needs === undefined || there(needs));
let failed = 0;
await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
console.log(failed === 0 ? 'All checks passed.' : `${failed} of the checks failed.`);
process.exit(failed === 0 ? 0 : 1);

async function workThrough() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const { succeeded, output, seconds } = await run(check.command);
    console.log(`${succeeded ? '✔' : '✖'} ${check.title} … ${seconds} s`);
    if (succeeded) continue;
    console.log(output);
    failed += 1;
  }
}

/** Runs a command from node_modules, or Node itself. */
function run([name, ...args]) {
  const startedAt = performance.now();
  const command = name === process.execPath ? name : path.join(root, 'node_modules', '.bin', name);
  const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const said of [child.stdout, child.stderr]) said.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      resolve({ succeeded: status === 0, output, seconds });
    });
  });
}
