import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Dispatcher } from '../../notification/dispatcher.ts';
import { emailChannel } from '../../notification/email.ts';
import { letterCompleter } from '../../worker/deliveries.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { answer, type Smtp, startSmtp, textOf } from '../notification/smtp.ts';

const FIRE = { code: 'FIRE_RESCUE', name: '丘北县消防救援大队', email: 'fire@qb.example' };
const hazard = { description: '疏散通道被占用', kind: 'fire', severity: 'general' };

let office: Office;
let smtp: Smtp;
beforeAll(async () => {
  office = await anOffice({ mail: true });
  smtp = await startSmtp();
  expect((await office.as('admin').post('/v1/departments', FIRE)).status).toBe(200);
});
afterEach(() => {
  smtp.mailbox.length = 0;
});
afterAll(async () => {
  await smtp.close();
  await office.close();
});

const deliver = async ({ url } = smtp) => {
  const channel = emailChannel({ url, from: 'anlao@mzj.example', timeoutMs: 5_000 });
  const logger = { info: () => undefined, warn: () => undefined };
  const { pool, ring, linkBase } = office;
  const dispatcher = new Dispatcher({ pool, channel, logger, complete: letterCompleter(pool, ring, linkBase), concurrency: 50 });
  while ((await dispatcher.runOnce()) > 0);
};
/** The token in the mail that the department got. */
const tokenIn = (raw: string): string => /anlao\.example\/letters\/([\w-]+)/.exec(textOf({ raw }))?.[1] ?? '';
const mailTo = (address: string) => smtp.mailbox.filter(({ to }) => to.includes(address));
const act = async (by: string, caseNo: string, action: string, input: object) => {
  const answer = await office.as(by).post(`/v1/cases/${caseNo}/actions/${action}`, input);
  expect([action, answer.status, answer.body.detail]).toEqual([action, 200, undefined]);
  return answer.body;
};
/** A rectification in which the leader has asked the fire brigade and a department without address for joint enforcement. */
async function jointEnforcement(): Promise<string> {
  const body = { institution: { id: 'ankang' }, source: 'inspection', items: [hazard] };
  const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', body)).body;
  await act('caseworker', caseNo, 'issueNotice', {});
  await act('leader', caseNo, 'openJointEnforcement', { reason: '拒不整改', departments: ['消防救援大队', '住建局'] });
  return caseNo;
}
const letters = async (caseNo: string) => (await office.as('leader').get(`/v1/cases/${caseNo}/letters`)).body.items;

describe('a letter to a department without an account', () => {
  it('comes by mail with a link that shows what it needs and nothing else, and is answered once', async () => {
    const caseNo = await jointEnforcement();
    await deliver();
    const [mail] = mailTo(FIRE.email);
    const token = tokenIn(mail?.raw ?? '');
    const seen = await office.anonymous.get(`/v1/public/letters/${token}`);
    expect(seen.body).toEqual({
      department: '消防救援大队',
      from: '丘北县民政局',
      purpose: 'jointEnforcement',
      subject: `隐患整改（${caseNo}）`,
      writtenOn: expect.any(String),
      replyBefore: expect.any(String),
      institution: '丘北县安康养老院',
      reason: null,
      items: [{ no: 1, description: hazard.description, kind: 'fire', dueOn: expect.any(String) }],
      answered: false,
    });
    expect((await office.anonymous.post(`/v1/public/letters/${token}/reply`, { text: '已派员' })).body.errors).toMatchObject([
      { field: 'respondent' },
    ]);
    const reply = { text: '已派员检查，责令三日内清理。', respondent: '张工' };
    expect((await office.anonymous.post(`/v1/public/letters/${token}/reply`, reply)).body).toEqual({ answered: true });
    expect((await office.anonymous.post(`/v1/public/letters/${token}/reply`, reply)).status).toBe(409);
    expect((await office.anonymous.get(`/v1/public/letters/${token}`)).body).toMatchObject({
      answered: true,
      institution: null,
      items: [],
    });
    expect(await letters(caseNo)).toMatchObject([
      { no: 1, department: '消防救援大队', reply: { text: reply.text, respondent: '张工' }, links: [{ state: 'answered' }] },
      { no: 2, department: '住建局', reply: null, links: [] },
    ]);
    const trail = (await office.as('leader').get(`/v1/cases/${caseNo}/events`)).body.items;
    expect(trail.at(-1)).toMatchObject({ name: 'recordReply', actor: { role: 'department', name: '消防救援大队' } });
    expect((await office.as('caseworker').get('/v1/notifications')).body.items[0]).toMatchObject({ event: 'letterAnswered', caseNo });
  });

  it('takes files with the reply, which are evidence of the case then', async () => {
    const caseNo = await jointEnforcement();
    await deliver();
    const form = new FormData();
    form.set('text', '处理意见附后');
    form.set('respondent', '张工');
    for (const name of ['记录.txt', '清单.txt']) form.append('file', new Blob([name]), name);
    const token = tokenIn(mailTo(FIRE.email)[0]?.raw ?? '');
    const many = new FormData();
    for (const part of ['text', 'respondent']) many.set(part, '略');
    for (let i = 0; i < 6; i++) many.append('file', new Blob([`${i}`]), `${i}.txt`);
    expect((await office.anonymous.form(`/v1/public/letters/${token}/reply`, many)).status).toBe(422);
    expect((await office.anonymous.form(`/v1/public/letters/${token}/reply`, form)).status).toBe(200);
    const { body } = await office.as('leader').get(`/v1/cases/${caseNo}`);
    expect(body.evidence.map(({ name }: { name: string }) => name).sort()).toEqual(['清单.txt', '记录.txt']);
    expect((await letters(caseNo))[0].reply.evidence.toSorted()).toEqual(body.evidence.map(({ id }: { id: string }) => id).toSorted());
  });

  it('that nobody can be mailed says so on the case, and is handed over with a link of its own', async () => {
    const caseNo = await jointEnforcement();
    const told = (await office.as('leader').get(`/v1/cases/${caseNo}/notifications`)).body.items;
    expect(told.filter(({ state }: { state: string }) => state === 'failed')).toMatchObject([
      { event: 'letterIssued', channel: 'email', error: expect.stringContaining('no e-mail address'), recipient: { name: '住建部门' } },
    ]);
    const made = await office.as('leader').post(`/v1/cases/${caseNo}/letters/2/links`, {});
    const token = made.body.url.replace('http://anlao.example/letters/', '');
    expect((await office.anonymous.get(`/v1/public/letters/${token}`)).body).toMatchObject({ department: '住建局' });
    const mailed = await office.as('leader').post(`/v1/cases/${caseNo}/letters/2/links`, { email: 'zj@qb.example' });
    expect(mailed.body.mailed).toBe(true);
    expect((await office.anonymous.get(`/v1/public/letters/${token}`)).status).toBe(404);
    await deliver();
    expect((await office.anonymous.get(`/v1/public/letters/${tokenIn(mailTo('zj@qb.example')[0]?.raw ?? '')}`)).status).toBe(200);
  });

  it('that did not leave is listed with the reason for administrator and auditor, and says neither where to nor what', async () => {
    const refusing = await startSmtp({
      onRcptTo: ({ address }, _, done) => done(answer(550, `5.1.1 <${address}> is unknown, ${hazard.description}`)),
    });
    const caseNo = await jointEnforcement();
    const listed = async (who: string, query: string) => (await office.as(who).get(`/v1/ops/messages?${query}`)).body;
    const fire = { event: 'letterIssued', channel: 'email', recipient: { kind: 'department', name: FIRE.name } };
    const [waiting] = (await listed('auditor', 'state=queued')).items;
    expect(waiting).toMatchObject({ ...fire, caseNo, attempts: 0, error: null });
    await deliver(refusing);
    await refusing.close();

    const { items } = await listed('auditor', '');
    const ofCase = items.filter((item: { caseNo: string }) => item.caseNo === caseNo);
    expect(ofCase).toEqual([
      expect.objectContaining({ recipient: { kind: 'department', name: '住建部门' }, error: expect.stringContaining('no e-mail address') }),
      {
        ...fire,
        id: waiting.id,
        at: waiting.at,
        caseNo,
        attempts: 1,
        error: 'the mail server does not take this sender or recipient (550)',
      },
    ]);
    const kept = (await office.pool.query('SELECT error FROM notification WHERE id = $1', [waiting.id])).rows[0].error;
    expect(kept).toContain(FIRE.email);
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`@|${hazard.description}`));
    expect(await listed('admin', '')).toEqual({ items: items.map((item: object) => ({ ...item, caseNo: null })), nextCursor: null });
    const first = await listed('admin', 'limit=1');
    expect(first.items).toEqual([{ ...items[0], caseNo: null }]);
    expect((await listed('admin', `limit=1&cursor=${first.nextCursor}`)).items).toEqual([{ ...items[1], caseNo: null }]);
    for (const who of ['hotline', 'caseworker', 'supervisor', 'leader', 'discipline'])
      expect([who, (await office.as(who).get('/v1/ops/messages')).status]).toEqual([who, 403]);
  });

  it('is shut when it was revoked or has expired, and looks then as if it had never been', async () => {
    const caseNo = await jointEnforcement();
    const { body } = await office.as('leader').post(`/v1/cases/${caseNo}/letters/1/links`, {});
    const path = `/v1/public/letters/${body.url.replace('http://anlao.example/letters/', '')}`;
    const never = await office.anonymous.get(`/v1/public/letters/${'x'.repeat(43)}`);
    expect((await office.anonymous.get(path)).status).toBe(200);
    await office.pool.query(`UPDATE letter_link SET expires_at = now() WHERE case_no = $1`, [caseNo]);
    expect((await office.anonymous.get(path)).body).toEqual(never.body);
    await office.pool.query(`UPDATE letter_link SET expires_at = now() + interval '1 day' WHERE case_no = $1`, [caseNo]);
    await office.as('leader').post(`/v1/cases/${caseNo}/letters/1/revocation`, {});
    expect((await office.anonymous.get(path)).body).toEqual(never.body);
    expect((await office.anonymous.post(`${path}/reply`, { text: 'x', respondent: 'y' })).status).toBe(404);
    expect((await letters(caseNo))[0].links.at(-1)).toMatchObject({ state: 'revoked' });
    await deliver();
    expect(mailTo(FIRE.email).length).toBeLessThanOrEqual(1);
  });

  it('leaves no token anywhere in the database', async () => {
    await jointEnforcement();
    await deliver();
    const tokens = smtp.mailbox.map(({ raw }) => tokenIn(raw)).filter(Boolean);
    expect(tokens.length).toBeGreaterThan(0);
    const { rows } = await office.pool.query(
      `SELECT row_to_json(n)::text AS row FROM notification n UNION ALL SELECT row_to_json(l)::text FROM letter_link l`,
    );
    for (const token of tokens) expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('of a transferred complaint tells neither who complained nor what in their words [R-104]', async () => {
    const complaint = {
      ...{
        channel: 'hotline',
        institution: { name: '王秀英住的那家' },
        category: 'food',
        content: '王秀英举报：饭菜变质',
        anonymous: false,
      },
      informant: { name: '王秀英', phone: '13900000001' },
    };
    const { caseNo } = (await office.as('hotline').post('/v1/complaints', complaint)).body;
    await act('supervisor', caseNo, 'transfer', { department: '消防救援大队', reason: '属消防职责' });
    await deliver();
    const token = tokenIn(mailTo(FIRE.email)[0]?.raw ?? '');
    const { body } = await office.anonymous.get(`/v1/public/letters/${token}`);
    expect(body).toMatchObject({ purpose: 'transfer', reason: '属消防职责', institution: null });
    expect(JSON.stringify(body)).not.toMatch(/王秀英|13900000001|饭菜变质/);
    expect((await office.anonymous.post(`/v1/public/letters/${token}/reply`, { text: '已受理', respondent: '张工' })).status).toBe(200);
  });
});
