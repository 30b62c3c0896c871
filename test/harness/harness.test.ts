import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import pg from 'pg';
import { freshDatabase } from './database.ts';
import { devServer, timeSkipping, workflowCode } from './temporal.ts';

const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
};

/** As the runner's processes begin: they ask for their settings and wait for them. */
const ASKS = `process.once('message', function listen(message) {
  if (message !== 'begin') process.once('message', listen);
  else {
    process.on('message', ({ type }) => process.exit(type === 'jest-light-runner-worker-data' ? 0 : 1));
    process.send('jest-light-runner-get-worker-data');
  }
});`;

describe('the test harness', () => {
  it('lets no process wait for ever that was told its settings before it asked for them', async () => {
    const register = new URL('./runner/register.mjs', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', register, '--eval', ASKS], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.send({ type: 'jest-light-runner-worker-data' });
    child.send('begin');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });

  it('gives every test a database of its own, migrated and seeded', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await query(one.url, `DELETE FROM division WHERE code <> '532626'`);
    expect(await query(one.url, 'SELECT code, path::text, level FROM division')).toEqual([
      { code: '532626', path: '530000.532600.532626', level: 'county' },
    ]);
    expect(Number((await query(other.url, 'SELECT count(*) FROM division'))[0].count)).toBeGreaterThan(40_000);
    await Promise.all([one.drop(), other.drop()]);
  });

  it.each([
    ['time-skipping', timeSkipping],
    ['real', devServer],
  ])('starts a %s Temporal server', async (_, start) => {
    const environment = await start();
    const worker = await Worker.create({ connection: environment.nativeConnection, taskQueue: 'q', workflowBundle: workflowCode() });
    await worker.runUntil(async () => expect(await environment.currentTimeMs()).toBeGreaterThan(0));
    await environment.teardown();
  });
});
