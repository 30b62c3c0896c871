import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '../../config/env.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { firstUsers } from '../../stack/first-users.ts';
import { embeddedKeys } from '../../stack/keys.ts';
import { stopParts } from '../../stack/parts.ts';
import { nextFreePort } from '../../stack/ports.ts';
import { openEmbeddedDatabase } from '../../stack/postgres/database.ts';
import { startPostgres } from '../../stack/postgres/server.ts';
import { identify, isRunning, ProcessFolder } from '../../stack/process-id.ts';
import { apiService, workerService } from '../../stack/product.ts';
import type { Surroundings } from '../../stack/service.ts';
import { findProgram } from '../../stack/temporal/find.ts';
import { TEMPORAL } from '../../stack/temporal/programs.ts';
import { startTemporal } from '../../stack/temporal/server.ts';
import { Closers } from '../harness/closers.ts';
import { type Line, severable } from '../notification/severable.ts';
import { type Smtp, startSmtp } from '../notification/smtp.ts';
import { type EvidenceDisk, evidenceDisk } from './disk.ts';
import { childrenOf } from './processes.ts';

export const PASSWORD = 'chaos-password-1';
export type PartOfRig = 'api' | 'worker' | 'temporal' | 'postgres';

/** The whole product as its own processes, which are started again when they die, and the means to hurt them. */
export interface Rig {
  url: string;
  /** Straight to the database, past everything that is hurt. */
  pool: pg.Pool;
  databaseUrl: string;
  temporalAddress: string;
  keys: string;
  /** Where data and logs of all parts lie. */
  folder: string;
  /** Between the workers and the database. */
  line: Line;
  /** Where evidence and documents lie; nothing where no disk of its own could be had. */
  disk: EvidenceDisk | undefined;
  mail: Smtp;
  /** Sends a signal to every process of a part. */
  signal(part: PartOfRig, signal: NodeJS.Signals): void;
  /** Puts what the processes wrote where it is not removed, and says where. */
  keepLogs(): string;
  close(): Promise<void>;
}

export interface RigOptions {
  workers: number;
  /** Whether people have addresses, so that they get mail beside what is in their inbox. */
  byMail: boolean;
  say(text: string): void;
}

/** Starts everything in a new folder. */
export async function startRig(options: RigOptions): Promise<Rig> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-chaos-'));
  const closers = new Closers();
  try {
    return await rigIn(folder, options, closers);
  } catch (error) {
    await closers.run().catch(() => undefined);
    throw error;
  }
}

async function rigIn(folder: string, { workers, byMail, say }: RigOptions, closers: Closers): Promise<Rig> {
  const stopping = new AbortController();
  const folders = ['run', ...Array.from({ length: workers - 1 }, (_, i) => `run-${i + 2}`)].map(
    (name) => new ProcessFolder(path.join(folder, name)),
  );
  const around = (i = 0): Surroundings => ({
    processes: folders[i] as ProcessFolder,
    say,
    stopping: stopping.signal,
    longestPauseMs: 1_000,
  });
  closers.add(async () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'files'), { recursive: true });
  const disk = evidenceDisk(path.join(folder, 'files'));
  closers.add(async () => disk?.remove());
  closers.add(async () => {
    stopping.abort();
    for (const processes of folders) await stopParts(processes);
  });
  const config = readConfig({ ...process.env, ANLAO_DATA_DIR: folder, PORT: String(await nextFreePort(4_100)) });
  const databaseUrl = await database(config, around(), byMail);
  const line = await severable(databaseUrl);
  closers.add(() => line.close());
  const mail = await startSmtp();
  closers.add(() => mail.close());
  const temporal = await temporalFor(config, around());
  const keys = embeddedKeys(folder, () => undefined);
  const env = surroundingsOf(config, { databaseUrl, temporalAddress: temporal.address, keys, smtpUrl: mail.url });
  const working = { ...env, DATABASE_URL: line.url };
  await Promise.all([
    apiService(config, env, around()).start(),
    ...folders.map((_, i) => {
      const logsOf = i === 0 ? folder : path.join(folder, `worker-${i + 1}`);
      return workerService({ ...config, dataDir: logsOf }, working, around(i), { waits: true }).start();
    }),
  ]);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => undefined);
  closers.add(() => pool.end());
  const addresses = { url: `http://127.0.0.1:${config.port}`, databaseUrl, temporalAddress: temporal.address };
  return {
    ...addresses,
    keys,
    folder,
    pool,
    line,
    disk,
    mail,
    signal: (part, signal) => signalTo(folders, part, signal),
    keepLogs: () => keepLogs(folder),
    close: () => closers.run(),
  };
}

/** The database with its people. */
async function database(config: Config, around: Surroundings, byMail: boolean): Promise<string> {
  const logFile = path.join(config.dataDir, 'logs', 'postgres.log');
  const url = await openEmbeddedDatabase(await startPostgres({ folder: config.dataDir, logFile, ...around }));
  await migrate(url);
  await seedFirstStart({ databaseUrl: url });
  await firstUsers(url, PASSWORD);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (byMail) await client.query(`UPDATE "user" SET notify_email = username || '@chaos.example'`);
  await client.end();
  return url;
}

async function temporalFor({ temporalCliPath, cacheDir, dataDir, temporalNamespace: namespace }: Config, around: Surroundings) {
  const program = await findProgram(TEMPORAL, { explicit: temporalCliPath, cacheFolder: cacheDir, say: around.say });
  const logFile = path.join(dataDir, 'logs', 'temporal.log');
  return startTemporal({ program, namespace, databaseFile: path.join(dataDir, 'temporal.db'), logFile, ...around });
}

function surroundingsOf(
  { port, dataDir, temporalNamespace }: Config,
  at: { databaseUrl: string; temporalAddress: string; keys: string; smtpUrl: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TZ: 'UTC',
    PORT: String(port),
    DATABASE_URL: at.databaseUrl,
    TEMPORAL_ADDRESS: at.temporalAddress,
    TEMPORAL_NAMESPACE: temporalNamespace,
    ANLAO_DATA_DIR: dataDir,
    ANLAO_KEYS: at.keys,
    SMTP_URL: at.smtpUrl,
  };
}

/** A kill reaches one process of each service, as the machine's own killer would; a stop also those that it started. */
function signalTo(folders: ProcessFolder[], part: PartOfRig, signal: NodeJS.Signals): void {
  for (const processes of folders) {
    const running = processes.running(part);
    if (!running) continue;
    const send = (pid: number, what: NodeJS.Signals) => isRunning(identify(pid)) && process.kill(pid, what);
    const children = childrenOf(running.pid);
    // what a killed process had started ends by itself, unless it is frozen
    for (const pid of children) send(pid, signal === 'SIGKILL' ? 'SIGCONT' : signal);
    send(running.pid, signal);
  }
}

/** Copies what the processes wrote aside, so that it outlives the folder; answers where to. */
function keepLogs(folder: string): string {
  const aside = mkdtempSync(path.join(os.tmpdir(), 'anlao-logs-'));
  for (const name of readdirSync(folder).filter((entry) => /^(logs|worker-)/.test(entry)))
    cpSync(path.join(folder, name), path.join(aside, name), { recursive: true });
  return aside;
}
