import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Documents } from '../../casebook/documents.ts';
import { feedWebhooks } from '../../casebook/feed.ts';
import { Mailroom } from '../../casebook/mailroom.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { defaultPolicy } from '../../domain/policy/index.ts';
import { Deliveries } from '../../worker/deliveries.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { type Receiver, startReceiver } from '../notification/receiver.ts';

const SECRET = 'shared-secret-1';
const hazard = { description: '灭火器过期', kind: 'fire', severity: 'general' };

let office: Office;
let receiver: Receiver;
let deliveries: Deliveries;
beforeAll(async () => {
  office = await anOffice();
  // a policy without quiet hours: tests run at any hour of any day
  await office.pool.query(
    `UPDATE policy SET document = jsonb_set(document, '{messages}', '{"quietFromHour": 24, "quietUntilHour": 0, "workingDaysOnly": false}')`,
  );
  office.law.drop();
});
afterAll(() => office.close());
beforeEach(async () => {
  receiver = await startReceiver({ secret: SECRET });
  const { pool, ring, networks } = office;
  const logger = { info: () => undefined, warn: () => undefined };
  deliveries = new Deliveries({ pool, ring, networks, logger, publicUrl: office.url, pollMs: 20, retryMs: 10, timeoutMs: 500 });
});
afterEach(async () => {
  await deliveries.stop();
  await receiver.close();
  await office.pool.query('UPDATE webhook SET enabled = false');
  office.endpoints.drop();
});

const admin = () => office.as('admin');
const webhook = async (more: object = {}) => {
  const body = { name: '短信网关', channel: 'webhook', url: receiver.url, secret: SECRET, ...more };
  const answer = await admin().post('/v1/webhooks', body);
  expect(answer.status).toBe(201);
  await deliveries.follow();
  return answer.body;
};
const rectification = async (): Promise<string> => {
  const body = { institution: { name: '锦屏养老院' }, source: 'inspection', items: [hazard] };
  const { body: opened } = await office.as('caseworker').post('/v1/rectifications', body);
  return opened.caseNo;
};
const sent = async (caseNo: string) =>
  (await office.as('supervisor').get(`/v1/cases/${caseNo}/notifications`)).body.items as Record<string, unknown>[];
/** Documents of a case's first step, numbered and not printed; answers their ids. */
const issued = async (caseNo: string, kinds: DocumentKind[]): Promise<string[]> => {
  const drafts = kinds.map((kind) => ({ kind, itemNo: 0, title: '整改通知书', facts: {} }));
  const register = { caseNo, division: { code: '532626', name: '丘北县' } };
  await new Documents(office.pool).issue(register, [{ seq: 1, effect: 'documents', issuedOn: '2026-03-10', drafts }]);
  return (await office.prisma.caseDocument.findMany({ where: { caseNo }, select: { id: true } })).map(({ id }) => id);
};
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 45_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not happen in 45 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const states = async (caseNo: string) => (await sent(caseNo)).filter(({ channel }) => channel === 'webhook').map(({ state }) => state);

describe('an endpoint', () => {
  it('is told what people are told, signed, and the case shows that it was', async () => {
    await webhook({ role: 'caseworker' });
    const caseNo = await rectification();
    await eventually(async () => (await states(caseNo))[0] === 'sent');
    const [got] = receiver.taken();
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ event: 'caseOpened', caseNo, role: 'caseworker' });
    expect(await sent(caseNo)).toEqual([
      expect.objectContaining({ channel: 'webhook', event: 'caseOpened', state: 'sent', attempts: 1, error: null }),
      expect.objectContaining({ channel: 'inbox', state: 'sent', readAt: null }),
    ]);
  });

  it('of another role, another event or another county hears nothing', async () => {
    await webhook({ role: 'institution' });
    await webhook({ events: ['verified'] });
    const caseNo = await rectification();
    expect(await states(caseNo)).toEqual([]);
  });

  it('that is down for the whole time gets everything once when it is back, and holds up no other', async () => {
    const healthy = await startReceiver({ secret: SECRET });
    try {
      const { port } = receiver;
      await webhook();
      await webhook({ name: '另一网关', url: healthy.url });
      await receiver.close();
      const cases = [await rectification(), await rectification()];
      await eventually(async () => healthy.taken().length === 2);
      await eventually(async () => JSON.stringify(await sent(cases[1] ?? '')).includes('ECONNREFUSED'));
      expect((await office.anonymous.get('/readyz')).body.checks.notifications.webhook).toMatchObject({ status: 'away', waiting: 2 });
      expect((await office.anonymous.get('/metrics')).body.toString()).toMatch(/anlao_notifications_waiting\{channel="webhook"\} 2/);
      receiver = await startReceiver({ secret: SECRET, port });
      await eventually(async () => receiver.taken().length === 2);
      await eventually(async () => [...(await states(cases[0] ?? '')), ...(await states(cases[1] ?? ''))].every((s) => s === 'sent'));
      expect(receiver.requests).toHaveLength(2);
      expect((await office.anonymous.get('/readyz')).body.checks.notifications).toEqual({});
    } finally {
      await healthy.close();
    }
  });

  it('that stalls, fails and answers twice takes each message once', async () => {
    await webhook();
    receiver.answers = 'stall';
    const caseNo = await rectification();
    await eventually(async () => JSON.stringify(await sent(caseNo)).includes('no answer in time'));
    receiver.answers = 500;
    await eventually(async () => JSON.stringify(await sent(caseNo)).includes('answered 500'));
    receiver.answers = 'twice';
    await eventually(async () => (await states(caseNo))[0] === 'sent');
    expect(receiver.requests.length).toBeGreaterThan(2);
    expect(receiver.taken()).toHaveLength(1);
  });

  it('that refuses a message leaves it with the dead letters, from where an administrator sends it again', async () => {
    const { id } = await webhook();
    receiver.answers = 422;
    const caseNo = await rectification();
    await eventually(async () => (await states(caseNo))[0] === 'failed');
    const { body } = await admin().get(`/v1/webhooks/${id}/deliveries?state=failed`);
    expect(body.items).toMatchObject([{ state: 'failed', error: 'the receiver answered 422', attempts: 1 }]);
    receiver.answers = 200;
    const [dead] = body.items;
    expect((await admin().post(`/v1/webhook-deliveries/${dead.id}/replay`, {})).status).toBe(200);
    await eventually(async () => (await states(caseNo))[0] === 'sent');
    expect((await admin().post(`/v1/webhook-deliveries/${dead.id}/replay`, {})).status).toBe(422);
  });

  it('is set up by an administrator only, never shows its address or secret again, and reaches no private network', async () => {
    const made = await webhook({ secret: undefined });
    expect(made.secret).toMatch(/^[\w-]{40,}$/);
    const { body } = await admin().get('/v1/webhooks');
    expect(JSON.stringify(body)).not.toContain(made.secret);
    expect(JSON.stringify(body)).not.toContain('/hook');
    const { rows } = await office.pool.query('SELECT * FROM webhook');
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${SECRET}|/hook|${made.secret}`));
    for (const url of ['http://10.1.2.3/', 'https://192.168.1.1/', 'https://localhost/', 'http://example.org/', 'https://[::1]/']) {
      const answer = await admin().post('/v1/webhooks', { name: 'x', channel: 'webhook', url });
      expect([url, answer.status, answer.body.errors?.[0]?.field]).toEqual([url, 422, 'url']);
    }
    expect((await office.as('caseworker').get('/v1/webhooks')).status).toBe(403);
  });

  it('of a group hears nothing of a case that concerns an official, and nobody but discipline inspection of a referral', async () => {
    await webhook({ channel: 'wecom' });
    await webhook();
    const complaint = { channel: 'box', institution: { name: '锦屏养老院' }, category: 'fees', content: '乱收费', anonymous: true };
    const { body } = await office.as('hotline').post('/v1/complaints', { ...complaint, namedOfficials: [{ userId: 'leader' }] });
    const { rows } = await office.pool.query<{ channel: string; type: string }>(
      `SELECT n.channel, c.type FROM notification n JOIN case_file c USING (case_no) WHERE (c.case_no = $1 OR c.parent = $1) AND n.channel <> 'inbox'`,
      [body.caseNo],
    );
    expect(rows.filter(({ channel, type }) => channel === 'wecom' || type === 'referral')).toEqual([]);
    expect(rows.map(({ channel }) => channel)).toContain('webhook');
  });
});

describe('the words of a message', () => {
  const place = { event: 'caseOpened', language: 'zh-CN' };

  it('are an administrator’s once they were checked and looked at, and every version is kept', async () => {
    const words = { subject: '新案 {{caseNo}}', body: '类型：{{caseType}}\n并入：{{otherCaseNo}}' };
    const wrong = await admin().post('/v1/templates', { ...place, words });
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ field: 'words.body', message: expect.stringContaining('{{otherCaseNo}} is no field of this message; it has {{caseNo}}') }],
    ]);
    const right = { ...words, body: '类型：{{caseType}}' };
    const shown = await admin().post('/v1/templates/preview', { ...place, words: right });
    expect(shown.body).toEqual({ subject: '新案 ZG-532626-2026-000017', body: '类型：隐患整改\n' });
    expect((await admin().post('/v1/templates', { ...place, words: right })).body).toMatchObject({
      version: 1,
      changedBy: expect.any(String),
    });
    const caseNo = await rectification();
    const told = async () => (await sent(caseNo)).at(-1)?.subject;
    expect(await told()).toBe(`新案 ${caseNo}`);
    expect((await admin().post('/v1/templates', { ...place, words: null })).body).toMatchObject({ version: 2 });
    expect((await sent(await rectification())).at(-1)?.subject).toContain('【隐患整改】新案件');
    const versions = (await admin().get('/v1/templates/versions?event=caseOpened&language=zh-CN')).body.items;
    expect(versions[0]).toMatchObject({ changedBy: 'admin', changedByName: expect.stringMatching(/./) });
    expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect((await office.as('leader').get('/v1/templates')).status).toBe(403);
  });

  it('are in the language that the person asked for', async () => {
    const contact = { email: null, phone: '13900000000', language: 'en' };
    expect((await office.as('caseworker').post('/v1/me/contact', contact)).body).toEqual(contact);
    await webhook({ language: 'zh-CN' });
    const caseNo = await rectification();
    expect((await sent(caseNo)).find(({ channel }) => channel === 'inbox')?.subject).toContain('[Rectification] new case');
    await eventually(async () => receiver.taken().length === 1);
    expect(JSON.parse(receiver.taken()[0]?.body ?? '')).toMatchObject({ phone: '13900000000', subject: expect.stringContaining('新案件') });
  });
});

describe('the event feed', () => {
  it('[R-204] is posted to another system as CloudEvents, each once, and says nothing that anybody wrote', async () => {
    const { id } = await webhook({ channel: 'events' });
    await office.pool.query(`UPDATE webhook SET fed_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    const caseNo = await rectification();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/addNote`, { text: '内部记事' });
    const [document = ''] = await issued(caseNo, ['rectificationNotice']);
    const sha256 = 'a'.repeat(64);
    await new Documents(office.pool).printed(document, { pdf: { sha256, bytes: 1 }, docx: { sha256: 'b'.repeat(64), bytes: 1 } });
    while (receiver.taken().filter(({ body }) => body.includes(caseNo)).length < 4) {
      await feedWebhooks(office.pool);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await feedWebhooks(office.pool)).toBe(0);
    const mine = receiver.taken().filter(({ body }) => body.includes(caseNo));
    expect(mine.map(({ headers }) => headers['content-type'])).toEqual(Array(4).fill('application/cloudevents+json; charset=utf-8'));
    const events = mine.map(({ body }) => JSON.parse(body)).sort((a, b) => a.time.localeCompare(b.time));
    expect(events[0]).toMatchObject({
      specversion: '1.0',
      id: `${caseNo}/1`,
      type: 'cn.anlao.rectification.open',
      subject: caseNo,
      data: { caseType: 'rectification', actorRole: 'caseworker', institution: null },
    });
    const notice = { id: document, kind: 'rectificationNotice', documentNo: expect.stringContaining('整通') };
    expect(events[2]).toMatchObject({
      id: `${caseNo}/1/documentIssued-${document}`,
      type: 'cn.anlao.rectification.documentIssued',
      data: { caseNo, seq: 1, kind: 'document', document: { ...notice, sha256: null } },
    });
    expect(events[3]).toMatchObject({ type: 'cn.anlao.rectification.documentPrinted', data: { document: { ...notice, sha256 } } });
    expect(JSON.stringify(events)).not.toMatch(/灭火器|内部记事|锦屏/);
    const { items } = (await office.as('auditor').get('/v1/events?limit=200')).body;
    expect(items.filter(({ subject }: { subject: string }) => subject === caseNo)).toEqual(events);
  });

  it('tells an institution of the documents that are addressed to it and of no others, and is followed past each', async () => {
    const body = { institution: { id: 'ankang' }, source: 'inspection', items: [hazard] };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', body)).body;
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {});
    await issued(caseNo, ['rectificationNotice', 'departmentNotice']);
    const follow = async (who: string, after = ''): Promise<{ data: { document?: { kind: string } } }[]> => {
      const { items, nextCursor } = (await office.as(who).get(`/v1/events?limit=1${after && `&after=${after}`}`)).body;
      return items.length === 0 ? [] : [...items, ...(await follow(who, nextCursor))];
    };
    const documents = async (who: string) =>
      (await follow(who)).filter(({ data }) => JSON.stringify(data).includes(caseNo)).flatMap(({ data }) => data.document?.kind ?? []);
    expect(await documents('institution')).toEqual(['rectificationNotice']);
    expect((await documents('auditor')).sort()).toEqual(['departmentNotice', 'rectificationNotice']);
  });
});

describe('in the quiet hours', () => {
  it('the inbox is told at once and mail waits for the morning, but for what is served on somebody', async () => {
    await office.as('caseworker').post('/v1/me/contact', { email: 'li@qb.example', phone: null, language: 'zh-CN' });
    office.people.drop();
    const file = await office.casebook.file(await rectification());
    const law = Object.assign(Object.create(office.law), { policyFor: async () => defaultPolicy }) as typeof office.law;
    const saturdayNight = Date.parse('2026-03-07T15:00:00Z'); // 23:00 in Shanghai
    const mailroom = new Mailroom({ ...office, law, email: true, now: () => saturdayNight });
    const leaves = async (event: string) =>
      (await mailroom.messages(file, 1, [{ event, to: ['owner'] }])).map(({ channel, notBefore }) => [channel, notBefore]);
    expect(await leaves('assigned')).toEqual([
      ['inbox', null],
      ['email', '2026-03-09T00:00:00.000Z'], // Monday, 8:00 in Shanghai
    ]);
    expect(await leaves('noticeIssued')).toEqual([
      ['inbox', null],
      ['email', null],
    ]);
  });
});

/** Their name stands in everything that anybody writes in the case. */
const NAMED = '王秀英';

describe('an informant', () => {
  it('is named in no message of a case, though their name stands in every field of it [R-104]', async () => {
    await webhook();
    await webhook({ channel: 'events' });
    const client = (role: string) => office.as(role);
    const body = {
      ...{ channel: 'hotline', institution: { name: `${NAMED}住的养老院` }, category: 'abuse', content: `${NAMED}说`, anonymous: false },
      ...{ informant: { name: NAMED, phone: '13900000009', address: `${NAMED}家` }, sourceNumber: `${NAMED}-1` },
    };
    const opened = async () => (await client('hotline').post('/v1/complaints', { ...body, sourceNumber: undefined })).body.caseNo as string;
    const act = async (caseNo: string, by: string, action: string, input: object) => {
      const { status, body: answer } = await client(by).post(`/v1/cases/${caseNo}/actions/${action}`, input);
      expect([action, status, answer.detail]).toEqual([action, 200, undefined]);
    };
    const [long, transferred, into] = [await opened(), await opened(), await opened()];
    await act(long, 'supervisor', 'assign', { to: 'caseworker', note: NAMED });
    await act(long, 'supervisor', 'escalate', { reason: NAMED });
    await act(long, 'caseworker', 'accept', { note: NAMED });
    await act(long, 'supervisor', 'reassign', { to: 'caseworker', note: NAMED });
    await act(long, 'caseworker', 'recordInvestigation', { findings: NAMED, substantiated: true });
    await act(long, 'caseworker', 'giveFeedback', { answer: NAMED, way: 'phone' });
    await act(long, 'supervisor', 'refer', { target: 'discipline', reason: NAMED });
    await act(transferred, 'supervisor', 'transfer', { department: `${NAMED}说的消防局`, reason: NAMED });
    await act(transferred, 'supervisor', 'recordReply', { letterNo: 1, text: NAMED, respondent: NAMED });
    await act(into, 'supervisor', 'merge', { into: long });
    await feedWebhooks(office.pool);
    const { rows } = await office.pool.query<{ event: string; row: string }>(
      'SELECT event, row_to_json(n)::text AS row FROM notification n',
    );
    const events = new Set(rows.map(({ event }) => event));
    for (const event of ['caseOpened', 'assigned', 'escalated', 'transferred', 'letterIssued', 'letterAnswered', 'merged'])
      expect([event, events.has(event)]).toEqual([event, true]);
    expect(rows.filter(({ row }) => /王秀英|13900000009/.test(row))).toEqual([]);
  });
});
