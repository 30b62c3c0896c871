import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DocumentFacts, write } from '../../activities/documents/index.ts';
import { produceDocuments } from '../../activities/produce.ts';
import { shippedCalendar } from '../../domain/calendar/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import { addDays, dayOf, deadlineAfter, startOfDay } from '../../domain/working-days.ts';
import { aDesk, type Desk, PEOPLE } from '../harness/desk.ts';
import { wordsOfDocx, wordsOfPage } from '../harness/words.ts';

const HOME = '丘北县安康养老院';
const ISSUER = '丘北县民政局';
const blocked = { description: '消防通道堵塞', kind: 'fire', severity: 'general' };
const lift = { description: '电梯未年检', kind: 'specialEquipment', severity: 'major' };
const items = [blocked, lift];
const INFORMANT = '举报人钱某某';

const commitment = {
  subjects: ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment'],
  committedOn: dayOf(Date.now()),
};
const rectification: [CaseTypeName, object] = ['rectification', { source: 'inspection', items }];
const complaint: [CaseTypeName, object] = ['complaint', { channel: 'web', category: 'fees', content: '乱收费', anonymous: true }];
const filingCheck: [CaseTypeName, object] = ['filingCheck', { kind: 'unfiled' }];
/** A case in which a document of the kind is made. */
const OPENING: Record<DocumentKind, [CaseTypeName, object]> = {
  rectificationNotice: rectification,
  rectificationOrder: rectification,
  departmentNotice: rectification,
  supervisionRecord: rectification,
  filingCommitment: ['filingCheck', { kind: 'filed', filedOn: dayOf(Date.now()), commitment }],
  acceptanceRecord: rectification,
  signOffRecord: rectification,
  extensionDecision: rectification,
  suspensionOrder: rectification,
  jointEnforcementLetter: filingCheck,
  siteCheckRecord: filingCheck,
  filingUrge: filingCheck,
  complaintAnswer: complaint,
  transferNotice: complaint,
  closingReport: complaint,
  referralLetter: ['referral', { target: 'police', ground: 'byHand', about: 'TS-0', reason: '涉嫌犯罪' }],
};

describe('documents of a case', () => {
  let desk: Desk;
  let begun: number;
  beforeAll(async () => {
    begun = Date.now();
    desk = await aDesk();
  });
  afterAll(() => desk.close());

  /** Documents of a kind that are not printed yet, oldest first, as they will read. */
  const pages = async (caseNo: string, kind: DocumentKind): Promise<{ title: string; documentNo: string; words: string }[]> => {
    await desk.followed(caseNo);
    const { rows } = await desk.pool.query<{ title: string; documentNo: string; facts: DocumentFacts[typeof kind] }>(
      'SELECT title, document_no AS "documentNo", facts FROM case_document WHERE case_no = $1 AND kind = $2 AND printed_at IS NULL ORDER BY seq, item_no',
      [caseNo, kind],
    );
    return rows.map(({ facts, ...row }) => ({ ...row, words: `${wordsOfPage(write(kind, facts))}\n${row.documentNo}` }));
  };

  /** The same once they are printed, as the Word file reads. What other cases left, but for the one that this is about, is not printed for it. */
  const printed = async (caseNo: string, kind: DocumentKind) => {
    await desk.followed(caseNo);
    await desk.pool.query(
      `DELETE FROM case_document d WHERE printed_at IS NULL AND case_no <> $1
       AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.case_no = $1 AND c.parent = d.case_no)`,
      [caseNo],
    );
    await desk.print();
    const { rows } = await desk.pool.query<{ title: string; sha256: string; media_type: string; docx_sha256: string; documentNo: string }>(
      'SELECT title, sha256, media_type, docx_sha256, document_no AS "documentNo" FROM case_document WHERE case_no = $1 AND kind = $2 ORDER BY seq, item_no',
      [caseNo, kind],
    );
    return Promise.all(
      rows.map(async (row) => {
        expect(row.media_type).toBe('application/pdf');
        expect((await buffer(await desk.store.open(row.sha256))).subarray(0, 5).toString()).toBe('%PDF-');
        return { ...row, words: await wordsOfDocx(await buffer(await desk.store.open(row.docx_sha256))) };
      }),
    );
  };

  /** The last document of a kind bears its title, the authority, the case and today; and says and leaves out what it should. */
  const expectPage = async (
    caseNo: string,
    kind: DocumentKind,
    title: string,
    said: string[],
    unsaid: string[] = [],
    read: typeof pages = pages,
  ) => {
    const page = (await read(caseNo, kind)).at(-1);
    expect(page).toMatchObject({ title });
    for (const words of [ISSUER, caseNo, `${page?.documentNo}`, ...said]) expect(page?.words).toContain(words);
    const today = [begun, Date.now()].map((at) => chinese(dayOf(at))); // two days when the tests run over midnight
    expect(today.filter((day) => page?.words.includes(day))).not.toEqual([]);
    for (const words of [INFORMANT, ...unsaid]) expect(page?.words).not.toContain(words);
  };

  const aNotice = async (more: object = {}) => {
    const caseNo = await desk.open('rectification', { source: 'inspection', items });
    await desk.act(caseNo, 'caseworker', 'issueNotice', more);
    return caseNo;
  };
  const submit = (caseNo: string, itemNos: number[], note: string) =>
    desk.act(caseNo, 'institution', 'submitRectification', { items: itemNos.map((itemNo) => ({ itemNo, note })) });
  const aComplaint = (input: object = {}, by = 'caseworker') =>
    desk.open('complaint', { channel: 'hotline', category: 'food', content: `${INFORMANT}说饭菜变质`, anonymous: false, ...input }, { by });
  const investigated = async (substantiated: boolean) => {
    const caseNo = await aComplaint();
    await desk.act(caseNo, 'caseworker', 'accept');
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: `${INFORMANT}所述已核实`, substantiated });
    return caseNo;
  };

  it('[R-067] the notice names every item with its date, the departments and the plan', async () => {
    const dueOn = await desk.inDays(30);
    const plan = { plan: '分期改造', measures: '增设照明', responsiblePerson: '安康院长' };
    const caseNo = await aNotice({ dates: [{ itemNo: 2, dueOn }], departments: ['消防救援大队'], plan });
    const usual = (await desk.casebook.file(caseNo)) as unknown as { items: { dueOn: string }[] };
    const dates = usual.items.map((i) => chinese(i.dueOn));
    const said = [HOME, '消防通道堵塞', '电梯未年检', '消防救援大队', '分期改造', chinese(dueOn), ...dates];
    await expectPage(caseNo, 'rectificationNotice', '整改通知书', said);
  });

  it('papers about different towns of a county bear its numbers, and no two the same', async () => {
    const numbers: string[] = [];
    for (const division of ['532626101', '532626202']) {
      const caseNo = await desk.open('filingCheck', { kind: 'unfiled' }, { division });
      const today = dayOf(Date.now());
      await desk.act(caseNo, 'caseworker', 'urgeFiling', { visitedOn: today, inspectors: ['caseworker2', '王秀英'] });
      numbers.push(...(await pages(caseNo, 'filingUrge')).map(({ documentNo }) => documentNo));
    }
    expect(numbers).toHaveLength(2);
    expect(new Set(numbers).size).toBe(2);
    for (const number of numbers) expect(number).toMatch(/^丘北民督备〔\d{4}〕\d+号$/);
  });

  it('[R-069] each acceptance tells its round and date, and the sign-off who answers for what, a relapse included', async () => {
    const first = await desk.inDays(30);
    const second = await desk.inDays(40);
    const caseNo = await aNotice({ dates: [1, 2].map((itemNo) => ({ itemNo, dueOn: first })) });
    await submit(caseNo, [1, 2], '已清理并年检');
    const failed = { itemNo: 2, passed: false, reason: '证书未出', newDueOn: second };
    await desk.act(caseNo, 'caseworker', 'verify', { verdicts: [{ itemNo: 1, passed: true }, failed] });
    await submit(caseNo, [2], '证书已补');
    await desk.act(caseNo, 'department', 'verify', { verdicts: [{ itemNo: 2, passed: true }] });
    const [one, two] = await pages(caseNo, 'acceptanceRecord');
    for (const words of ['李经办', '安康院长', '已清理并年检', '证书未出', chinese(first), chinese(second), '第1次'])
      expect(one?.words).toContain(words);
    expect(one?.words).not.toContain('第2次');
    for (const words of ['消防张队', '证书已补', '第2次', chinese(second), HOME, ISSUER]) expect(two?.words).toContain(words);
    expect(two?.words).not.toContain('消防通道堵塞');

    await desk.act(caseNo, 'leader', 'signOff');
    await expectPage(caseNo, 'signOffRecord', '隐患整改签字销号记录', [HOME, '消防通道堵塞', '李经办', '电梯未年检', '消防张队', '陈局长']);
    await desk.act(caseNo, 'caseworker', 'recordLookBack', { recurred: [1], note: '又被堵塞' });
    await submit(caseNo, [1], '再次清理');
    await desk.act(caseNo, 'caseworker', 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
    await expectPage(caseNo, 'acceptanceRecord', '隐患整改验收记录', ['再次清理', '第2次']);
    await desk.act(caseNo, 'leader', 'signOff');
    await desk.act(caseNo, 'caseworker', 'recordLookBack', { recurred: [], note: '无反弹' });
    await expectPage(caseNo, 'closingReport', '结案报告', [
      '隐患整改',
      '已整改销号',
      HOME,
      '电梯未年检',
      '已签字销号2项',
      '回头看',
      '整改通知书',
    ]);
  });

  it('[R-026] the decision on more time tells both dates, whether granted or not', async () => {
    const from = await desk.inDays(30);
    const to = await desk.inDays(50);
    const caseNo = await aNotice({ dates: [1, 2].map((itemNo) => ({ itemNo, dueOn: from })) });
    await desk.act(caseNo, 'institution', 'requestExtension', { itemNo: 2, dueOn: to, reason: '厂家排期' });
    await desk.act(caseNo, 'leader', 'decideExtension', { itemNo: 2, granted: true, reason: '理由成立' });
    const said = [HOME, '电梯未年检', '厂家排期', '理由成立', '同意延期', '陈局长', chinese(from), chinese(to)];
    await expectPage(caseNo, 'extensionDecision', '整改延期决定书', said, ['消防通道堵塞', '不同意']);
    await desk.act(caseNo, 'institution', 'requestExtension', { itemNo: 1, dueOn: to, reason: '等材料' });
    await desk.act(caseNo, 'supervisor', 'decideExtension', { itemNo: 1, granted: false, reason: '可以即改' });
    await expectPage(caseNo, 'extensionDecision', '整改延期决定书', ['不同意延期', '等材料', '赵科长', chinese(from), chinese(to)]);
  });

  it('[R-091] [R-100] suspension and joint enforcement name what is not mended, and nothing that is', async () => {
    const caseNo = await aNotice();
    await submit(caseNo, [1, 2], '已整改');
    const newDueOn = await desk.inDays(40);
    const verdicts = [
      { itemNo: 1, passed: true },
      { itemNo: 2, passed: false, reason: '证书未出', newDueOn },
    ];
    await desk.act(caseNo, 'caseworker', 'verify', { verdicts });
    await desk.act(caseNo, 'leader', 'openJointEnforcement', { reason: '多次未改', departments: ['县公安局', '县市场监管局'] });
    const letter = [HOME, '多次未改', '县公安局', '县市场监管局', '电梯未年检', '陈局长', chinese(newDueOn)];
    await expectPage(caseNo, 'jointEnforcementLetter', '联合执法函', letter, ['消防通道堵塞']);
    await desk.act(caseNo, 'leader', 'orderSuspension', { reason: '危及老年人安全' });
    const order = [HOME, '危及老年人安全', '电梯未年检', '陈局长', chinese(newDueOn)];
    await expectPage(caseNo, 'suspensionOrder', '责令停业整顿决定书', order, ['消防通道堵塞']);
  });

  it('[R-102] the answer and the closing report tell what was done, and nothing of who complained', async () => {
    const caseNo = await investigated(true);
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '已责令更换供餐单位', way: 'phone' });
    const answer = [HOME, '已责令更换供餐单位', '监督热线', '食品安全', '电话', '申请重新办理'];
    await expectPage(caseNo, 'complaintAnswer', '投诉举报办理情况反馈', answer, ['不属实', '超过规定期限']);
    await desk.act(caseNo, 'caseworker', 'refer', { target: 'police', reason: '涉嫌犯罪' });
    await desk.casebook.act(
      caseNo,
      { name: 'supplement', input: { text: '补充' }, actor: { id: 'public', role: 'public', name: INFORMANT } },
      { key: 'named' },
    );
    await desk.act(caseNo, 'hotline', 'recordCallback', { reached: true, satisfied: true });
    const report = ['投诉举报', '已答复', '登记调查结果', '已责令更换供餐单位', '满意', '李经办', '社会公众'];
    await expectPage(caseNo, 'closingReport', '结案报告', report, ['移送纪检监察', '饭菜变质']);
  });

  it('a complaint answered anew, and one closed as unfounded, is not offered to be reopened', async () => {
    const caseNo = await investigated(true);
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '第一次答复', way: 'phone' });
    await desk.act(caseNo, 'hotline', 'recordCallback', { reached: true, satisfied: false, note: '不满意' });
    await desk.act(caseNo, 'supervisor', 'decideReopening', { granted: true, reason: '有新情况' });
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: '已复查', substantiated: false });
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '第二次答复', way: 'letter' });
    const said = ['第二次答复', '不属实', '书面'];
    await expectPage(caseNo, 'complaintAnswer', '投诉举报办理情况反馈', said, ['第一次答复', '申请重新办理']);

    const unfounded = await aComplaint();
    await desk.act(unfounded, 'caseworker', 'accept');
    await desk.act(unfounded, 'caseworker', 'closeUnfounded', { reason: '查无此事', answer: '未发现所述情况' });
    await expectPage(unfounded, 'complaintAnswer', '投诉举报办理情况反馈', ['未发现所述情况', '不属实'], ['申请重新办理']);
    await expectPage(unfounded, 'closingReport', '结案报告', ['不属实', '未发现所述情况']);
  });

  it('[R-102] a merged complaint is answered in writing with the other', async () => {
    const into = await investigated(true);
    const caseNo = await aComplaint({ channel: 'letter' });
    await desk.act(caseNo, 'caseworker', 'merge', { into });
    await desk.act(into, 'caseworker', 'giveFeedback', { answer: '一并答复', way: 'visit' });
    await desk.followed(into);
    await expectPage(caseNo, 'complaintAnswer', '投诉举报办理情况反馈', ['一并答复', '来信'], ['申请重新办理']);
    await expectPage(caseNo, 'closingReport', '结案报告', ['并案答复', into]);
  });

  it('[R-104] the transfer tells the department and why, without the words of who complained', async () => {
    const caseNo = await aComplaint({ category: 'fees', channel: 'web' });
    await desk.act(caseNo, 'supervisor', 'transfer', { department: '县市场监管局', reason: '收费由其查处' });
    const said = [HOME, '县市场监管局', '收费由其查处', '收费价格', '网络平台'];
    await expectPage(caseNo, 'transferNotice', '投诉举报转办函', said, ['饭菜变质']);
  });

  it('[R-115] the referral letter lists the evidence with its hashes, also what was supplemented, and the officials by name', async () => {
    const caseNo = await aComplaint({ channel: 'letter', category: 'funds', namedOfficials: [{ name: '王经办', userId: 'caseworker2' }] });
    await desk.act(caseNo, 'caseworker', 'accept');
    const chosen = await evidence(caseNo, '账册.pdf', 'ab');
    await evidence(caseNo, '张三的录音.mp3', 'ef');
    const file = await desk.act(caseNo, 'leader', 'refer', { target: 'discipline', reason: '涉嫌套取补贴', evidence: [chosen] });
    const referral = file.links.at(-1)?.caseNo ?? '';
    const said = [HOME, '涉嫌套取补贴', '账册.pdf', 'ab'.repeat(32), 'ef'.repeat(32), caseNo, '案件日志（第'];
    const named = file.links.find((l) => l.caseNo !== referral)?.caseNo ?? '';
    await expectPage(named, 'referralLetter', '移送函', ['王经办', '投诉举报涉及公职人员']);
    await expectPage(referral, 'referralLetter', '移送函', said, ['张三的录音'], printed); // a file that was not chosen keeps its name to itself

    await desk.act(referral, 'discipline', 'returnReferral', { reason: '材料不全', needed: '笔录' });
    const id = await evidence(referral, '笔录.pdf', 'cd');
    await desk.act(referral, 'leader', 'supplement', { text: '补送笔录', evidence: [id] });
    await expectPage(referral, 'referralLetter', '移送函', ['账册.pdf', '笔录.pdf', 'cd'.repeat(32)]);
  });

  it('[R-114] an official who is late is named by the people of the county, and one whom nobody knows by the id', async () => {
    const about = await aComplaint();
    const request = { scope: 'test', key: 'late', bodyHash: '' };
    const dueAt = Date.parse('2026-03-10T16:00:00Z');
    const { file } = await desk.casebook.open({
      type: 'referral',
      division: '532626',
      actor: PEOPLE.leader as (typeof PEOPLE)[string],
      input: {
        target: 'discipline',
        ground: 'officialLate',
        about,
        lateOfficials: ['caseworker2', 'gone-1'],
        awaited: 'giveFeedback',
        dueAt,
      },
      intake: { request },
    });
    const said = ['王经办', 'gone-1', '反馈，期限为2026年3月10日', '逾期未办结', '（机构待核实）'];
    await expectPage(file.caseNo, 'referralLetter', '移送函', said);
  });

  it('[R-004] [R-005] [R-013] [R-216] urging, site check and closing report name inspectors and dates', async () => {
    const today = dayOf(Date.now());
    const yesterday = addDays(today, -1);
    const fileBefore = await desk.inDays(15);
    const caseNo = await desk.open('filingCheck', { kind: 'unfiled', discoveredOn: yesterday });
    const inspectors = ['caseworker2', '王秀英'];
    await desk.act(caseNo, 'caseworker', 'urgeFiling', { visitedOn: today, inspectors, residents: 12, fileBefore });
    const urge = [HOME, '王经办', '王秀英', '12人', chinese(yesterday), chinese(fileBefore)];
    await expectPage(caseNo, 'filingUrge', '督促备案通知书', urge);
    await desk.act(caseNo, 'caseworker', 'recordFiling', { filedOn: yesterday, commitment: { ...commitment, committedOn: yesterday } });
    expect((await pages(caseNo, 'filingCommitment'))[0]?.words).toContain(`承诺日期：${chinese(yesterday)}`);
    const verification = [{ field: '床位数', filed: '60张', found: '58张', match: true }];
    const check = { checkedOn: today, inspectors, verification, departments: ['县卫健局'], hazards: [blocked], conclusion: 'genuine' };
    await desk.act(caseNo, 'caseworker', 'recordSiteCheck', check);
    const lastDay = deadlineAfter({ from: startOfDay(yesterday), workingDays: 20 }, shippedCalendar()).lastDay;
    const record = [HOME, '王经办', '床位数', '58张', '县卫健局', '消防通道堵塞', '属实', `${chinese(yesterday)}至${chinese(lastDay)}`];
    await expectPage(caseNo, 'siteCheckRecord', '备案现场检查记录', record);
    await desk.act(caseNo, 'supervisor', 'confirm');
    await expectPage(caseNo, 'closingReport', '结案报告', ['备案核查', '核查属实', '赵科长', chinese(yesterday)]);
  });

  it('[R-001] a filing leaves the commitment that came with it, and none where none came', async () => {
    const today = dayOf(Date.now());
    const [committed, silent] = await Promise.all(
      [{ commitment }, {}].map((more) => desk.open('filingCheck', { kind: 'filed', filedOn: today, ...more })),
    );
    const said = [HOME, '建筑', '消防', '食品', '医疗卫生', '环境保护', '特种设备', '向社会公开'];
    await expectPage(`${committed}`, 'filingCommitment', '养老机构备案信用承诺书', said);
    expect(await pages(`${silent}`, 'filingCommitment')).toEqual([]);
  });

  it('asks departments to join against an institution that has not filed, where there are no items', async () => {
    const caseNo = await desk.open('filingCheck', { kind: 'unfiled' });
    await produceDocuments({ caseNo, seq: 1, kind: 'jointEnforcementLetter' }, desk);
    await expectPage(caseNo, 'jointEnforcementLetter', '联合执法函', [HOME], ['未完成整改的问题隐患']);
  });

  it.each(DOCUMENT_KINDS)('%s is issued once and printed once, however often and however late it is asked for', async (kind) => {
    const caseNo = await desk.open(...OPENING[kind]); // its first event says nothing of what the document wants to know: that is left out
    await desk.followed(caseNo);
    const ask = (effects = desk.effects) => produceDocuments({ caseNo, seq: 1, kind }, { ...desk, effects });
    /** Looked before anybody had made it, and goes on after somebody has. */
    const overtaken: Desk['effects'] = Object.assign(Object.create(desk.effects), { event: notDone });
    await Promise.all(Array.from({ length: 5 }, () => ask()));
    await Promise.all([ask(), ask(overtaken), ask(overtaken)]);
    const made = await printed(caseNo, kind);
    expect(made).toHaveLength(kind === 'departmentNotice' || kind === 'acceptanceRecord' ? 0 : 1); // the first event tells nobody and accepts nothing
    for (const { words } of made) {
      expect(words).toContain(caseNo);
      expect(words).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('an answer is written also where the policy of the case is not known any more', async () => {
    const caseNo = await investigated(true);
    const file = await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '已办理', way: 'phone' });
    const around: Desk['effects']['around'] = async (of) => {
      const known = await desk.effects.around(of);
      return (event) => ({ ...known(event), policy: null });
    };
    const effects: Desk['effects'] = Object.assign(Object.create(desk.effects), { around, event: notDone });
    await produceDocuments({ caseNo, seq: file.seq, kind: 'complaintAnswer' }, { ...desk, effects });
    expect(await pages(caseNo, 'complaintAnswer')).toHaveLength(1);
  });

  /** An event as if nothing had been done about it. */
  const notDone: Desk['effects']['event'] = async (...of) => ({ ...(await desk.effects.event(...of)), done: [] });

  /** Evidence of a case; its hash is made of two digits. Answers its id. */
  async function evidence(caseNo: string, name: string, digits: string): Promise<string> {
    const { rows } = await desk.pool.query<{ id: string }>(
      `INSERT INTO evidence (case_no, name, media_type, bytes, sha256, uploaded_by) VALUES ($1, $2, 'application/pdf', 10, $3, 'caseworker') RETURNING id`,
      [caseNo, name, digits.repeat(32)],
    );
    return rows[0]?.id ?? '';
  }
});

/** A day as documents write it: 2026年3月5日. */
const chinese = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};
