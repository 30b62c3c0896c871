import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aDesk, type Desk, eventually } from '../harness/desk.ts';

describe('rectification over time', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.startRelay());

  const threeItems = {
    source: 'inspection',
    items: [
      { description: '消防通道堵塞', kind: 'fire', severity: 'general' },
      { description: '食堂无留样', kind: 'food', severity: 'general' },
      { description: '电梯未年检', kind: 'specialEquipment', severity: 'major' },
    ],
  };
  const notify = async (caseNo: string) => {
    const dueOn = await desk.inDays(20);
    return desk.act(caseNo, 'caseworker', 'issueNotice', { dates: [1, 2, 3].map((itemNo) => ({ itemNo, dueOn })) });
  };
  const submit = (...nos: number[]) => ({ items: nos.map((itemNo) => ({ itemNo, note: '已整改' })) });
  const pass = (...nos: number[]) => ({ verdicts: nos.map((itemNo) => ({ itemNo, passed: true })) });

  it('[R-067] [R-069] runs from notice to look-back; every item has its own acceptance, and the documents are made', async () => {
    const caseNo = await desk.open('rectification', threeItems);
    await notify(caseNo);
    await desk.act(caseNo, 'institution', 'submitRectification', submit(1, 2, 3));
    const failed = {
      verdicts: [...pass(1, 2).verdicts, { itemNo: 3, passed: false, reason: '仍未年检', newDueOn: await desk.inDays(30) }],
    };
    await desk.act(caseNo, 'caseworker', 'verify', failed);
    await desk.act(caseNo, 'institution', 'submitRectification', submit(3));
    await desk.act(caseNo, 'caseworker', 'verify', {
      verdicts: [{ itemNo: 3, passed: false, reason: '证书过期', newDueOn: await desk.inDays(40) }],
    });
    await desk.act(caseNo, 'institution', 'submitRectification', submit(3));
    await desk.act(caseNo, 'caseworker', 'verify', pass(3));
    await desk.act(caseNo, 'leader', 'signOff');
    const file = await desk.act(caseNo, 'caseworker', 'recordLookBack', { recurred: [], note: '无反弹' });
    expect(file).toMatchObject({ stage: 'closed', outcome: 'rectified' });
    await desk.followed(caseNo);
    const { rows } = await desk.pool.query('SELECT kind FROM case_document WHERE case_no = $1 ORDER BY seq, kind', [caseNo]);
    expect(rows.map((r) => r.kind)).toEqual([
      'rectificationNotice',
      'rectificationOrder',
      'supervisionRecord',
      'acceptanceRecord',
      'acceptanceRecord',
      'acceptanceRecord',
      'signOffRecord',
      'closingReport',
    ]);
  });

  it('reminds, then says that the date has passed, then urges, then proposes to the leader; each once, and nothing follows by itself', async () => {
    const caseNo = await desk.open('rectification', threeItems);
    await notify(caseNo);
    await desk.followed(caseNo);
    await desk.pass('60 days');
    await desk.pass('60 days');
    await eventually(async () => (await desk.trail(caseNo)).length >= 6, 'four rungs');
    expect(await desk.trail(caseNo)).toEqual(['open', 'issueNotice', 'rung:remind', 'rung:overdue', 'rung:urge', 'rung:propose']);
    expect((await desk.casebook.file(caseNo)).stage).toBe('awaitingRectification');
  });

  it('climbs no rung when an action was committed but not yet relayed as the timer fired', async () => {
    const caseNo = await desk.open('rectification', threeItems);
    await notify(caseNo);
    await desk.followed(caseNo);
    await desk.stopRelay();
    await desk.act(caseNo, 'institution', 'submitRectification', submit(1, 2, 3));
    await desk.pass('40 days');
    expect((await desk.trail(caseNo)).slice(0, 3)).toEqual(['open', 'issueNotice', 'submitRectification']);
  });
});
