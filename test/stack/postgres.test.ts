import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openEmbeddedDatabase } from '../../stack/postgres/database.ts';
import { startPostgres } from '../../stack/postgres/server.ts';
import { ProcessFolder, terminate } from '../../stack/process-id.ts';
import type { Surroundings } from '../../stack/service.ts';

let folder: string;
let around: Surroundings;
const said: string[] = [];
const stopping = new AbortController();
const start = () => startPostgres({ folder, logFile: path.join(folder, 'log'), settings: { fsync: 'off' }, ...around });
const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(text).finally(() => client.end());
};

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-postgres-'));
  around = { processes: new ProcessFolder(path.join(folder, 'run')), say: (text) => said.push(text), stopping: stopping.signal };
});
afterAll(async () => {
  stopping.abort();
  const left = around.processes.running('postgres');
  if (left !== undefined) await terminate(left, { signal: 'SIGINT' });
  rmSync(folder, { recursive: true });
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, and takes its old port', async () => {
    const first = await start();
    const url = await openEmbeddedDatabase(first);
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.service.stop();
    const second = await start();
    expect(await openEmbeddedDatabase(second)).toBe(url);
    expect((await query(url, 'SELECT one FROM kept')).rows).toEqual([{ one: 1 }]);
  });

  it('is replaced when a killed run left it behind', async () => {
    const orphan = around.processes.running('postgres');
    around.processes.forget('postgres');
    const { service, adminUrl } = await start();
    expect(around.processes.running('postgres')?.pid).not.toBe(orphan?.pid);
    expect((await query(adminUrl('anlao'), 'SELECT one FROM kept')).rowCount).toBe(1);
    await service.stop();
    expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('comes back by itself after a crash, with what was committed', async () => {
    const { adminUrl } = await start();
    const crashed = around.processes.running('postgres');
    if (crashed !== undefined) process.kill(crashed.pid, 'SIGKILL');
    while (!said.includes('postgres is running again.')) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await query(adminUrl('anlao'), 'SELECT one FROM kept')).rowCount).toBe(1);
  });

  it('finds Chinese names by a part of them', async () => {
    const { adminUrl, service } = await start();
    await query(adminUrl('anlao'), 'CREATE EXTENSION pg_trgm');
    const { rows } = await query(adminUrl('anlao'), `SELECT similarity('丘北县锦屏镇敬老院', '锦屏镇敬老院') AS like`);
    expect(rows[0].like).toBeGreaterThan(0.3);
    await service.stop();
  });
});
