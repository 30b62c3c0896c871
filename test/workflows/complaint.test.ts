import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aDesk, type Desk, eventually } from '../harness/desk.ts';

const content = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: false };

describe('a complaint over time', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.startRelay());

  it('[R-102] [R-106] is answered, called back and closed, and its documents are made', async () => {
    const caseNo = await desk.open('complaint', content, { by: 'hotline' });
    await desk.act(caseNo, 'caseworker', 'accept');
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: '属实', substantiated: true });
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '已责令整改', way: 'phone' });
    const file = await desk.act(caseNo, 'hotline', 'recordCallback', { reached: true, satisfied: true });
    expect(file).toMatchObject({ stage: 'closed', outcome: 'answered' });
    await desk.followed(caseNo);
    const { rows } = await desk.pool.query('SELECT kind FROM case_document WHERE case_no = $1 ORDER BY seq', [caseNo]);
    expect(rows.map((r) => r.kind)).toEqual(['complaintAnswer', 'closingReport']);
  });

  it('[R-102] [R-118] that nobody answers climbs by itself: reminder, overdue, supervision order, and the referral queue; each once', async () => {
    const caseNo = await desk.open('complaint', content, { by: 'hotline' });
    await desk.followed(caseNo);
    await desk.pass('40 days');
    await eventually(async () => (await desk.trail(caseNo)).includes('rung:refer'), 'the referral');
    const file = await desk.casebook.file(caseNo);
    const answer = Object.values(file.deadlines).find((d) => d.name === 'answer');
    expect(answer?.climbed).toEqual(['remind', 'overdue', 'supervise', 'refer']);
    const rungs = (await desk.trail(caseNo)).filter((name) => name.startsWith('rung:'));
    expect(rungs).toHaveLength(new Set(Object.values(file.deadlines).flatMap((d) => d.climbed.map((r) => `${d.id}/${r}`))).size);
    const referral = file.links.find((l) => l.kind === 'opened')?.caseNo ?? '';
    expect(await desk.casebook.file(referral)).toMatchObject({ type: 'referral', stage: 'queued', owner: 'discipline', parent: caseNo });
  });

  it('refers a complaint that names an official at once, and tells that official nothing', async () => {
    const named = { ...content, namedOfficials: [{ name: '赵科长', userId: 'supervisor' }] };
    const caseNo = await desk.open('complaint', named, { by: 'hotline', excluded: ['supervisor'] });
    const file = await desk.casebook.file(caseNo);
    expect(file.owner).toBe('leader');
    expect(file.links).toMatchObject([{ kind: 'opened' }]);
    await desk.followed(caseNo);
    await desk.pass('30 days');
    const { rows } = await desk.pool.query(`SELECT 1 FROM notification WHERE recipient = 'supervisor' AND case_no = ANY($1)`, [
      [caseNo, ...file.links.map((l) => l.caseNo)],
    ]);
    expect(rows).toEqual([]);
    await expect(desk.act(caseNo, 'leader', 'assign', { to: 'supervisor' })).rejects.toMatchObject({
      refusal: { code: 'conflict-of-interest' },
    });
  });
});
