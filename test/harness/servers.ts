import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '../../config/env.ts';
import { root } from '../../config/root.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { firstUsers } from '../../stack/first-users.ts';
import { openEmbeddedDatabase } from '../../stack/postgres/database.ts';
import { startPostgres } from '../../stack/postgres/server.ts';
import { identify, isRunning, ProcessFolder, type ProcessId, terminate } from '../../stack/process-id.ts';
import { findProgram } from '../../stack/temporal/find.ts';
import { type Program, TEMPORAL, TEST_SERVER } from '../../stack/temporal/programs.ts';
import { workflowBundle } from '../../worker/bundle.ts';

/** What the test files are told about the servers, through the environment. */
export interface TestServers {
  folder: string;
  /** The superuser's address of the server. */
  adminUrl: string;
  /** The owner's address of the database that every fresh one is copied from. */
  templateUrl: string;
  /** The same of one in which the people of an office are. */
  officeUrl: string;
  /** Paths of Temporal's programs; why not, where one could not be had. */
  programs: Record<Program['name'], { path?: string; problem?: string }>;
  bundle?: string;
}

/** The password of everybody in an office. */
export const PASSWORD = 'office-password-1';
const VARIABLE = 'ANLAO_TEST_SERVERS';
const PREFIX = 'anlao-test-';
let stop: (() => Promise<void>) | undefined;

/** The servers that the run started; for test files. */
export function testServers(): TestServers {
  const told = process.env[VARIABLE];
  if (told === undefined) throw new Error('The test servers do not run: tests need the globalSetup of jest.config.mjs');
  return JSON.parse(told);
}

/** Starts PostgreSQL in a folder of its own with a migrated and seeded template, and gets Temporal's programs and the workflow bundle ready. */
export async function startServers(): Promise<void> {
  await removeAbandoned();
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  writeFileSync(path.join(folder, 'owner.json'), JSON.stringify(identify(process.pid)));
  const processes = new ProcessFolder(path.join(folder, 'run'));
  const stopping = new AbortController();
  stop = () => {
    stopping.abort();
    return remove(folder);
  };
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startPostgres({
    folder,
    processes,
    logFile: path.join(folder, 'postgres.log'),
    say: console.log,
    stopping: stopping.signal,
    settings,
  });
  const adminUrl = server.adminUrl('postgres');
  const [templates, temporal, testServer, bundle] = await Promise.all([
    templatesIn(await openEmbeddedDatabase(server), adminUrl),
    found(TEMPORAL),
    found(TEST_SERVER),
    existsSync(path.join(root, 'workflows', 'index.ts')) ? workflowBundle() : undefined,
  ]);
  const programs = { temporal, 'temporal-test-server': testServer };
  const told: TestServers = { folder, adminUrl, ...templates, programs, bundle: bundle?.codePath };
  process.env[VARIABLE] = JSON.stringify(told);
}

/** Stops everything that the run started and removes its folder. */
export const stopServers = async (): Promise<void> => stop?.();

async function templatesIn(templateUrl: string, adminUrl: string): Promise<Pick<TestServers, 'templateUrl' | 'officeUrl'>> {
  await migrate(templateUrl);
  await seedFirstStart({ databaseUrl: templateUrl });
  await query(templateUrl, 'ANALYZE division');
  const { pathname, username } = new URL(templateUrl);
  await query(adminUrl, `CREATE DATABASE "office" TEMPLATE "${pathname.slice(1)}" OWNER "${username}" STRATEGY FILE_COPY`);
  const officeUrl = Object.assign(new URL(templateUrl), { pathname: 'office' }).href;
  await firstUsers(officeUrl, PASSWORD);
  return { templateUrl, officeUrl };
}

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function found(program: Program): Promise<{ path?: string; problem?: string }> {
  const { temporalCliPath, temporalTestServerPath, cacheDir } = readConfig(process.env);
  const explicit = program.name === 'temporal' ? temporalCliPath : temporalTestServerPath;
  return findProgram(program, { explicit, cacheFolder: cacheDir }).then(
    (file) => ({ path: file }),
    (error) => ({ problem: error.message }),
  );
}

/** Removes what test runs left that were killed. */
export async function removeAbandoned(within = os.tmpdir()): Promise<void> {
  for (const name of readdirSync(within).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(within, name);
    const owner = path.join(folder, 'owner.json');
    if (!existsSync(owner)) continue;
    const id: ProcessId = JSON.parse(readFileSync(owner, 'utf8'));
    if (!isRunning(id)) await remove(folder);
  }
}

async function remove(folder: string): Promise<void> {
  const processes = new ProcessFolder(path.join(folder, 'run'));
  for (const id of processes.all()) await terminate(id, { signal: 'SIGINT' });
  rmSync(folder, { recursive: true, force: true });
}
