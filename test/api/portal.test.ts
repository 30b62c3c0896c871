import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, type Office } from '../harness/office.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const complaint = { institution: { name: '丘北县安康养老院' }, category: 'food', content: '饭菜变质', anonymous: true };

describe('a complainant with a receipt code', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const complain = async (): Promise<{ caseNo: string; receiptCode: string; dueAt: string }> =>
    (await office.anonymous.post('/v1/public/complaints', complaint)).body;
  const follow = (code: string) => office.anonymous.get(`/v1/public/complaints/${code}`);
  const say = (code: string, what: string, body: object, headers?: Record<string, string>) =>
    office.anonymous.post(`/v1/public/complaints/${code}/${what}`, body, headers);
  const act = async (who: string, caseNo: string, action: string, input: object) => {
    const { status, body } = await office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input);
    expect([action, status, body.detail]).toEqual([action, 200, undefined]);
  };
  const answered = async () => {
    const opened = await complain();
    await act('caseworker', opened.caseNo, 'accept', {});
    await act('caseworker', opened.caseNo, 'recordInvestigation', { findings: '冰箱温度超标', substantiated: true });
    await act('caseworker', opened.caseNo, 'giveFeedback', { answer: '已责令整改', way: 'phone' });
    return opened;
  };

  it('[R-102] follows the case: its stage, the date of the answer and how it was counted', async () => {
    const { caseNo, receiptCode, dueAt } = await complain();
    const { status, body } = await follow(receiptCode);
    expect([status, body]).toMatchObject([200, { caseNo, status: 'open', dueAt, answer: null }]);
    expect(body.ledger.filter((d: { counted: boolean }) => d.counted)).toHaveLength(5);
    expect((await follow(receiptCode.replace(/.$/, (c) => (c === '0' ? '1' : '0')))).status).toBe(404);
    expect((await follow(caseNo)).status).toBe(404);
  });

  it('adds to it, once for each key', async () => {
    const { caseNo, receiptCode } = await complain();
    for (let n = 0; n < 2; n++)
      expect((await say(receiptCode, 'supplements', { text: '还有照片' }, { 'Idempotency-Key': 's' })).status).toBe(200);
    const { data } = (await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body;
    expect(data.supplements.map((s: { text: string }) => s.text)).toEqual(['还有照片']);
  });

  it('is told in plain words what has happened, and what they may do', async () => {
    const { receiptCode } = await answered();
    const { body } = await follow(receiptCode);
    expect(body.steps.map((s: { name: string }) => s.name)).toEqual(['open', 'accept', 'recordInvestigation', 'giveFeedback']);
    expect(body.steps[1].title).toBe('已受理，由专人负责');
    expect(body).toMatchObject({
      institution: complaint.institution.name,
      category: 'food',
      may: ['supplement', 'recordCallback'],
      late: false,
    });
    await say(receiptCode, 'callback', { satisfied: true });
    const closed = (await follow(receiptCode)).body;
    expect(closed.may).toEqual(['requestReopening']);
    expect(Date.parse(closed.reopenUntil)).toBeGreaterThan(Date.now());
  });

  it('hands in files, and names them when adding to the case; other files and too many are refused', async () => {
    const [first, second] = [await complain(), await complain()];
    const hand = (code: string, bytes = PNG, name = '现场.png') =>
      office.anonymous.upload(`/v1/public/complaints/${code}/evidence`, name, bytes);
    const { status, body } = await hand(first.receiptCode);
    expect([status, body]).toEqual([201, { id: expect.any(String), name: '现场.png', mediaType: 'image/png', bytes: PNG.length }]);
    const added = await say(first.receiptCode, 'supplements', { text: '附照片', evidence: [body.id] });
    expect(added.body.files).toMatchObject([{ name: '现场.png', bytes: PNG.length }]);
    const { data } = (await office.as('caseworker').get(`/v1/cases/${first.caseNo}`)).body;
    expect(data.supplements).toMatchObject([{ text: '附照片', evidence: [body.id] }]);
    const elsewhere = await say(second.receiptCode, 'supplements', { text: '附照片', evidence: [body.id] });
    expect([elsewhere.status, elsewhere.body.errors[0].field]).toEqual([422, 'evidence']);
    expect((await hand(second.receiptCode, Buffer.from('#!/bin/sh\nrm -rf /'), 'a.sh')).status).toBe(415);
    expect((await hand('0000-0000-0000-0000')).status).toBe(404);
    for (let n = 1; n < 20; n++) expect((await hand(first.receiptCode)).status).toBe(201);
    expect((await hand(first.receiptCode)).status).toBe(422);
  });

  it('reads what was written to them, and no other paper of the case', async () => {
    const { caseNo, receiptCode } = await answered();
    const { sha256, bytes } = await office.store.put(Readable.from([Buffer.from('<p>答复</p>')]), { maxBytes: 100 });
    const paper = { caseNo, seq: 4, sha256, bytes, mediaType: 'text/html' };
    const [answer, report] = await Promise.all([
      office.prisma.caseDocument.create({ data: { ...paper, kind: 'complaintAnswer', title: '办理情况反馈' } }),
      office.prisma.caseDocument.create({ data: { ...paper, kind: 'closingReport', title: '结案报告' } }),
    ]);
    expect((await follow(receiptCode)).body.documents).toMatchObject([{ id: answer.id, title: '办理情况反馈' }]);
    const read = (id: string, code = receiptCode) => office.anonymous.get(`/v1/public/complaints/${code}/documents/${id}`);
    expect((await read(answer.id)).body.toString()).toBe('<p>答复</p>');
    expect((await read(report.id)).status).toBe(404);
    expect((await read(answer.id, (await complain()).receiptCode)).status).toBe(404);
  });

  it('[R-106] reads the answer, keeps seeing its date, and says whether it satisfies', async () => {
    const { receiptCode, dueAt } = await answered();
    expect((await follow(receiptCode)).body).toMatchObject({ answer: '已责令整改', dueAt });
    const said = await say(receiptCode, 'callback', { satisfied: true, score: 5 });
    expect([said.status, said.body]).toMatchObject([200, { status: 'closed', outcome: 'answered', dueAt }]);
    expect((await say(receiptCode, 'supplements', { text: '迟到的话' })).status).toBe(409);
  });

  it.each([
    ['who is not satisfied with the answer', [['callback', { satisfied: false, note: '没有解决' }]]],
    [
      'who was satisfied too early',
      [
        ['callback', { satisfied: true }],
        ['reopening', { reason: '仍有变质饭菜' }],
      ],
    ],
  ] as const)('has the section head decide on taking the case up again: %s', async (_who, steps) => {
    const { caseNo, receiptCode } = await answered();
    for (const [what, body] of steps) expect((await say(receiptCode, what, body)).status).toBe(200);
    const { availableActions } = (await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body;
    expect(availableActions.map((a: { name: string }) => a.name)).toContain('decideReopening');
    expect((await say(receiptCode, 'reopening', { reason: '再次申请' })).status).toBe(409);
  });

  it('may do nothing else', async () => {
    const { receiptCode } = await complain();
    expect((await say(receiptCode, 'withdraw', { reason: 'x' })).status).toBe(404);
    expect((await say(receiptCode, 'callback', { satisfied: true })).status).toBe(409);
    expect((await office.anonymous.post('/v1/public/complaints', { ...complaint, channel: 'hotline' })).status).toBe(422);
  });

  it('belongs to the county of the institution, or to this office where nobody knows it', async () => {
    await office.prisma.institution.create({ data: { id: 'mingxi', name: '明溪县福利院', division: '350421' } });
    const divisions = [{ id: 'mingxi' }, { name: '明溪县福利院' }].map(async (institution) => {
      const { caseNo } = (await office.anonymous.post('/v1/public/complaints', { ...complaint, institution })).body;
      return (await office.casebook.file(caseNo)).division;
    });
    expect(await Promise.all(divisions)).toEqual(['350421', '532626']);
  });
});
