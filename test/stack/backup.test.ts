import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { rebuildAll } from '../../casebook/relay/rebuild.ts';
import { runningWorkflows, stateOf } from '../../casebook/relay/workflows.ts';
import { dayOf } from '../../domain/days.ts';
import { backup } from '../../stack/backup/backup.ts';
import { contentFile, tableFile } from '../../stack/backup/manifest.ts';
import { restore } from '../../stack/backup/restore.ts';
import { lead, momentsOn } from '../builders/lives.ts';
import { type FreshDatabase, freshDatabase } from '../harness/database.ts';
import { aDesk, atADesk, type Desk, eventually } from '../harness/desk.ts';
import { devServer } from '../harness/temporal.ts';

const TABLES = [
  'case_file',
  'case_event',
  'case_deadline',
  'case_document',
  'case_effect',
  'notification',
  'user',
  'calendar_day',
  'division',
];

describe('backup and restore', () => {
  let desk: Desk;
  let folder: string;
  const open: string[] = [];
  beforeAll(async () => {
    desk = await aDesk({ server: devServer });
    folder = await mkdtemp(path.join(os.tmpdir(), 'anlao-backup-'));
    await desk.pool.query(`DELETE FROM division WHERE code NOT LIKE '5326%'`); // one prefecture comes back as the country does
    const moments = momentsOn(dayOf(Date.now()));
    const follow = async (some: typeof moments) => {
      for (const moment of some) open.push(await lead(desk, moment));
      await desk.followed(...open);
    };
    await follow([...moments.splice(0, 1), ...moments.splice(-2)]);
    await desk.print(); // what the other cases bring about waits to be printed
    await follow(moments);
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true });
  });

  const query = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const digests = (url: string) =>
    Promise.all(TABLES.map((t) => query(url, `SELECT '${t}' AS t, md5(string_agg(x::text, '|' ORDER BY x::text)) AS all FROM "${t}" x`)));
  const aBackup = async (name: string) => {
    const to = path.join(folder, name);
    return { to, manifest: await backup(to, { databaseUrl: desk.databaseUrl, filesDir: desk.files }) };
  };
  const restored = async (from: string, filesDir = path.join(folder, 'restored')): Promise<FreshDatabase> => {
    const database = await freshDatabase({ empty: true });
    await restore(from, { databaseUrl: database.url, filesDir });
    return database;
  };

  it('brings back every row, number and file, and the log stays append-only', async () => {
    const { to, manifest } = await aBackup('whole');
    expect(manifest.files.length).toBeGreaterThan(3);
    const database = await restored(to);
    expect(await digests(database.url)).toEqual(await digests(desk.databaseUrl));
    expect(await query(database.url, 'SELECT last_value FROM case_number')).toEqual(
      await query(desk.databaseUrl, 'SELECT last_value FROM case_number'),
    );
    for (const { sha256 } of manifest.files) await readFile(contentFile(path.join(folder, 'restored'), sha256));
    await expect(query(database.url, `UPDATE case_event SET name = 'x'`)).rejects.toThrow('not changed or removed');
    await database.drop();
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    let going = true;
    const busy = (async () => {
      for (let n = 0; going; n++)
        await desk.act(open[n % open.length] ?? '', 'supervisor', 'escalate', { reason: `第 ${n} 次` }).catch(() => undefined);
    })();
    const { to } = await aBackup('busy');
    going = false;
    await busy;
    const database = await restored(to);
    const [gaps] = await query(
      database.url,
      `SELECT count(*)::int AS n FROM case_file c WHERE version <> (SELECT max(seq) FROM case_event e WHERE e.case_no = c.case_no)
         OR head <> (SELECT hash FROM case_event e WHERE e.case_no = c.case_no AND e.seq = c.version)`,
    );
    expect(gaps).toEqual({ n: 0 });
    await database.drop();
  });

  it('refuses a folder in use, a database with cases, one that others work on, and a backup that is damaged or not whole', async () => {
    await expect(aBackup('whole')).rejects.toThrow('not empty');
    const { to } = await aBackup('damaged');
    await expect(restore(to, { databaseUrl: desk.databaseUrl, filesDir: folder })).rejects.toThrow('in use');
    const database = await restored(to);
    await expect(restore(to, { databaseUrl: database.url, filesDir: folder })).rejects.toThrow('case_file');
    await restore(to, { databaseUrl: database.url, filesDir: path.join(folder, 'restored'), force: true });
    expect(await digests(database.url)).toEqual(await digests(desk.databaseUrl));
    await database.drop();
    await writeFile(tableFile(to, 'case_event'), 'nonsense');
    await expect(restored(to)).rejects.toThrow('damaged');
    await rm(path.join(to, 'manifest.json'));
    await expect(restored(to)).rejects.toThrow('no whole backup');
    expect(await readdir(to)).toContain('tables');
  });

  /** Whether a timer of the workflow rings at that time, read off its history; a busy machine sets it a little late. */
  const rings = async ({ client }: TestWorkflowEnvironment, caseNo: string, at: Date): Promise<boolean> => {
    const { events } = await client.workflow.getHandle(caseNo).fetchHistory();
    const timers = (events ?? []).flatMap((e) =>
      e.timerStartedEventAttributes ? [{ ...e.timerStartedEventAttributes, set: e.eventTime }] : [],
    );
    const times = timers.map(
      ({ set, startToFireTimeout }) => (Number(set?.seconds ?? 0) + Number(startToFireTimeout?.seconds ?? 0)) * 1_000,
    );
    return times.some((time) => Math.abs(time - at.getTime()) < 10 * 60_000);
  };

  /** Every open case runs at the stage of the log, and its next rung is set. */
  const expectAlive = async (on: Desk) => {
    const { rows } = await on.pool.query<{ case_no: string; at: Date }>(
      `SELECT case_no, next_rung_at AS at FROM case_file WHERE status = 'open'`,
    );
    await on.followed(...rows.map((r) => r.case_no));
    for (const { case_no, at } of rows) {
      expect((await stateOf(on.env.client, case_no)).status).toBe('RUNNING');
      if (at.getTime() > Date.now()) await eventually(() => rings(on.env, case_no, at), `the timer of ${case_no}`);
    }
    return rows.length;
  };
  const counts = (on: Desk) =>
    query(
      on.databaseUrl,
      `SELECT (SELECT count(*) FROM notification)::int AS messages, (SELECT count(*) FROM case_document)::int AS documents`,
    );

  it('after which Temporal that lost everything comes back to every stage and timer', async () => {
    const { to } = await aBackup('lost');
    const before = await counts(desk);
    await atADesk({ server: devServer, database: await restored(to) }, async (on) => {
      const { rebuilt, of } = await rebuildAll({ pool: on.pool, client: on.env.client });
      expect(rebuilt).toBe(of);
      expect(await expectAlive(on)).toBe(of);
      expect(await counts(on)).toEqual(before);
    });
  });

  it('after which Temporal that knows more than the database forgets it', async () => {
    const { to } = await aBackup('newer');
    const [caseNo = ''] = open;
    const later = await desk.open('complaint', { channel: 'hotline', category: 'fees', content: '乱收费', anonymous: true });
    await desk.act(caseNo, 'supervisor', 'withdraw', { reason: '误立' });
    await desk.followed(later, caseNo);
    await eventually(async () => (await runningWorkflows(desk.env.client)).has(later), `the list of workflows to know of ${later}`);
    await desk.stopRelay();
    await desk.stopWork();
    await atADesk({ on: desk.env, database: await restored(to) }, async (on) => {
      const { ended } = await rebuildAll({ pool: on.pool, client: on.env.client });
      expect(ended).toBe(1);
      expect((await stateOf(on.env.client, later)).status).toBe('TERMINATED');
      await expectAlive(on);
      const file = await on.act(caseNo, 'supervisor', 'assign', { to: 'caseworker' });
      await on.followed(caseNo);
      expect(file.stage).not.toBe('closed');
    });
  });

  it('after which Temporal that knows less than the database catches up', async () => {
    await desk.stopRelay();
    await desk.stopWork();
    const acted = await desk.open('rectification', {
      source: 'inspection',
      items: [{ description: '电梯未年检', kind: 'specialEquipment', severity: 'major' }],
    });
    await desk.act(acted, 'caseworker', 'issueNotice', {});
    for (const caseNo of open.slice(1))
      await desk
        .act(caseNo, 'supervisor', 'suspendClock', { ground: 'appraisal', reason: '鉴定', effectiveOn: dayOf(Date.now()) })
        .catch(() => undefined);
    await desk.pool.query('DELETE FROM outbox');
    const { to } = await aBackup('older');
    await atADesk({ on: desk.env, database: await restored(to) }, async (on) => {
      await rebuildAll({ pool: on.pool, client: on.env.client });
      await expectAlive(on);
      const { rows } = await on.pool.query('SELECT kind FROM case_document WHERE case_no = $1 ORDER BY kind', [acted]);
      expect(rows).toEqual([{ kind: 'rectificationNotice' }, { kind: 'rectificationOrder' }, { kind: 'supervisionRecord' }]);
    });
  });
});
