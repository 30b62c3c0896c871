import { expect, it } from '@jest/globals';
import pg from 'pg';
import { anOffice, PASSWORD } from '../harness/office.ts';
import { testServers } from '../harness/servers.ts';
import { type Line, severable } from '../notification/severable.ts';

const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };
const filing = { kind: 'unfiled', institution: { name: '某' }, discoveredOn: '2026-11-02' };
const RETRY = { status: 503, body: { code: 'database-unavailable' } };

it('without its database answers 503 to whoever asks, within five seconds, and goes on when it is back', async () => {
  let line: Line | undefined;
  const office = await anOffice({
    line: async (url) => {
      line = await severable(url);
      return line.url;
    },
  });
  const key = { 'Idempotency-Key': 'once' };
  const { caseNo } = (await office.as('hotline').post('/v1/complaints', complaint, key)).body;
  await office.as('supervisor').get('/v1/me');
  const auditor = await office.signIn('auditor');
  line?.cut();

  const asked = {
    'a stranger who complains': () => office.anonymous.post('/v1/public/complaints', { ...complaint, channel: 'web' }),
    'a stranger with a code': () => office.anonymous.get('/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA'),
    'who signs in': () => office.anonymous.post('/api/auth/sign-in/username', { username: 'leader', password: PASSWORD }),
    'whose session is not known': () => auditor.get('/v1/me'),
    'whose session is known': () => office.as('supervisor').get('/v1/cases'),
    'who acts': () => office.as('supervisor').post(`/v1/cases/${caseNo}/actions/addNote`, { text: 'x' }),
  };
  for (const [who, ask] of Object.entries(asked)) {
    const from = Date.now();
    const answer = await ask();
    expect([who, answer]).toMatchObject([who, RETRY]);
    expect([who, answer.headers.get('retry-after'), Date.now() - from < 5_000]).toEqual([who, '5', true]);
  }
  expect((await office.anonymous.get('/readyz')).body).toMatchObject({ status: 'down', checks: { database: { status: 'away' } } });
  expect((await office.anonymous.get('/healthz')).status).toBe(200);
  expect((await office.anonymous.get('/metrics')).status).toBe(200);

  line?.mend();
  expect((await office.as('hotline').post('/v1/complaints', complaint, key)).body.caseNo).toBe(caseNo);
  await office.close();
  await line?.close();
});

it('answers the same while every connection is in use, and while the server breaks connections or lets nobody in', async () => {
  const office = await anOffice();
  const owner = new pg.Client({ connectionString: office.databaseUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  const name = new URL(office.databaseUrl).pathname.slice(1);
  const server = new pg.Client({ connectionString: testServers().adminUrl });
  await server.connect();
  office.isSteady(false);
  const supervisor = office.as('supervisor');
  const asks = [() => supervisor.get('/v1/cases'), () => supervisor.get('/v1/institutions'), () => supervisor.post('/v1/filings', filing)];
  const away = async () => {
    for (const ask of asks) {
      const answer = await ask();
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'database-unavailable', '5']);
    }
  };
  expect((await supervisor.get('/v1/me')).status).toBe(200);

  const held = await Promise.all(Array.from({ length: 10 }, () => office.pool.connect()));
  const sleeping = Promise.all(Array.from({ length: 8 }, () => office.prisma.$queryRaw`SELECT pg_sleep(12)::text`));
  await away();
  for (const client of held) client.release();
  await sleeping;

  await owner.query('BEGIN; LOCK TABLE institution, case_file IN ACCESS EXCLUSIVE MODE');
  const waiting = asks.map((ask) => ask());
  const stuck = async () =>
    (await server.query(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`, [name])).rows[0]
      .n;
  while ((await stuck()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`, [name]);
  const broken = await Promise.all(waiting);
  expect(broken.filter(({ status }) => status === 503).length).toBeGreaterThanOrEqual(2);
  expect(broken.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
  await owner.query('ROLLBACK');

  const between = await office.pool.connect();
  await between.query('BEGIN'); // lost between two statements: the process goes on
  await server.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
  await away();
  await expect(between.query('COMMIT')).rejects.toThrow();
  between.release(true);
  await server.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  expect((await supervisor.get('/v1/cases')).status).toBe(200);
  await owner.end().catch(() => undefined);
  await server.end();
  await office.close();
});

it('and where nothing listens at all it says the same', async () => {
  let line: Line | undefined;
  const office = await anOffice({
    line: async (url) => {
      line = await severable(url);
      return line.url;
    },
  });
  const supervisor = await office.signIn('supervisor');
  await line?.close();
  expect(await supervisor.get('/v1/cases')).toMatchObject(RETRY);
  expect(await office.anonymous.get('/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA')).toMatchObject(RETRY);
  await office.close();
});
