import { expect, it } from '@jest/globals';
import { anOffice, PASSWORD } from '../harness/office.ts';
import { type Line, severable } from '../notification/severable.ts';

const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };
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
