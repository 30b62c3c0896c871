/**
 * The console and the portal: their client, generated from the API's own document, and their build. Neither is kept in the repository; each
 * carries a stamp of what it was made from. Uses nothing but Node's own modules and the programs it starts.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(here), '..');
const SCHEMA = 'web/api/schema.d.ts';
const CLIENT_STAMP = 'web/api/.made-from';
const BUILD_STAMP = 'web/dist/.made-from';
/** What the generated client depends on, and what the build does. */
const OF_CLIENT = ['api', 'casebook', 'config', 'domain', 'intake', 'tools/openapi.ts', 'package-lock.json'];
const OF_BUILD = ['web', 'package-lock.json'];
const NOT_SOURCE = new Set([SCHEMA, CLIENT_STAMP]);

/** Generates the typed client from the OpenAPI document unless it was made from these very sources. */
export async function generateWebClient() {
  const stamp = stampOf(OF_CLIENT);
  if (existsSync(path.join(root, SCHEMA)) && read(CLIENT_STAMP) === stamp) return;
  console.log('Generating the client of the API …');
  const document = await node(['--import', 'tsx', 'tools/openapi.ts']);
  const types = await node(['node_modules/openapi-typescript/bin/cli.js'], document);
  writeFileSync(path.join(root, SCHEMA), types);
  writeFileSync(path.join(root, CLIENT_STAMP), stamp);
}

/** Builds the pages into web/dist unless they are there already. @returns whether it had to */
export async function buildWeb() {
  const stamp = stampOf(OF_BUILD);
  if (read(BUILD_STAMP) === stamp) return false;
  await node(['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']);
  writeFileSync(path.join(root, BUILD_STAMP), stamp);
  return true;
}

/** One hash over the names and contents of all files in these places, in one order on every machine. */
function stampOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesIn))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** The files in a place, by their paths from the root with forward slashes. */
function filesIn(place) {
  if (!statSync(path.join(root, place)).isDirectory()) return [place];
  return readdirSync(path.join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(root, path.join(entry.parentPath ?? entry.path, entry.name))
        .split(path.sep)
        .join('/'),
    )
    .filter((file) => !file.startsWith('web/dist/') && !NOT_SOURCE.has(file))
    .sort();
}

/** Runs a program with this Node to its end. @returns what it printed @throws when it failed, with what it said */
function node(args, input = '') {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${args.join(' ')} failed:\n${stdout.slice(0, 2_000)}${stderr}`));
      else resolve(stdout);
    });
    child.stdin.end(input);
  });
}

const read = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '');

if (process.argv[1] === here) {
  if (process.argv[2] === 'client') await generateWebClient();
  else console.log((await buildWeb()) ? 'The pages were built into web/dist.' : 'The pages in web/dist are up to date.');
}
