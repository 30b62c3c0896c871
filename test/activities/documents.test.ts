import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type DocumentFacts, write } from '../../activities/documents/index.ts';
import { supervisionRecord } from '../../activities/facts/rectification.ts';
import { checklistOf } from '../../domain/checklist.ts';
import { DOCUMENT_KINDS, type DocumentKind, numberPrefix } from '../../domain/documents.ts';
import { PACKS, packFor } from '../../domain/policy/index.ts';
import { aRectification } from '../builders/cases.ts';
import { inspectorLi } from '../builders/people.ts';
import { wordsOfPage } from '../harness/words.ts';
import { FACTS } from './document-facts.ts';

const written = <K extends DocumentKind>(kind: K, changes: Partial<DocumentFacts[K]> = {}) => write(kind, { ...FACTS[kind], ...changes });

/** Every text among the facts, with something hostile put in its place. */
function poisoned<T>(value: T, poison: string, key = ''): T {
  if (typeof value === 'string')
    return (
      /On$|Until$|Before$|^(kind|severity|sha256|subjects|channel|category|way|target|ground|conclusion)$/.test(key) ? value : poison
    ) as T;
  if (Array.isArray(value)) return value.map((entry) => poisoned(entry, poison, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, poisoned(entry, poison, name)])) as T;
}

describe.each(DOCUMENT_KINDS)('%s', (kind) => {
  it('names the authority, the institution, the case and its day', () => {
    const page = written(kind);
    expect(page).toMatchObject({ issuer: '丘北县民政局', caseNo: 'ZG-2026-000042' });
    expect(page.title).not.toBe('');
    for (const words of ['锦屏养老院', '2026年']) expect(wordsOfPage(page)).toContain(words);
    expect(wordsOfPage(page)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('is the same each time', () => {
    expect(written(kind)).toEqual(write(kind, structuredClone(FACTS[kind])));
  });

  it('hides no sign and turns no text around', () => {
    const words = wordsOfPage(write(kind, poisoned(FACTS[kind], `<b>&amp;\u202e\u200b\ud800"`)));
    expect(words).toContain('<b>&amp;"');
    expect(words).not.toMatch(/[\u202e\u200b\ud800]/);
  });

  it('can be made before anybody has identified the institution', () => {
    const { institution: _, ...facts } = FACTS[kind];
    expect(wordsOfPage(write(kind, facts as (typeof FACTS)[typeof kind]))).toContain('机构待核实');
  });

  it('has a number of its own kind', () => {
    const others = DOCUMENT_KINDS.filter((k) => k !== kind).map((k) => numberPrefix('丘北县', k, 2026));
    expect(numberPrefix('丘北县', kind, 2026)).toMatch(/^丘北民..〔2026〕$/);
    expect(others).not.toContain(numberPrefix('丘北县', kind, 2026));
  });
});

describe('the rules are in the documents', () => {
  it('[R-067] a notice has a date for every item and names the departments that are told', () => {
    const words = wordsOfPage(written('rectificationNotice'));
    for (const expected of ['2026年3月16日', '2026年3月23日', '县消防救援大队、县市场监督管理局', '受送达人签收'])
      expect(words).toContain(expected);
  });

  it('[R-069] every item has an acceptance and a signature on a sheet of its own', () => {
    const page = written('acceptanceRecord');
    expect(page.sheets).toHaveLength(2);
    expect(wordsOfPage(page).match(/验收人签字/g)).toHaveLength(2);
    expect(wordsOfPage(page)).toMatch(/第1项[\s\S]*通过[\s\S]*第2项[\s\S]*不通过[\s\S]*期限为2026年3月30日/);
  });

  it('[R-069] a sign-off says for each item who verified and who signed, and when by the clock of Shanghai', () => {
    expect(wordsOfPage(written('signOffRecord')).match(/王局长\n2026年3月18日12时05分/g)).toHaveLength(2);
  });

  it('an instant just before midnight in UTC belongs to the next day in Shanghai', () => {
    expect(wordsOfPage(written('closingReport'))).toContain('2026年3月17日0时00分');
  });

  it('[R-091] a suspension states the remedies', () => {
    expect(wordsOfPage(written('suspensionOrder'))).toMatch(/六十日内依法申请行政复议.*六个月内依法向人民法院提起行政诉讼/);
  });

  it('[R-115] a referral lists its evidence by hash', () => {
    const words = wordsOfPage(written('referralLetter'));
    expect(words).toContain('a'.repeat(64));
    expect(words).toContain('b'.repeat(64));
    expect(wordsOfPage(written('referralLetter', { evidence: [] }))).toContain('无。');
  });

  it('[R-001] a commitment names all six subjects, and says so of one that is left out', () => {
    for (const subject of ['建筑', '消防', '食品', '医疗卫生', '环境保护', '特种设备'])
      expect(wordsOfPage(written('filingCommitment'))).toContain(`${subject}\n是`);
    expect(wordsOfPage(written('filingCommitment', { subjects: ['fire'] }))).toContain('建筑\n否');
  });

  it('[R-024] a supervision record is made in two copies, each signed by both sides, and marks only what the inspection answered', () => {
    const page = written('supervisionRecord');
    expect(page.sheets).toHaveLength(2);
    expect(wordsOfPage(page).match(/检查组人员签字|被检查单位负责人签字/g)).toHaveLength(4);
    for (const words of [
      '被检查单位存',
      '检查单位存',
      '机构安全隐患\n■是　□否',
      '机构护理人员配备不足\n□是　■否',
      '资金管理不规范\n□是　□否',
    ])
      expect(wordsOfPage(page)).toContain(words);
  });

  it('[R-035] the records of both kinds of inspection are made under 《养老机构行政检查办法》, name who inspected and have both sides sign', () => {
    for (const [kind, places] of [
      ['supervisionRecord', ['检查组人员签字', '被检查单位负责人签字']],
      ['siteCheckRecord', ['检查人员（李建国）', '检查人员（陈红）', '被检查单位负责人']],
    ] as const)
      for (const words of ['按照《养老机构行政检查办法》进行', '李建国', '陈红', ...places])
        expect(wordsOfPage(written(kind))).toContain(words);
  });

  it('[R-087] worn facilities are ordered to be mended, each within a time limit of its own', () => {
    const worn = {
      no: 1,
      kind: 'building',
      severity: 'major',
      description: '公建民营院区屋面渗漏、栏杆松动',
      dueOn: '2026-04-30',
    } as const;
    const words = wordsOfPage(written('rectificationOrder', { items: [worn] }));
    expect(words).toMatch(/责令限期整改决定书[\s\S]*责令你单位在各项期限内完成整改[\s\S]*屋面渗漏、栏杆松动\n2026年4月30日/);
  });

  it('[R-190] who complained of service or fees is told of negotiation, mediation and court, and that what settles it is kept', () => {
    for (const category of ['service', 'fees'] as const)
      expect(wordsOfPage(written('complaintAnswer', { category }))).toMatch(
        /自愿协商.*人民调解.*人民法院.*调解协议书、生效的裁判文书.*存入案卷/,
      );
    expect(wordsOfPage(written('complaintAnswer', { category: 'food' }))).not.toContain('人民调解');
  });

  it('a refused extension leaves the date alone', () => {
    expect(wordsOfPage(written('extensionDecision', { granted: false }))).toContain('原期限不变');
  });

  it('the complainant is told that reopening may be asked for only while it may', () => {
    expect(wordsOfPage(written('complaintAnswer'))).toContain('10个工作日内申请重新办理');
    const { reopenWithinWorkingDays: _, ...answered } = FACTS.complaintAnswer;
    expect(wordsOfPage(write('complaintAnswer', answered))).not.toContain('重新办理');
  });

  it('a date that is no date is refused and not printed', () => {
    expect(() => written('filingUrge', { fileBefore: '2026-02-30' })).toThrow(RangeError);
  });
});

describe('what inspectors look at, and answer with yes or no on both copies of the record', () => {
  /** The record of an inspection under the policy of a division. */
  const recordIn = (division: string): string => {
    const kase = aRectification({ policy: packFor(division) }).act('issueNotice', inspectorLi);
    const event = { seq: 2, file: kase.file, kind: 'action', name: 'issueNotice', at: kase.now, actor: inspectorLi } as const;
    const around = {
      division: '某县',
      bureau: '000000',
      policy: null,
      before: [],
      evidence: [],
      documents: [],
      manifest: [],
      signatures: [],
      address: null,
    };
    const source = { event: { ...event, stage: kase.file.stage, data: {}, done: [] }, around, name: (id: string) => id };
    return wordsOfPage(write('supervisionRecord', supervisionRecord(source)));
  };
  const [MINGXI, JUYE, HUNAN, QIUBEI, BAOJI] = ['350421', '371724', '430000', '532626', '610300'];

  it.each([
    [
      MINGXI,
      '[R-037] building, fire, food and medical matters, together with the departments',
      ['会同有关部门检查房屋建筑', '会同有关部门检查消防', '会同有关部门检查食品', '会同有关部门检查医疗卫生'],
    ],
    [
      MINGXI,
      '[R-045] telecom fraud, organised crime, health products and illegal fund-raising, and the talks with residents',
      ['电信网络诈骗', '涉黑涉恶', '“保健”市场', '非法集资', '与老年人谈话'],
    ],
    [
      MINGXI,
      '[R-150] the seven subjects of a contract',
      ['运营情况', '投资情况', '收费情况', '收支情况', '人员薪酬', '服务质量', '社会舆情'].map((of) => `合同履约：${of}`),
    ],
    [MINGXI, '[R-151] care for state assets, and the investment that was agreed', ['国有资产，按租赁协议投入']],
    [JUYE, '[R-011] the three papers of building and fire', ['竣工验收备案', '消防验收（备案）', '建筑安全质量鉴定']],
    [
      JUYE,
      '[R-084] whether the home looks for hazards itself, in six fields, and removes them',
      ['定期排查消防、建筑、食品、卫生、燃气和疫情防控隐患并及时消除'],
    ],
    [
      JUYE,
      '[R-143] what support funds are paid for, and what not',
      [
        '足额及时拨付，只用于特困人员基本生活、照料、医疗和丧葬',
        '未用于工作经费、运行经费、大型设备购置和房屋维修，未向供养对象收取管理费',
      ],
    ],
    [
      JUYE,
      '[R-145] separate books, and none of the five abuses',
      ['分账核算，不同服务对象分别建账', '虚报冒领、资金混用、大额现金支取、白条和收据代替发票'],
    ],
    [
      JUYE,
      '[R-153] the work report and the audit of the last year, by 31 March',
      ['3月31日前报送上年度工作报告', '3月31日前报送会计师事务所出具的年度审计报告'],
    ],
    [
      JUYE,
      '[R-155] formalities, management and supervision of entrusted operation',
      ['手续符合《山东省公办养老机构委托运营管理办法》', '管理和监督符合《山东省公办养老机构委托运营管理办法》'],
    ],
    [JUYE, '[R-156] the support agreement, signed by four parties', ['本人或者监护人、乡镇政府、村（居）委会四方签订']],
    [JUYE, '[R-157] one file for each person', ['一人一档']],
    [JUYE, '[R-158] clean common areas, aired rooms, varied services', ['公共区域整洁，房间清洁通风，服务内容多样']],
    [JUYE, '[R-163] managers, professionals and carers by care level', ['按照料护理等级配备（MZ/T 187—2021）']],
    [JUYE, '[R-165] certificates of everybody on post', ['持证上岗率100%']],
    [
      JUYE,
      '[R-181] a drill each half-year, and each special plan every two years',
      ['每半年至少开展1次综合或者专项应急演练', '每2年至少演练1次'],
    ],
    [JUYE, '[R-189] a responsibility list for all staff', ['全员安全生产责任制和责任清单']],
    [HUNAN, '[R-042] the licence of canteens and tables for elders', ['老年餐桌、老年食堂取得食品生产经营许可']],
    [HUNAN, '[R-043] the mandatory safety standard', ['符合《养老机构服务安全基本规范》']],
    [
      HUNAN,
      '[R-050] the five links, back to 2017',
      ['服务规范', '人员管理', '档案管理', '资金使用', '资产处置'].map((of) => `2017年以来${of}`),
    ],
    [HUNAN, '[R-137] membership cards and prepayment as a cover for fund-raising', ['“会员卡”“预付费”']],
    [HUNAN, '[R-159] assessment, care level and agreement at admission', ['评估老年人能力、确定照护等级并签订服务协议']],
    [QIUBEI, '[R-039] the state of fire safety, with floor area and residents', ['建筑面积、在院人数、消防设施']],
    [QIUBEI, '[R-047] service by the rules and by the agreement', ['按照国家有关规定和服务协议约定提供服务']],
    [QIUBEI, '[R-048] business on the premises that is not elder care', ['与养老服务无关的活动或者以此牟利，未欺诈销售']],
    [QIUBEI, '[R-162] five records of the day', ['异常事件报告有记录', '紧急呼叫有记录', '值班有记录', '交接班有记录', '门卫有记录']],
    [
      QIUBEI,
      '[R-180] emergency plans, alarms and rescue equipment',
      ['自然灾害、事故灾难、公共卫生等应急预案，配备报警装置和应急救援设备'],
    ],
    [QIUBEI, '[R-182] teaching on emergencies and fire each half-year', ['每半年至少开展1次应急知识和消防安全教育']],
    [
      QIUBEI,
      '[R-183] cameras in all common areas, and 30 days of their records',
      ['出入口、大厅、值班室、楼道、食堂等公共区域视频监控全覆盖', '视频记录保存不少于30天'],
    ],
    [
      QIUBEI,
      '[R-184] prevention of disease, and measures in an outbreak',
      ['做好个人防护；发生传染病或者重大食物中毒时依法采取卫生处理、隔离'],
    ],
    [
      BAOJI,
      '[R-036] the five subjects of the joint special checks',
      ['医养结合服务', '食品安全制度', '特种设备使用', '建筑消防设施、器材', '灭火和应急疏散预案及演练'],
    ],
  ] as [string, string, string[]][])('in %s %s', (division, _, points) => {
    const record = recordIn(division);
    for (const point of points) expect(record.match(new RegExp(`${point}.*\\n□是　□否`, 'g'))).toHaveLength(2);
  });

  it('come from a rule of the document of the jurisdiction, every one of them', () => {
    const rules = JSON.parse(readFileSync('docs/rules.json', 'utf8')) as { id: string; source: string }[];
    for (const { jurisdiction, source } of PACKS)
      for (const { rule, point } of checklistOf(jurisdiction))
        expect([point, rules.find(({ id }) => id === rule)?.source]).toEqual([point, expect.stringContaining(source)]);
  });

  it('are those of the document of the jurisdiction, and none where no document says', () => {
    expect(recordIn(QIUBEI as string)).toContain('检查要点（丘政办发〔2022〕148号）');
    expect(recordIn(QIUBEI as string)).not.toMatch(/四方签订|持证上岗率/);
    expect(recordIn('110101')).not.toContain('检查要点');
  });
});
