import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'hotline', institution: { id: 'ankang' }, category: 'food', content: '晚饭有异味，老人腹泻', anonymous: true };

describe('a second caller about the same matter', () => {
  let office: Office;
  let first = '';
  beforeAll(async () => {
    office = await anOffice();
    first = await complain();
  });
  afterAll(() => office.close());

  const complain = async (changes: object = {}) =>
    (await office.as('hotline').post('/v1/complaints', { ...complaint, ...changes })).body.caseNo;
  const similar = async (who: string, query: Record<string, string>) =>
    (await office.as(who).get(`/v1/complaints/similar?${new URLSearchParams(query)}`)).body.items as {
      caseNo: string;
      similarity: number;
      sameInstitution: boolean;
    }[];
  const numbers = async (query: Record<string, string>, who = 'hotline') => (await similar(who, query)).map((i) => i.caseNo);

  it('is shown the open complaints of the institution, and what was told in like words elsewhere', async () => {
    const elsewhere = await complain({ institution: { name: '别家养老院' }, category: 'fees', content: '押金不退，已经三个月' });
    expect(await numbers({ institution: 'ankang' })).toEqual([first]);
    expect(await numbers({ q: '押金不退' })).toEqual([elsewhere]);
    const [best] = await similar('hotline', { institution: 'ankang', q: '晚饭有异味', category: 'food' });
    expect(best).toMatchObject({ caseNo: first, sameInstitution: true });
    expect(best?.similarity).toBeGreaterThan(0.5);
    expect((await office.as('hotline').get('/v1/complaints/similar')).status).toBe(422);
    expect((await office.as('institution').get('/v1/complaints/similar?q=a')).status).toBe(403);
  });

  it('[R-104] is not shown a complaint about the reader', async () => {
    const about = await complain({ namedOfficials: [{ userId: 'caseworker' }] });
    expect(await numbers({ institution: 'ankang' }, 'caseworker')).not.toContain(about);
    expect(await numbers({ institution: 'ankang' }, 'caseworker2')).toContain(about);
  });

  it('keeps the own clock and receipt code, and gets the answer to the first', async () => {
    const into = await complain({ content: '热水停了一个星期' });
    const body = { ...complaint, content: '没有热水', mergeInto: into };
    const key = { 'Idempotency-Key': 'second-caller' };
    const answer = await office.as('hotline').post('/v1/complaints', body, key);
    expect(answer.body).toMatchObject({ mergedInto: into, receiptCode: expect.any(String), dueAt: expect.any(String) });
    const again = await office.as('hotline').post('/v1/complaints', body, key);
    expect(again.body).toEqual(answer.body);
    const { caseNo, receiptCode } = answer.body;
    expect(await office.casebook.file(into)).toMatchObject({ merged: [caseNo] });
    expect(await numbers({ institution: 'ankang' })).not.toContain(caseNo);

    await office.as('caseworker').post(`/v1/cases/${into}/actions/accept`, {});
    await office.as('caseworker').post(`/v1/cases/${into}/actions/recordInvestigation`, { findings: '属实', substantiated: true });
    await office.as('caseworker').post(`/v1/cases/${into}/actions/giveFeedback`, { answer: '热水已恢复', way: 'phone' });
    const followed = await office.anonymous.get(`/v1/public/complaints/${receiptCode}`);
    expect(followed.body).toMatchObject({ answer: '热水已恢复', status: 'closed', outcome: 'merged' });
  });

  it('is not added to what is closed, merged itself, unknown, or would hide an official who is named', async () => {
    const into = await complain();
    const refused = async (changes: object) => {
      const { status, body } = await office.as('hotline').post('/v1/complaints', { ...complaint, ...changes });
      return [status, body.errors?.[0]?.field];
    };
    const before = await office.prisma.caseFile.count();
    expect(await refused({ mergeInto: 'TS-532626-2026-999999' })).toEqual([422, 'mergeInto']);
    expect(await refused({ mergeInto: into, namedOfficials: [{ name: '某某' }] })).toEqual([422, 'mergeInto']);
    await office.as('supervisor').post(`/v1/cases/${into}/actions/withdraw`, { reason: '误报' });
    expect(await refused({ mergeInto: into })).toEqual([422, 'mergeInto']);
    expect(await office.prisma.caseFile.count()).toBe(before);
  });

  it('once accepted is merged by those who handle it, not by the clerk', async () => {
    const [into, other] = [await complain(), await complain()];
    await office.as('caseworker').post(`/v1/cases/${other}/actions/accept`, {});
    expect((await office.as('hotline').post(`/v1/cases/${other}/actions/merge`, { into })).status).toBe(403);
    expect((await office.as('caseworker').post(`/v1/cases/${other}/actions/merge`, { into })).status).toBe(200);
  });
});
