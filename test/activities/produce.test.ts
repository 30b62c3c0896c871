import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { produceDocument } from '../../activities/produce.ts';
import { dayOf } from '../../domain/working-days.ts';
import { aDesk, type Desk } from '../harness/desk.ts';

const items = [
  { description: '消防通道堵塞', kind: 'fire', severity: 'general' },
  { description: '电梯未年检', kind: 'specialEquipment', severity: 'major' },
];

describe('documents of a case', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.close());

  const pages = async (caseNo: string) => {
    await desk.followed(caseNo);
    const { rows } = await desk.pool.query<{ kind: string; sha256: string }>(
      'SELECT kind, sha256 FROM case_document WHERE case_no = $1 ORDER BY seq, kind',
      [caseNo],
    );
    return Promise.all(rows.map(async ({ kind, sha256 }) => ({ kind, html: await text(await desk.store.open(sha256)) })));
  };
  const page = async (caseNo: string, kind: string) => (await pages(caseNo)).find((p) => p.kind === kind)?.html ?? '';

  it('[R-067] [R-069] notice, acceptance and sign-off name the institution, every item with its date, and who answers for it', async () => {
    const caseNo = await desk.open('rectification', { source: 'inspection', items });
    const dueOn = await desk.inDays(30);
    await desk.act(caseNo, 'caseworker', 'issueNotice', { dates: [{ itemNo: 2, dueOn }], departments: ['消防救援大队'] });
    await desk.act(caseNo, 'institution', 'submitRectification', { items: [1, 2].map((itemNo) => ({ itemNo, note: '已清理并年检' })) });
    const failed = { itemNo: 2, passed: false, reason: '证书未出', newDueOn: await desk.inDays(40) };
    await desk.act(caseNo, 'caseworker', 'verify', { verdicts: [{ itemNo: 1, passed: true }, failed] });
    const notice = await page(caseNo, 'rectificationNotice');
    for (const said of ['丘北县民政局', '丘北县安康养老院', '消防通道堵塞', '电梯未年检', '消防救援大队', chinese(dueOn)])
      expect(notice).toContain(said);
    const acceptance = await page(caseNo, 'acceptanceRecord');
    for (const said of ['李经办', '安康院长', '已清理并年检', '证书未出']) expect(acceptance).toContain(said);
  });

  it('[R-102] the answer and the closing report tell what was done, and nothing of who complained', async () => {
    const caseNo = await desk.open(
      'complaint',
      { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: false },
      { by: 'hotline' },
    );
    await desk.act(caseNo, 'caseworker', 'accept');
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: '属实', substantiated: true });
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '已责令更换供餐单位', way: 'phone' });
    await desk.act(caseNo, 'hotline', 'recordCallback', { reached: true, satisfied: true });
    expect(await page(caseNo, 'complaintAnswer')).toContain('已责令更换供餐单位');
    const report = await page(caseNo, 'closingReport');
    for (const said of ['投诉举报', '已答复', '调查', chinese(dayOf(Date.now()))]) expect(report).toContain(said);
  });

  it('[R-115] the referral letter lists the evidence with its hashes', async () => {
    const caseNo = await desk.open('complaint', { channel: 'letter', category: 'funds', content: '套取补贴', anonymous: true });
    await desk.act(caseNo, 'caseworker', 'accept');
    await desk.pool.query(
      `INSERT INTO evidence (case_no, name, media_type, bytes, sha256, uploaded_by) VALUES ($1, '账册.pdf', 'application/pdf', 10, $2, 'caseworker')`,
      [caseNo, 'ab'.repeat(32)],
    );
    const file = await desk.act(caseNo, 'leader', 'refer', { target: 'discipline', reason: '涉嫌套取补贴' });
    const letter = await page(file.links.at(-1)?.caseNo ?? '', 'referralLetter');
    for (const said of ['涉嫌套取补贴', '账册.pdf', 'ab'.repeat(32), caseNo]) expect(letter).toContain(said);
  });

  it('[R-004] [R-013] the record of a site check and the urging to file name inspectors and dates', async () => {
    const today = dayOf(Date.now());
    const caseNo = await desk.open('filingCheck', { kind: 'unfiled', discoveredOn: today });
    await desk.act(caseNo, 'caseworker', 'urgeFiling', { visitedOn: today, inspectors: ['李建国', '王秀英'], residents: 12 });
    await desk.act(caseNo, 'caseworker', 'recordFiling', { filedOn: today });
    const verification = [{ field: '床位数', filed: '60', found: '60', match: true }];
    await desk.act(caseNo, 'caseworker', 'recordSiteCheck', { checkedOn: today, inspectors: ['李建国', '王秀英'], verification });
    for (const said of ['王秀英', chinese(today), '12']) expect(await page(caseNo, 'filingUrge')).toContain(said);
    for (const said of ['李建国', '床位数']) expect(await page(caseNo, 'siteCheckRecord')).toContain(said);
  });

  it('is made once, also when it is asked for twice and five times at the same moment', async () => {
    const caseNo = await desk.open('rectification', { source: 'inspection', items });
    await desk.act(caseNo, 'caseworker', 'issueNotice');
    const ask = () => produceDocument({ caseNo, seq: 2, kind: 'rectificationNotice' }, desk);
    await Promise.all(Array.from({ length: 5 }, ask));
    await ask();
    expect(await pages(caseNo)).toHaveLength(1);
  });
});

/** A day as documents write it: 2026年3月5日. */
const chinese = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};
