import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doReassignments } from '../../casebook/jobs.ts';
import { anOffice, type Office } from '../harness/office.ts';

const rectification = {
  institution: { id: 'ankang' },
  source: 'tip',
  items: [{ description: '灭火器过期', kind: 'fire', severity: 'general' }],
};
const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('the door', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const opened = async () => (await office.as('caseworker').post('/v1/rectifications', rectification)).body.caseNo as string;

  it('lets in only who is signed in, to what their role sees', async () => {
    const caseNo = await opened();
    expect((await office.anonymous.get('/v1/cases')).status).toBe(401);
    expect((await office.as('institution').post('/v1/complaints', complaint)).status).toBe(403);
    expect((await office.as('hotline').get(`/v1/cases/${caseNo}`)).status).toBe(404);
    expect((await office.as('institution').get(`/v1/cases/${caseNo}`)).status).toBe(404);
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {});
    expect((await office.as('institution').get(`/v1/cases/${caseNo}`)).status).toBe(200);
    expect((await office.as('caseworker').get('/v1/referrals')).status).toBe(403);
    const wrong = await office.anonymous.post('/api/auth/sign-in/username', { username: 'leader', password: 'not-the-password' });
    expect(wrong.status).toBe(401);
  });

  it('says what is wrong as problem+json: which field, why, what is possible instead', async () => {
    const caseNo = await opened();
    const early = await office.as('leader').post(`/v1/cases/${caseNo}/actions/signOff`, {});
    expect(early).toMatchObject({ status: 409, body: { code: 'action-not-available', available: expect.arrayContaining(['reassign']) } });
    expect(early.headers.get('content-type')).toContain('application/problem+json');
    const bad = await office.as('caseworker').post('/v1/rectifications', { ...rectification, items: [{ description: '', kind: 'ghost' }] });
    expect(bad.status).toBe(422);
    expect(bad.body.errors.map((e: { field: string }) => e.field)).toEqual(expect.arrayContaining(['items.0.description', 'items.0.kind']));
    expect((await office.as('caseworker').post('/v1/rectifications', '{"broken')).status).toBe(400);
    expect((await office.as('caseworker').post('/v1/rectifications', { ...rectification, source: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await office.anonymous.get('/v1/nowhere')).body.code).toBe('not-found');
    expect((await office.as('caseworker').post('/v1/cases/ZG-532626-2026-999999/actions/issueNotice', {})).status).toBe(404);
  });

  it('[R-186] records when an accident was and when it was reported, and says what does not fit together', async () => {
    const report = async (said: object) => {
      const answer = await office.as('caseworker').post('/v1/rectifications', { ...rectification, source: 'accident', ...said });
      return answer.status === 422 ? answer.body.errors : answer.body.caseNo;
    };
    const [occurredAt, told, future] = ['2026-03-01T22:10:00+08:00', '2026-03-01T22:40:00+08:00', '2199-01-01T00:00:00Z'];
    expect(await report({})).toMatchObject([{ field: 'accident' }]);
    expect(await report({ source: 'tip', accident: { occurredAt, reportedToCivilAffairsAt: told } })).toMatchObject([
      { field: 'accident' },
    ]);
    expect(await report({ accident: { occurredAt: told, reportedToCivilAffairsAt: occurredAt } })).toEqual([
      { field: 'accident.reportedToCivilAffairsAt', message: 'a report does not come before the accident' },
    ]);
    expect(await report({ accident: { occurredAt, reportedToCivilAffairsAt: told, reportedToEmergencyAt: future } })).toEqual([
      { field: 'accident.reportedToEmergencyAt', message: 'it lies in the future' },
    ]);
    const caseNo = await report({ accident: { occurredAt, reportedToCivilAffairsAt: told } });
    const { data } = (await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body;
    expect(data).toMatchObject({
      source: 'accident',
      accident: { occurredAt: Date.parse(occurredAt), reportedToCivilAffairsAt: Date.parse(told) },
    });
  });

  it('answers a repeated request as before, receipt code included, and refuses the key for anything else', async () => {
    const key = { 'Idempotency-Key': 'same' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => office.as('hotline').post('/v1/complaints', complaint, key)));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => `${a.body.caseNo} ${a.body.receiptCode} ${a.body.dueAt}`)).size).toBe(1);
    const other = await office.as('hotline').post('/v1/complaints', { ...complaint, content: '另一件' }, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
  });

  it('keeps no hash of who complained: the same complaint with another telephone number is the same request', async () => {
    const send = (phone: string) =>
      office.as('hotline').post('/v1/complaints', { ...complaint, informant: { phone } }, { 'Idempotency-Key': 'phone' });
    const [first, second] = [await send('13800000001'), await send('13800000002')];
    expect([first.status, second.status, second.body.caseNo]).toEqual([201, 201, first.body.caseNo]);
  });

  it('takes an action only on the version that was seen, when one is named', async () => {
    const caseNo = await opened();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/addNote`, { text: '一' });
    const stale = await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {}, { 'If-Match': '"1"' });
    expect([stale.status, stale.body.code]).toEqual([409, 'version-conflict']);
    expect((await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {}, { 'If-Match': '2' })).status).toBe(200);
  });

  it.each(['openedAt', '-openedAt', 'dueAt', '-dueAt', 'nextEventAt'])(
    'pages through a worklist by %s without skipping or repeating',
    async (sort) => {
      while ((await office.prisma.caseFile.count({ where: { type: 'rectification' } })) < 16) await opened();
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await office
          .as('supervisor')
          .get(`/v1/cases?type=rectification&sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.items.map((i: { caseNo: string }) => i.caseNo));
        if (!body.nextCursor) break;
        cursor = body.nextCursor;
      }
      expect(seen).toHaveLength(new Set(seen).size);
      expect(seen).toHaveLength(await office.prisma.caseFile.count({ where: { type: 'rectification' } }));
    },
  );

  it('finds what is late, stalled, unassigned, and by words', async () => {
    const received = { ...complaint, channel: 'letter', content: '热水器漏电', receivedAt: '2026-10-09T09:00:00+08:00' };
    const { caseNo } = (await office.as('hotline').post('/v1/complaints', received)).body;
    for (const query of ['overdue=true', 'stalled=true', 'unassigned=true', `q=${encodeURIComponent('热水器')}`]) {
      const { body } = await office.as('supervisor').get(`/v1/cases?${query}&limit=200`);
      expect([query, body.items.some((i: { caseNo: string }) => i.caseNo === caseNo)]).toEqual([query, true]);
    }
    const { body } = await office.as('supervisor').get(`/v1/cases/${caseNo}`);
    expect(body).toMatchObject({ overdue: true, stalledReasons: ['nextEventOverdue', 'unassigned', 'institutionUnidentified'] });
  });

  it('[R-102] reckons working days in the open: five from 24 September 2026 end on 9 October', async () => {
    const { body } = await office.anonymous.get('/v1/calendar/deadline?from=2026-09-24T09:00:00%2B08:00&workingDays=5');
    expect(body).toMatchObject({ dueAt: '2026-10-09T16:00:00.000Z', provisional: false });
    expect(body.ledger.filter((d: { counted: boolean }) => d.counted).map((d: { date: string }) => d.date)).toEqual([
      '2026-09-28',
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
    ]);
    expect((await office.anonymous.get('/v1/calendar/deadline?from=yesterday&workingDays=5')).status).toBe(422);
  });

  it('reassigns many at once as a durable job, and names each failure', async () => {
    const ended = await opened();
    const caseNos = [await opened(), await opened(), 'ZG-532626-2026-999999', ended];
    const { status, body } = await office.as('supervisor').post('/v1/bulk/reassignments', { caseNos, to: 'caseworker2', note: '调整分工' });
    expect(status).toBe(202);
    await office.as('supervisor').post(`/v1/cases/${ended}/actions/withdraw`, { reason: '重复登记' });
    while ((await doReassignments(office.pool, office.casebook)) > 0);
    const job = await office.as('supervisor').get(`/v1/jobs/${body.jobId}`);
    expect(job.body).toMatchObject({ state: 'finished', total: 4, done: 4 });
    expect(job.body.failed).toEqual([
      { subject: ended, reason: expect.any(String), code: 'not-at-this-stage', about: ['reassign', 'closed'] },
      { subject: 'ZG-532626-2026-999999', reason: 'no such open case' },
    ]);
    expect((await office.as('caseworker').get(`/v1/cases/${caseNos[0]}`)).body.assignee.id).toBe('caseworker2');
    const trail = async () => (await office.as('supervisor').get(`/v1/cases/${caseNos[0]}/events`)).body;
    const moved = (await trail()).items.length;
    await office.as('supervisor').post('/v1/bulk/reassignments', { caseNos: caseNos.slice(0, 1), to: 'caseworker2', note: '再次改派' });
    while ((await doReassignments(office.pool, office.casebook)) > 0);
    expect((await trail()).items).toHaveLength(moved); // it was theirs
  });

  it('keeps evidence by its content, and refuses what is not evidence', async () => {
    const caseNo = await opened();
    const kept = await office.as('caseworker').upload(`/v1/cases/${caseNo}/evidence`, '现场照片.png', PNG);
    expect(kept).toMatchObject({ status: 201, body: { mediaType: 'image/png', name: '现场照片.png' } });
    const read = await office.as('caseworker').get(`/v1/evidence/${kept.body.id}`);
    expect(Buffer.compare(read.body, PNG)).toBe(0);
    expect((await office.as('hotline').get(`/v1/evidence/${kept.body.id}`)).status).toBe(404);
    const html = await office
      .as('caseworker')
      .upload(`/v1/cases/${caseNo}/evidence`, 'x.png', Buffer.from('<html><script>alert(1)</script></html>'));
    expect([html.status, html.body.code]).toEqual([415, 'unsupported-type']);
  });

  it('documents every path it serves, each action with its input, and shows it offline', async () => {
    const { body } = await office.anonymous.get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/v1/complaints', '/api/v1/cases/{caseNo}/actions/verify', '/api/v1/public/complaints/{receiptCode}']),
    );
    for (const [path, methods] of Object.entries(body.paths as Record<string, Record<string, { parameters?: { name: string }[] }>>))
      if (methods.post) expect([path, methods.post.parameters?.some((p) => p.name === 'Idempotency-Key')]).toEqual([path, true]);
    const docs = await office.anonymous.get('/docs/');
    expect([docs.status, /https?:\/\//.test(docs.body.toString())]).toEqual([200, false]);
  });

  it('says that it is degraded, and why, while no worker lives', async () => {
    const { status, body } = await office.anonymous.get('/readyz');
    expect([status, body.status, body.checks.temporal.why]).toEqual([200, 'degraded', 'no worker has been heard of']);
  });
});

describe('without its database', () => {
  it('answers 503 with Retry-After within five seconds, never a false 201', async () => {
    const office = await anOffice();
    await office.as('hotline').get('/v1/me'); // signed in while there is a database
    await office.drop();
    const from = Date.now();
    const answer = await office.as('hotline').post('/v1/complaints', complaint);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(Date.now() - from).toBeLessThan(5_000);
    await office.close();
  });
});

describe('imports over HTTP', () => {
  it('take a file with its mapping, and say what became of every row', async () => {
    const office = await anOffice();
    const map = {
      source: 'http',
      columns: {
        sourceNumber: 'no',
        institution: 'home',
        receivedOn: 'day',
        content: 'text',
        category: { const: 'fees' },
        channel: { const: 'letter' },
      },
    };
    const send = async (who: string, text: string, headers = {}) => {
      const form = new FormData();
      form.set('map', JSON.stringify(map));
      form.set('file', new Blob([text]), 'complaints.csv');
      return office.as(who).form('/v1/imports/complaints', form, headers);
    };
    const file = 'no,home,day,text\n1,丘北县安康养老院,2026-11-02,乱收费\n1,丘北县安康养老院,2026-11-02,重复\n,,,\n';
    expect((await send('hotline', file)).status).toBe(403);
    const taken = await send('supervisor', file);
    expect(taken).toMatchObject({
      status: 200,
      body: { rows: 3, taken: 1, duplicates: 1, notTaken: [{ line: 4, reason: 'the row is blank' }] },
    });
    expect((await send('supervisor', file)).body).toMatchObject({ taken: 0, alreadyThere: 1, duplicates: 1 });
    const wrong = await send('supervisor', 'no,home\n1,2\n');
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'file']);
    const told = async (text: string) => {
      const { body, status } = await send('supervisor', text, { accept: 'application/x-ndjson' });
      return status === 200
        ? `${body}`
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line))
        : body;
    };
    const [progress, ...more] = await told('no,home,day,text\n2,甲养老院,2026-11-02,乱收费\n3,乙养老院,,乱收费\n');
    expect(progress).toEqual({
      progress: expect.objectContaining({ taken: expect.any(Number), notTaken: expect.any(Number), part: expect.any(Number) }),
    });
    expect(more.at(-1)).toMatchObject({ report: { rows: 2, taken: 1, notTaken: [{ line: 3, reason: 'the row has no date of receipt' }] } });
    expect(await told('no,home\n1,2\n')).toMatchObject({ code: 'invalid-input', errors: [{ field: 'file' }] });
    const rest = `no,home,day,text\n4,丙养老院,2026-11-02,乱收费\n${'\n'.repeat(80_000)}5,"`;
    expect((await told(rest)).at(-1)).toMatchObject({ problem: { status: 422, code: 'invalid-input', errors: [{ field: 'file' }] } });
    await office.close();
  });
});
