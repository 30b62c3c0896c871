/**
 * Puts a checkout into running order: the right Node, the locked packages, the generated database client.
 * Uses nothing but Node's own modules, because it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname: a Node that is too old must get as far as being told so.
const here = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(here), '..');
const OLDEST_NODE = [20, 19];

/** Stops with a plain sentence when this Node is too old to run the product. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stop(
    `Anlao needs Node ${oldestMajor}.${oldestMinor} or newer (24 is recommended); this is ${version}. Install a newer one from nodejs.org.`,
  );
}

/** Installs the locked packages unless they are already there. */
export function installPackages() {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const stamp = path.join(root, 'node_modules', '.anlao-lock');
  if (readOrEmpty(stamp) === hashOf(lock)) return;
  if (!isInstalled(lock)) installLocked();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hashOf(lock));
}

/** Generates the Prisma client unless it was made from this very schema by this very version. */
export function generateClient() {
  const schema = readOrEmpty(path.join(root, 'prisma', 'schema.prisma'));
  const prisma = path.join(root, 'node_modules', 'prisma');
  const stamp = path.join(root, 'prisma', 'client', '.anlao-schema');
  const wanted = hashOf(schema + readFileSync(path.join(prisma, 'package.json'), 'utf8'));
  if (readOrEmpty(stamp) === wanted) return;
  console.log('Generating the database client …');
  // The schema engine is not used for generating, but Prisma fetches it unless a file is named.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  const run = spawnSync(process.execPath, [path.join(prisma, 'build', 'index.js'), 'generate', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (run.status !== 0) stop(`The database client could not be generated:\n${run.stdout}${run.stderr}`);
  writeFileSync(stamp, wanted);
}

/** All of the above, in order. */
export function prepare() {
  checkNode();
  installPackages();
  generateClient();
}

/** Whether what npm says it installed is what the lock asks for; packages of other platforms may be absent. */
function isInstalled(lock) {
  const hidden = readOrEmpty(path.join(root, 'node_modules', '.package-lock.json'));
  if (hidden === '') return false;
  const there = JSON.parse(hidden).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([place, wanted]) => place === '' || wanted.optional || there[place]?.version === wanted.version,
  );
}

function installLocked() {
  console.log('Installing packages (a minute or two, once) …');
  const options = ['--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  if (npm(['ci', ...options])) return;
  console.log('npm ci did not succeed; trying npm install with the same lock …');
  if (npm(['install', '--no-save', ...options])) return;
  stop('The packages could not be installed. Check that the package registry can be reached (npm ping), then start again.');
}

/** Runs npm with its output shown; true when it succeeded. */
function npm(args) {
  const script = process.env.npm_execpath;
  const underNpm = script !== undefined && /npm-cli\.[cm]?js$/.test(script);
  const [command, first] = underNpm ? [process.execPath, [script]] : ['npm', []];
  const shell = !underNpm && process.platform === 'win32';
  return spawnSync(command, [...first, ...args], { cwd: root, stdio: 'inherit', shell }).status === 0;
}

function readOrEmpty(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === here) {
  prepare();
  const { generateWebClient } = await import('./web.mjs');
  await generateWebClient();
}
