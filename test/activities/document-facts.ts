import type { DocumentFacts } from '../../activities/documents/index.ts';
import { checklistOf } from '../../domain/checklist.ts';

const head = { issuer: '丘北县民政局', caseNo: 'ZG-2026-000042', issuedOn: '2026-03-02', institution: '锦屏养老院' };
const blockedExit = {
  no: 1,
  kind: 'fire',
  severity: 'major',
  description: '二楼东侧消防通道堆放轮椅、床垫，安全出口指示灯不亮。',
  dueOn: '2026-03-16',
} as const;
const kitchen = {
  no: 2,
  kind: 'food',
  severity: 'general',
  description: '厨房未按要求留样，留样柜温度记录缺失。',
  dueOn: '2026-03-23',
} as const;
const hash = (digit: string) => digit.repeat(64);
const photograph = { name: '消防通道清理后照片.jpg', sha256: hash('a') };
const noon = Date.parse('2026-03-18T04:05:00Z');

const rectificationNotice: DocumentFacts['rectificationNotice'] = {
  ...head,
  items: [blockedExit, kitchen],
  departments: ['县消防救援大队', '县市场监督管理局'],
  plan: { plan: '分两期改造消防通道。', measures: '停用二楼东侧床位\n增设应急照明', responsiblePerson: '张院长' },
};
const rectificationOrder: DocumentFacts['rectificationOrder'] = { ...head, items: [blockedExit] };
const departmentNotice: DocumentFacts['departmentNotice'] = { ...head, department: '县消防救援大队', items: [blockedExit] };
const signed = {
  inspector: { name: '李建国', on: '2026年3月2日', sha256: hash('e') },
  institution: { name: '张院长', on: '2026年3月2日', sha256: hash('e') },
};
const supervisionRecord: DocumentFacts['supervisionRecord'] = {
  ...head,
  inspectedOn: '2026-03-01',
  address: '锦屏镇文化路8号',
  answers: { hasSafetyHazard: true, hasCarerShortage: false },
  problems: [blockedExit, kitchen],
  inspectors: ['李建国', '陈红'],
  checklist: { source: '丘政办发〔2022〕148号', points: checklistOf('532626').map(({ point }) => point) },
  signed,
};
const filingCommitment: DocumentFacts['filingCommitment'] = {
  ...head,
  subjects: ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment'],
  committedOn: '2026-02-01',
  filedOn: '2026-02-02',
};
const accepted = { round: 1, submittedBy: '锦屏养老院', submittedOn: '2026-03-12', verifiedBy: '李建国', verifiedOn: '2026-03-17' };
const acceptanceRecord: DocumentFacts['acceptanceRecord'] = {
  ...head,
  items: [
    { ...blockedExit, ...accepted, measures: '通道已清空，更换指示灯12个。', evidence: [photograph], passed: true, note: '现场复核合格。' },
    { ...kitchen, ...accepted, evidence: [], passed: false, note: '留样量不足125克。', newDueOn: '2026-03-30' },
  ],
};
const signOffRecord: DocumentFacts['signOffRecord'] = {
  ...head,
  items: [blockedExit, kitchen].map((item) => ({
    ...item,
    verifiedBy: '李建国',
    verifiedOn: '2026-03-17',
    signedBy: '王局长',
    signedAt: noon,
  })),
};
const siteCheckRecord: DocumentFacts['siteCheckRecord'] = {
  ...head,
  kind: 'filed',
  clockStartOn: '2026-02-02',
  dueOn: '2026-03-10',
  checkedOn: '2026-03-02',
  inspectors: ['李建国', '陈红'],
  departments: ['县消防救援大队', '县卫生健康局'],
  verification: [
    { field: '床位数', filed: '120张', found: '136张', match: false },
    { field: '法定代表人', filed: '张明', found: '张明', match: true },
  ],
  conclusion: 'differs',
  late: false,
  hazards: [blockedExit],
};
const filingUrge: DocumentFacts['filingUrge'] = {
  ...head,
  discoveredOn: '2026-02-25',
  visitedOn: '2026-03-02',
  inspectors: ['李建国', '陈红'],
  residents: 9,
  fileBefore: '2026-03-31',
};
const complaintAnswer: DocumentFacts['complaintAnswer'] = {
  ...head,
  channel: 'hotline',
  category: 'food',
  receivedOn: '2026-02-26',
  answer: '经现场检查，反映的厨房留样问题属实，已下发整改通知书。\n整改期限为2026年3月23日。',
  substantiated: true,
  way: 'phone',
  late: false,
  reopenWithinWorkingDays: 10,
};
const transferNotice: DocumentFacts['transferNotice'] = {
  ...head,
  channel: 'web',
  category: 'fees',
  department: '丘北县市场监督管理局',
  reason: '收费公示、明码标价由市场监督管理部门查处。',
  receivedOn: '2026-02-27',
  summary: '入住时未公示护理费标准，中途涨价未告知。',
};
const referralLetter: DocumentFacts['referralLetter'] = {
  ...head,
  target: 'discipline',
  ground: 'officialLate',
  about: 'TS-2026-000017',
  officials: ['李建国'],
  missed: { awaited: '向投诉举报人反馈办理结果', dueOn: '2026-02-20' },
  evidence: [{ name: '案件日志（第9条为止）', sha256: hash('b') }, photograph],
};
const closingReport: DocumentFacts['closingReport'] = {
  ...head,
  caseType: '隐患整改',
  outcome: '已整改销号',
  receivedOn: '2026-02-27',
  closedOn: '2026-04-20',
  owner: '李建国',
  results: [{ label: '整改结果', value: '2项问题隐患全部整改到位。' }],
  items: [blockedExit, kitchen],
  steps: [
    { at: Date.parse('2026-03-02T01:30:00Z'), what: '下发整改通知', who: '李建国' },
    { at: Date.parse('2026-03-16T16:00:00Z'), what: '逾期提醒' },
    { at: noon, what: '签字销号', who: '王局长' },
  ],
  documents: [{ name: '整改通知书', sha256: hash('c') }],
};
const extensionDecision: DocumentFacts['extensionDecision'] = {
  ...head,
  item: blockedExit,
  requestedOn: '2026-03-09',
  requestedUntil: '2026-03-27',
  requestReason: '指示灯厂家到货延迟。',
  granted: true,
  reason: '已采取临时照明措施，理由成立。',
  decidedBy: '王局长',
};
const suspensionOrder: DocumentFacts['suspensionOrder'] = {
  ...head,
  items: [blockedExit],
  reason: '消防通道经两次责令限期整改仍未清理，夜间无法疏散。',
  decidedBy: '王局长',
};
const jointEnforcementLetter: DocumentFacts['jointEnforcementLetter'] = {
  ...head,
  department: '县公安局',
  departments: ['县消防救援大队', '县公安局'],
  reason: '消防通道经两次责令限期整改仍未清理。',
  items: [blockedExit],
  replyBefore: '2026-03-20',
  decidedBy: '王局长',
};

/** Believable facts for a document of every kind. */
export const FACTS: DocumentFacts = {
  rectificationNotice,
  rectificationOrder,
  departmentNotice,
  supervisionRecord,
  filingCommitment,
  acceptanceRecord,
  signOffRecord,
  siteCheckRecord,
  filingUrge,
  complaintAnswer,
  transferNotice,
  referralLetter,
  closingReport,
  extensionDecision,
  suspensionOrder,
  jointEnforcementLetter,
};
