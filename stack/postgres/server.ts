import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StartFailure } from '../failure.ts';
import { freeLoopbackPort } from '../ports.ts';
import { Service, type Surroundings } from '../service.ts';
import { findInstallation, type Installation } from './installation.ts';
import { stopLeftover } from './leftover.ts';

interface Options extends Surroundings {
  /** Everything of this server lies here: `postgres/` with the data, `postgres.json` with port and password. */
  folder: string;
  logFile: string;
  settings?: Record<string, string>;
}

interface Remembered {
  port?: number;
  password: string;
}

/** A running embedded PostgreSQL. */
export interface PostgresServer {
  service: Service;
  /** The address of a database on it, as its superuser. */
  adminUrl(database: string): string;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_checkpoints: 'off',
};

/** Starts PostgreSQL on that folder, creating its cluster the first time, on loopback and a free port (the last one, if it is still free). */
export async function startPostgres({ folder, logFile, settings = {}, ...around }: Options): Promise<PostgresServer> {
  const installation = findInstallation();
  const data = path.join(folder, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const remembered = recall(folder);
  if (!existsSync(path.join(data, 'PG_VERSION'))) createCluster(installation, data, remembered.password);
  await stopLeftover(data);
  const port = await freeLoopbackPort(remembered.port);
  remember(folder, { ...remembered, port });
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const service = new Service(
    {
      name: 'postgres',
      command: installation.postgres,
      args: ['-D', placeOf(data, installation), '-p', String(port), ...flags],
      cwd: data,
      env: environment(),
      runAs: installation.runAs,
      logFile,
      isReady: (output) => output.includes('database system is ready to accept connections'),
    },
    around,
  );
  await service.start();
  return { service, adminUrl: (database) => `postgresql://postgres:${remembered.password}@127.0.0.1:${port}/${database}` };
}

/** Creates the cluster aside and moves it into place, so that one cut short is not taken for a whole one. */
function createCluster(installation: Installation, data: string, password: string): void {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const aside = mkdtempSync(path.join(tmpdir(), 'anlao-'));
  const passwordFile = path.join(aside, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { runAs } = installation;
  if (runAs !== undefined) for (const owned of [unfinished, aside, passwordFile]) chownSync(owned, runAs.uid, runAs.gid);
  const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', ...LOCALE];
  const args = ['-D', placeOf(unfinished, installation), ...flags, '--no-instructions'];
  const options = { ...runAs, cwd: unfinished, env: environment(), encoding: 'utf8' } as const;
  const initdb = (letters: string) => spawnSync(installation.initdb, [...args, `--lc-ctype=${letters}`], options);
  let run = initdb('C.UTF-8');
  if (run.status !== 0) run = initdb('en_US.UTF-8'); // a machine without C.UTF-8, such as macOS
  rmSync(aside, { recursive: true });
  if (run.status !== 0)
    throw new StartFailure(`The database could not be created: ${run.stderr || run.error?.message}`, `Check that ${data} can be written.`);
  renameSync(unfinished, data);
}

/**
 * How PostgreSQL is told where its data lies. As another user it may not walk there through private folders, but it is put
 * there before it changes the user, and Linux names that place without a walk.
 */
const placeOf = (data: string, { runAs }: Installation) => (runAs !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data);

/** Sorting and case follow PostgreSQL's own Unicode rules; what counts as a letter, for searching Chinese names, is asked of the machine. */
const LOCALE = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' });

function recall(folder: string): Remembered {
  const file = path.join(folder, 'postgres.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const fresh = { password: randomBytes(24).toString('hex') };
  remember(folder, fresh);
  return fresh;
}

function remember(folder: string, remembered: Remembered): void {
  const file = path.join(folder, 'postgres.json');
  writeFileSync(`${file}.new`, JSON.stringify(remembered), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
