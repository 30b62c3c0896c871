import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../config/root.ts';
import { nextFreePort } from '../../stack/ports.ts';

export const PASSWORD = 'e2e-password-1';
/** From here upwards the first free port is taken. */
const FIRST_PORT = 4790;
const START_MS = 300_000;
const STOP_MS = 60_000;
const WARNING = /"level":[456]0/;

/** The product as `npm start` makes it, on free ports and in a folder of its own. */
export interface Product {
  url: string;
  dataDir: string;
  /** What its API warned of. */
  warnings(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts everything and waits until it can be used. @throws when it ends before that, with what it said */
export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anlao-e2e-'));
  const port = await nextFreePort(FIRST_PORT);
  const env = { ...process.env, PORT: String(port), ANLAO_DATA_DIR: dataDir, ANLAO_DEMO_PASSWORD: PASSWORD, NODE_ENV: 'production' };
  const child = spawn(process.execPath, ['stack/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async () => {
    await ended(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await saysReady(child);
    const log = path.join(dataDir, 'logs', 'api.log');
    const warnings = async () => (await readFile(log, 'utf8')).split('\n').filter((line) => WARNING.test(line));
    return { url: `http://localhost:${port}`, dataDir, warnings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('is ready after')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => reject(new Error(`the product ended before it was ready:\n${said}`)));
    setTimeout(() => reject(new Error(`the product was not ready in ${START_MS / 1_000} s:\n${said}`)), START_MS).unref();
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(late);
}
