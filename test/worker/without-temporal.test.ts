import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseActivities } from '../../activities/index.ts';
import { lagOf } from '../../casebook/relay/outbox.ts';
import { Relay } from '../../casebook/relay/relay.ts';
import { freeLoopbackPort } from '../../stack/ports.ts';
import { ProcessFolder } from '../../stack/process-id.ts';
import { Service } from '../../stack/service.ts';
import { isServing } from '../../stack/temporal/health.ts';
import { serverArguments } from '../../stack/temporal/server.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { failureConverterPath, sealedConverter } from '../../worker/codec.ts';
import { every } from '../../worker/every.ts';
import { beat } from '../../worker/heartbeat.ts';
import { keepWorker, lazyClient, TASK_QUEUE } from '../../worker/temporal.ts';
import { Closers } from '../harness/closers.ts';
import { eventually } from '../harness/desk.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { testServers } from '../harness/servers.ts';
import { quiet } from '../harness/temporal.ts';

const complaint = { channel: 'hotline', institution: { id: 'ankang' }, category: 'food', content: '饭菜变质', anonymous: true };
const DAY_MS = 86_400_000;
const BACKLOG = 50_000;

describe('while Temporal is stopped', () => {
  const closers = new Closers();
  let office: Office;
  let temporal: Service;
  let server: () => Service;
  beforeAll(async () => {
    quiet();
    office = await anOffice();
    closers.add(() => office.close());
    const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-away-'));
    closers.add(async () => rmSync(folder, { recursive: true, force: true }));
    const port = await freeLoopbackPort();
    const address = `127.0.0.1:${port}`;
    const settings = { port, databaseFile: path.join(folder, 'temporal.db'), namespace: 'default' };
    const around = {
      processes: new ProcessFolder(path.join(testServers().folder, 'run')),
      say: () => undefined,
      stopping: new AbortController().signal,
    };
    const command = testServers().programs.temporal.path ?? '';
    const args = [...serverArguments(settings), '--headless'];
    const isReady = () => isServing(address);
    server = () => new Service({ name: 'temporal', command, args, logFile: path.join(folder, 'log'), isReady }, around);
    temporal = server();
    await temporal.start();
    closers.add(() => temporal.stop());
    await startWork(address);
  });
  afterAll(() => closers.run());

  /** A worker as the product runs it, but for the loops that this is not about. */
  async function startWork(address: string): Promise<void> {
    const { pool, databaseUrl } = office;
    const target = { address, namespace: 'default', dataConverter: sealedConverter(office.ring) };
    const client = lazyClient(target);
    const code = { activities: caseActivities(office), workflowBundle: await workflowBundle({ failureConverterPath }) };
    const worker = keepWorker(target, code, { onReady: () => undefined, onWaiting: () => undefined });
    const relay = new Relay({ pool, databaseUrl, client, taskQueue: TASK_QUEUE, log: { warn: () => undefined }, pollMs: 100 }).start();
    const heart = every(
      200,
      async () => beat(pool, 'w', { temporal: relay.reachable ? 'ok' : 'away', lag: await lagOf(pool) }),
      () => undefined,
    );
    closers.add(async () => client.connection.close());
    closers.add(() => worker.stop());
    closers.add(() => Promise.all([relay.stop(), heart.stop()]));
  }

  const open = async (more: object = {}) => {
    const answer = await office.as('hotline').post('/v1/complaints', { ...complaint, ...more });
    expect(answer.status).toBe(201);
    return answer.body.caseNo as string;
  };
  const followed = (caseNos: string[]) =>
    eventually(async () => {
      const { rows } = await office.pool.query(
        'SELECT count(*)::int AS n FROM case_file c JOIN case_follow f USING (case_no) WHERE c.case_no = ANY($1) AND f.followed >= c.told AND (c.next_rung_at IS NULL OR c.next_rung_at > now())',
        [caseNos],
      );
      return rows[0].n === caseNos.length;
    }, `${caseNos.length} cases to be followed`);
  const readiness = async () => (await office.anonymous.get('/readyz')).body;

  it('[R-102] [R-118] people go on, it says so, and afterwards every case catches up: each rung once, with the time it was due, in that order', async () => {
    const before = await open();
    await followed([before]);
    await eventually(async () => (await readiness()).status === 'ok', 'everything to be ready');
    await temporal.stop();

    const caseNos: string[] = [];
    for (let i = 0; i < 5; i++)
      caseNos.push(await open({ channel: 'letter', receivedAt: new Date(Date.now() - (40 + i) * DAY_MS).toISOString() }));
    expect((await office.as('caseworker').post(`/v1/cases/${before}/actions/accept`, {})).status).toBe(200);
    await eventually(async () => (await readiness()).status === 'degraded', 'the trouble to be told');
    expect(await readiness()).toMatchObject({
      checks: { database: { status: 'ok' }, temporal: { status: 'away', why: 'the workers cannot reach Temporal' } },
    });
    expect((await office.anonymous.get('/readyz')).status).toBe(200);

    temporal = server();
    await temporal.start();
    await followed([before, ...caseNos]);
    const { rows } = await office.pool.query<{ caseNo: string; rung: string; fellDueAt: number }>(
      `SELECT case_no AS "caseNo", data ->> 'deadline' || '/' || name AS rung, (data ->> 'fellDueAt')::float8 AS "fellDueAt" FROM case_event WHERE kind = 'rung' ORDER BY case_no, seq`,
    );
    for (const caseNo of caseNos) {
      const rungs = rows.filter((r) => r.caseNo === caseNo);
      const due = rungs.map((r) => r.fellDueAt);
      expect(rungs.map((r) => r.rung.split('/').at(-1))).toContain('refer');
      expect(new Set(rungs.map((r) => r.rung)).size).toBe(rungs.length);
      expect(due).toEqual([...due].sort((a, b) => a - b));
      expect(Math.max(...due)).toBeLessThan(Date.now());
    }
    await eventually(async () => (await readiness()).status === 'ok', 'everything to be ready again');
  });

  it(`a backlog of ${BACKLOG} steps gathers, and does not starve what comes in when it is back`, async () => {
    const backlog: string[] = [];
    for (let i = 0; i < 40; i++) backlog.push(await open());
    await followed(backlog);
    await temporal.stop();
    await office.pool.query(
      'INSERT INTO outbox (case_no, seq) SELECT c, 1 FROM generate_series(1, $2::int / cardinality($1::text[])) n, unnest($1::text[]) c',
      [backlog, BACKLOG],
    );
    temporal = server();
    await temporal.start();
    const fresh = await open();
    await followed([fresh]);
    const { waiting } = await lagOf(office.pool);
    expect(waiting).toBeGreaterThan(BACKLOG / 2);
    await office.pool.query('DELETE FROM outbox');
  });
});
