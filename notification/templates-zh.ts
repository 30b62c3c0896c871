import { byDecision, type MessageFields, type Templates, type Wording, withoutSign } from './wording.ts';

const day = (dueOn: string): string => {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(dueOn) ?? [];
  return year ? `${year}年${Number(month)}月${Number(date)}日` : dueOn;
};

const due = ({ dueOn }: MessageFields): string | undefined => dueOn && `办理期限：${day(dueOn)}24时前。`;
const left = ({ workingDaysLeft: days }: MessageFields): string => (days === undefined ? '即将到期' : `还有${days}个工作日到期`);
const late = ({ workingDaysLeft: days }: MessageFields): string => (days === undefined ? '已逾期' : `已逾期${withoutSign(days)}个工作日`);
const to = ({ department }: MessageFields, otherwise: string): string => department ?? otherwise;

const templates: Templates = {
  caseOpened: { subject: () => '新案件', lines: (f) => ['新案件已登记立案。', due(f)] },
  assigned: { subject: () => '已交您办理', lines: (f) => ['该案件已交由您承办，请及时办理。', due(f)] },
  'rung.remind': { subject: (f) => left(f), lines: (f) => [`您承办的案件${left(f)}，请抓紧办理。`, due(f)] },
  'rung.overdue': { subject: (f) => late(f), lines: (f) => [`该案件${late(f)}，请立即办理，并向负责人说明原因。`, due(f)] },
  'rung.supervise': { subject: () => '督办', lines: (f) => [`该案件${late(f)}，现予督办，请督促承办人限期办结。`, due(f)] },
  'rung.refer': {
    subject: () => '逾期线索移送',
    lines: (f) => [
      `该案件${late(f)}，经督办仍未办结，已按规定移送${to(f, '纪检监察机构')}。`,
      f.otherCaseNo && `移送编号：${f.otherCaseNo}。`,
    ],
  },
  'rung.urge': { subject: () => '催办', lines: (f) => [`该案件${late(f)}，请养老机构立即完成应办事项并提交情况。`, due(f)] },
  'rung.propose': {
    subject: () => '建议采取措施，请决定',
    lines: (f) => [
      `养老机构${late(f)}，经催办仍未完成。请研究是否责令停业整顿、开展联合执法或者报告本级人民政府。`,
      '系统不会自动采取上述任何一项措施。',
      due(f),
    ],
  },
  'rung.circulate': { subject: () => '列入通报', lines: (f) => [`${to(f, '承办部门')}办理该案件${late(f)}，已列入通报。`, due(f)] },
  noticeIssued: { subject: () => '整改通知书', lines: (f) => ['整改通知书已送达，请按所列各项期限完成整改，逐项提交整改佐证。', due(f)] },
  extensionDecided: {
    subject: (f) => byDecision(f, '延期申请已批准', '延期申请未获批准', '延期申请已有决定'),
    lines: (f) => [
      byDecision(f, '延期申请已批准，请按新的期限完成。', '延期申请未获批准，原期限不变。', '延期申请已有决定，请登录查看。'),
      due(f),
    ],
  },
  verified: {
    subject: (f) => byDecision(f, '验收通过', '验收未通过', '已验收'),
    lines: (f) => [
      byDecision(
        f,
        '所列事项已全部验收通过，待签字销号。',
        '部分事项验收未通过，请按新的期限继续整改。',
        '整改情况已验收，请登录查看各项结果。',
      ),
      due(f),
    ],
  },
  signedOff: { subject: () => '已签字销号', lines: () => ['该案件已由负责人签字，所列事项予以销号。'] },
  answered: { subject: () => '已反馈', lines: (f) => ['办理结果已向投诉人反馈，下一步为满意度回访。', due(f)] },
  transferred: { subject: () => '已转办', lines: (f) => [`该案件不属于本单位职责范围，已转${to(f, '有权处理的部门')}办理。`, due(f)] },
  merged: { subject: () => '已并案', lines: (f) => [`该案件已并入${f.otherCaseNo ?? '另一案件'}办理，原办理期限不变。`, due(f)] },
  referralReceived: {
    subject: () => '移送线索待接收',
    lines: (f) => ['收到一件移送线索，请登录系统查看并决定是否受理。', due(f)],
    discreet: true,
  },
  suspended: { subject: () => '中止计时', lines: () => ['该案件已依法中止计时，中止原因消除后继续计算剩余工作日。'] },
  resumed: { subject: () => '恢复计时', lines: (f) => ['该案件已恢复计时，请按新的期限办理。', due(f)] },
  released: {
    subject: () => '承办人变动，请改派',
    lines: (f) => ['该案件的承办人已不再承办，案件由您负责，请在规定期限内分派。原办理期限不变。', due(f)],
  },
  returned: { subject: () => '退单，请决定', lines: (f) => ['承办人申请退回该案件，请在规定期限内决定。原办理期限不变。', due(f)] },
  reassigned: { subject: () => '已改派', lines: (f) => ['该案件已改派承办人，原办理期限不变，请查看交接说明。', due(f)] },
  submitted: { subject: () => '已提交材料，请核查', lines: (f) => ['已提交整改或者补正材料，请按期验收、核查。', due(f)] },
  extensionRequested: { subject: () => '申请延期，请决定', lines: (f) => ['养老机构申请延长整改期限，请在规定期限内决定。', due(f)] },
  suspensionOrdered: {
    subject: () => '责令停业整顿',
    lines: () => ['已责令停业整顿。解除之前不得收住新的老年人，并应妥善安置在院老年人。'],
  },
  suspensionLifted: { subject: () => '解除停业整顿', lines: (f) => ['停业整顿已解除，可以恢复运营。', due(f)] },
  listed: { subject: () => '挂牌督办', lines: (f) => ['该案件已列为挂牌督办。', due(f)] },
  jointEnforcement: { subject: () => '联合执法', lines: (f) => ['已决定开展联合执法，请按联合执法函要求配合并按期反馈。', due(f)] },
  reportedToGovernment: { subject: () => '已报告本级人民政府', lines: () => ['该案件已报告本级人民政府。'] },
  escalated: { subject: () => '提请上级关注', lines: (f) => ['该案件已提请上级协调处理，请研究决定。', due(f)] },
  sanctionProposed: { subject: () => '提请惩戒，请决定', lines: () => ['对该机构的惩戒措施已提请决定，请登录系统审批。'] },
  sanctionDecided: { subject: () => '惩戒已有决定', lines: () => ['对该机构的惩戒措施已有决定，请登录系统查看。'] },
  listingEnded: { subject: () => '移出失信惩戒名单', lines: () => ['该机构已移出失信联合惩戒对象名单。'] },
  filingUrged: { subject: () => '督促备案通知', lines: (f) => ['督促备案通知已发出，请在规定期限内办理备案。', due(f)] },
  correctionRequested: { subject: () => '要求补正', lines: (f) => ['备案信息与现场情况不符，请在规定期限内补正。', due(f)] },
  unsealingRequested: { subject: () => '申请查看举报人信息，请审批', lines: () => ['有人申请查看该案件的举报人信息，请登录系统审批。'] },
  unsealingDecided: { subject: () => '查看举报人信息的申请已有决定', lines: () => ['您查看举报人信息的申请已有决定，请登录系统查看。'] },
  supplemented: { subject: () => '有补充材料', lines: (f) => ['该案件收到补充材料，请登录系统查看。', due(f)] },
  reopeningRequested: { subject: () => '申请重新办理，请决定', lines: (f) => ['对办理结果不满意，申请重新办理，请决定。', due(f)] },
  reopened: { subject: () => '已重新办理', lines: (f) => ['该案件已决定重新办理。', due(f)] },
  referralAccepted: { subject: () => '移送已受理', lines: () => ['移送的线索已被受理。'], discreet: true },
  referralReturned: { subject: () => '移送被退回补充', lines: (f) => ['移送的线索被退回，请补充材料。', due(f)], discreet: true },
  letterIssued: {
    subject: () => '来函，请回复',
    lines: (f) => [
      `${to(f, '贵单位')}：现就所涉事项致函，请依职责处理并回复。`,
      f.dueOn && `请于${day(f.dueOn)}前回复。`,
      f.link && `查看来函并回复（链接仅供贵单位使用，回复后失效）：${f.link}`,
    ],
  },
  letterAnswered: { subject: () => '已收到回函', lines: (f) => [`${to(f, '协办部门')}已回函，请登录系统查看。`, due(f)] },
  documentIssued: {
    subject: (f) => f.document ?? '文书已制作',
    lines: (f) => [
      `${f.document ?? '本案文书'}已制作完成，请登录系统查阅、下载。`,
      f.verifyAt && `扫描文书上的二维码或者打开下列网址可以核验真伪：${f.verifyAt}`,
    ],
  },
  progress: { subject: () => '有新进展', lines: (f) => ['该案件有新的进展，请登录系统查看。', due(f)] },
};

/** The messages in Chinese, in the words that the regulation uses. */
export const zhCN: Wording = {
  subject: (what, { caseType, caseNo, institution = '机构待核实' }, discreet) =>
    discreet ? `【${caseType}】${what}（${caseNo}）` : `【${caseType}】${what}：${institution}（${caseNo}）`,
  about: ({ caseNo, caseType, institution = '待核实', stage }, discreet) => [
    `案件编号：${caseNo}`,
    `案件类型：${caseType}`,
    discreet ? undefined : `养老机构：${institution}`,
    stage && `当前环节：${stage}`,
  ],
  day,
  decision: (f) => byDecision(f, '通过', '未通过', '已有决定'),
  footer: '本消息由系统自动发出，请勿直接回复。请登录系统查看和办理。',
  templates,
};
