import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nextRung } from '../../domain/kernel/index.ts';
import { anOffice, type Office } from '../harness/office.ts';

const hazard = { description: '灭火器过期', kind: 'fire', severity: 'general' };
const rectification = { institution: { id: 'ankang' }, source: 'tip', items: [hazard] };
const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };

describe('commands over HTTP', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const opened = async () => (await office.as('caseworker').post('/v1/rectifications', rectification)).body.caseNo as string;
  const act = (who: string, caseNo: string, action: string, input: object, headers?: Record<string, string>) =>
    office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input, headers);
  const versionOf = async (caseNo: string) => (await office.as('leader').get(`/v1/cases/${caseNo}`)).body.version as number;

  it('of two conflicting actions at once one wins and the other is told what is possible now', async () => {
    const caseNo = await opened();
    const answers = await Promise.all([act('caseworker', caseNo, 'issueNotice', {}), act('caseworker', caseNo, 'issueNotice', {})]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)?.body).toMatchObject({ code: 'action-not-available', available: expect.any(Array) });
  });

  it('the same action with the same key, sent six times at once, is one step', async () => {
    const caseNo = await opened();
    const send = () => act('caseworker', caseNo, 'addNote', { text: '电话已核实' }, { 'Idempotency-Key': 'note-1' });
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    expect(answers.map((a) => [a.status, a.body.version])).toEqual(answers.map(() => [200, 2]));
    const other = await act('caseworker', caseNo, 'addNote', { text: '另一条' }, { 'Idempotency-Key': 'note-1' });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
  });

  it('two people may happen on the same key', async () => {
    const caseNo = await opened();
    for (const who of ['caseworker', 'caseworker2'])
      expect((await act(who, caseNo, 'addNote', { text: who }, { 'Idempotency-Key': '1' })).status).toBe(200);
    expect(await versionOf(caseNo)).toBe(3);
  });

  it('nobody stops the ladder by using up the key of a rung', async () => {
    const caseNo = await opened();
    const rung = nextRung(await office.casebook.file(caseNo));
    if (!rung) throw new Error('a notice has a ladder');
    const key = { 'Idempotency-Key': `rung:${rung.deadline}/${rung.rung}` };
    expect((await act('caseworker', caseNo, 'addNote', { text: '占位' }, key)).status).toBe(200);
    await office.casebook.climb(caseNo, { ...rung, seen: 2 });
    const { items } = (await office.as('auditor').get(`/v1/cases/${caseNo}/events`)).body;
    expect(items.at(-1)).toMatchObject({ kind: 'rung', data: { deadline: rung.deadline, rung: rung.rung } });
  });

  it('a key that is too long is refused', async () => {
    const { status, body } = await office
      .as('caseworker')
      .post('/v1/rectifications', rectification, { 'Idempotency-Key': 'x'.repeat(201) });
    expect([status, body.errors[0].field]).toEqual([422, 'Idempotency-Key']);
  });

  it('says who may not, and why: another role, the same person, too early a version', async () => {
    const caseNo = await opened();
    const role = await act('auditor', caseNo, 'issueNotice', {});
    expect([role.status, role.body.code]).toEqual([403, 'role-not-allowed']);
    await act('caseworker', caseNo, 'issueNotice', {});
    await act('caseworker', caseNo, 'submitRectification', { items: [{ itemNo: 1, note: '已更换' }] });
    const own = await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
    expect([own.status, own.body.code, own.body.reason]).toEqual([403, 'same-person', 'verifier-submitted']);
    const match = await act('caseworker', caseNo, 'addNote', { text: 'x' }, { 'If-Match': 'latest' });
    expect([match.status, match.body.errors[0].field]).toEqual([422, 'If-Match']);
  });

  it('names the field that the rules object to', async () => {
    const caseNo = await opened();
    const suspension = { ground: 'appraisal', reason: '送检', effectiveOn: '2099-01-01' };
    const answer = await act('supervisor', caseNo, 'suspendClock', suspension);
    expect([answer.status, answer.body.code, answer.body.errors[0].field]).toEqual([409, 'not-lawful', 'effectiveOn']);
    expect(answer.body.reason).toBe('suspension-in-the-future');
    const late = await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
    expect(late.body).toMatchObject({ reason: 'not-at-this-stage', about: ['verify', 'awaitingNotice'] });
  });

  it('takes evidence, institutions and officers only where they exist', async () => {
    const caseNo = (await office.as('hotline').post('/v1/complaints', complaint)).body.caseNo;
    const other = await opened();
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const elsewhere = (await office.as('caseworker').upload(`/v1/cases/${other}/evidence`, 'a.png', png)).body.id;
    for (const [action, input, field] of [
      ['identifyInstitution', { institutionId: 'ghost', name: '幽灵' }, 'institutionId'],
      ['attachEvidence', { evidence: [elsewhere] }, 'evidence'],
    ] as const) {
      const answer = await act('caseworker', caseNo, action, input);
      expect([action, answer.status, answer.body.errors[0].field]).toEqual([action, 422, field]);
    }
    const officer = await act('supervisor', caseNo, 'assign', { to: 'institution' });
    expect([officer.status, officer.body.errors[0].field]).toEqual([422, 'to']);
    const named = await act('caseworker', caseNo, 'identifyInstitution', { institutionId: 'ankang', name: '随便写的' });
    expect(named.body.institution).toEqual({ id: 'ankang', name: '丘北县安康养老院' });
  });

  it('speaks Chinese, and English to who asks for it', async () => {
    const caseNo = await opened();
    const said = async (language: string) => {
      const wrong = await act('caseworker', caseNo, 'addNote', {}, { 'Accept-Language': language });
      return wrong.body.errors[0].message as string;
    };
    expect(await said('zh-CN,zh;q=0.9,en;q=0.5')).toBe('必须填写');
    expect(await said('en-GB,en;q=0.9')).toBe('must be filled in');
    const noted = await act('caseworker', caseNo, 'addNote', { text: 'x' }, { 'Accept-Language': 'en' });
    expect(noted.body).toMatchObject({ title: 'Rectification', stageTitle: 'Notice to be issued' });
    expect(noted.body.availableActions.map((a: { title: string }) => a.title)).toContain('Add a note');
  });

  it('a bulk job that is asked for twice is one job, and another wish under its key is refused', async () => {
    const body = { caseNos: [await opened()], to: 'caseworker2', note: '调整' };
    const send = (changes = {}) =>
      office.as('leader').post('/v1/bulk/reassignments', { ...body, ...changes }, { 'Idempotency-Key': 'bulk' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((a) => a.status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((a) => a.body.jobId)).size).toBe(1);
    expect((await send({ note: '另有安排' })).body.code).toBe('idempotency-key-reused');
    const both = await office.as('leader').post('/v1/bulk/reassignments', { ...body, filter: {} });
    expect([both.status, both.body.errors[0].field]).toEqual([422, 'caseNos']);
  });

  it('a bulk job can be given by filter, within what the caller sees', async () => {
    await opened();
    const filter = { type: 'rectification', assignee: 'caseworker' };
    const { body } = await office.as('supervisor').post('/v1/bulk/reassignments', { filter, to: 'caseworker2', note: '休假' });
    const { total } = (await office.as('supervisor').get(`/v1/jobs/${body.jobId}`)).body;
    expect(total).toBe(await office.prisma.caseFile.count({ where: { type: 'rectification', assigneeId: 'caseworker', status: 'open' } }));
  });
});
