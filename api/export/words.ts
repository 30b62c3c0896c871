import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Title } from '../../domain/kernel/case-type.ts';
import type { Language } from '../language.ts';

const word = (zh: string, en: string): Title => ({ zh, en });

/** Headings of exported columns. */
const HEADINGS: Record<string, Title> = {
  type: word('业务', 'Process'),
  deadline: word('期限', 'Date'),
  division: word('区划代码', 'Division code'),
  divisionName: word('区划', 'Division'),
  month: word('月份', 'Month'),
  total: word('到期数', 'Fell due'),
  onTime: word('按期', 'On time'),
  late: word('逾期', 'Late'),
  rate: word('按期率（%）', 'On-time rate (%)'),
  stage: word('环节', 'Stage'),
  visits: word('次数', 'Visits'),
  median: word('中位数（工作日）', 'Median (working days)'),
  p90: word('九成以内（工作日）', 'P90 (working days)'),
  longest: word('最长（工作日）', 'Longest (working days)'),
  day: word('日期', 'Day'),
  opened: word('新收', 'Opened'),
  closed: word('办结', 'Closed'),
  open: word('在办', 'Open'),
  rung: word('督办措施', 'Rung'),
  rungs: word('次数', 'Times'),
  caseCount: word('案件数', 'Cases'),
  institution: word('机构编号', 'Institution id'),
  name: word('名称', 'Name'),
  kind: word('隐患类别', 'Kind of hazard'),
  items: word('隐患数', 'Hazards'),
  repeated: word('同类再次发现', 'Found again'),
  relapsed: word('回头看反弹', 'Came back at look-back'),
  severity: word('隐患等级', 'Severity'),
  removed: word('已销号', 'Removed'),
  removedRate: word('销号率（%）', 'Removed (%)'),
  measure: word('执法措施', 'Measure'),
  times: word('次数', 'Times'),
  officer: word('人员编号', 'Officer id'),
  overdue: word('逾期', 'Overdue'),
  stalled: word('停滞', 'Stalled'),
  code: word('区划代码', 'Division code'),
  institutions: word('机构数', 'Institutions'),
  operating: word('在运营', 'Operating'),
  filed: word('在运营已备案', 'Operating and filed'),
  checked: word('在运营已现场检查', 'Operating and checked'),
  checkedRate: word('现场检查覆盖率（%）', 'Checked (%)'),
  graded: word('在运营已评定等级', 'Operating and graded'),
  irregularNames: word('名称不规范', 'Irregular names'),
  complaintCount: word('投诉', 'Complaints'),
  greatHazards: word('未销号重大隐患', 'Great hazards left'),
  breaches: word('失信', 'Breaches of trust'),
  violations: word('严重违法违规', 'Serious violations'),
  reasons: word('加频事由', 'Reasons'),
  frequency: word('每年检查次数', 'Visits a year'),
  due: word('还需检查', 'Still due'),
  lastOn: word('最近现场检查', 'Last on the spot'),
  unfiled: word('未备案', 'Unfiled'),
  beds: word('床位', 'Beds'),
  complaints: word('在办投诉', 'Open complaints'),
  rectifications: word('在办整改', 'Open rectifications'),
  caseNo: word('案号', 'Case number'),
  status: word('状态', 'Status'),
  openedAt: word('受理时间', 'Opened'),
  dueAt: word('截止', 'Due'),
  assignee: word('经办人', 'Officer'),
  outcome: word('结果', 'Outcome'),
};

/** Words for values that are codes. */
const VALUES: Record<string, Record<string, Title>> = {
  deadline: {
    answer: word('答复', 'Answer'),
    triage: word('受理', 'Triage'),
    investigation: word('调查', 'Investigation'),
    callback: word('回访', 'Callback'),
    reopening: word('重办审批', 'Decision on reopening'),
    siteCheck: word('现场检查', 'Site check'),
    conclusion: word('核查结论', 'Conclusion'),
    correction: word('更正', 'Correction'),
    recheck: word('复查', 'Recheck'),
    filing: word('备案', 'Filing'),
    notice: word('下发通知', 'Notice'),
    rectification: word('整改', 'Rectification'),
    extension: word('延期审批', 'Decision on more time'),
    verification: word('验收', 'Verification'),
    signOff: word('签字销号', 'Sign-off'),
    lookBack: word('回头看', 'Look-back'),
    return: word('退单审批', 'Decision on a return'),
    queued: word('接收移送', 'Acceptance of a referral'),
    accepted: word('立案', 'Registration'),
    returned: word('补充材料', 'Supplement'),
    registered: word('办结移送', 'Conclusion of a referral'),
    departmentReply: word('部门答复', 'Reply of a department'),
  },
  rung: {
    remind: word('到期提醒', 'Reminder'),
    overdue: word('逾期告知', 'Overdue'),
    supervise: word('督办', 'Supervision order'),
    refer: word('移送纪检监察', 'Referral'),
    urge: word('督促机构', 'Urging'),
    propose: word('提请决定', 'Proposal'),
    circulate: word('通报', 'Bulletin'),
  },
  kind: {
    building: word('房屋建筑', 'Building'),
    fire: word('消防', 'Fire'),
    food: word('食品', 'Food'),
    medical: word('医疗', 'Medical'),
    environment: word('环境', 'Environment'),
    specialEquipment: word('特种设备', 'Special equipment'),
    management: word('管理', 'Management'),
    other: word('其他', 'Other'),
  },
  severity: {
    onTheSpot: word('即查即改', 'On the spot'),
    general: word('一般', 'General'),
    major: word('重大', 'Major'),
    intractable: word('一院一案', 'Intractable'),
  },
  measure: {
    orderSuspension: word('责令停业整顿', 'Suspension of operation'),
    openJointEnforcement: word('联合执法', 'Joint enforcement'),
    listForSupervision: word('挂牌督办', 'Listing for supervision'),
    reportToGovernment: word('报告政府', 'Report to the government'),
  },
  reasons: {
    manyComplaints: word('投诉举报多', 'Many complaints'),
    greatHazards: word('安全隐患大', 'Great hazards'),
    breachOfTrust: word('有失信行为', 'Breach of trust'),
    seriousViolations: word('严重违法违规记录', 'Serious violations'),
  },
  status: { open: word('在办', 'Open'), closed: word('已结', 'Closed') },
};

export const headingOf = (column: string, language: Language): string => HEADINGS[column]?.[language] ?? column;

/** What a person reads in an exported cell. Stages are worded by the type of the same row. */
export function wordedRow(row: Record<string, unknown>, language: Language): Record<string, unknown> {
  const type = CASE_TYPE[row.type as CaseTypeName] as (typeof CASE_TYPE)[CaseTypeName] | undefined;
  const worded = Object.entries(row).map(([column, value]) => {
    if (column === 'type') return [column, type?.title[language] ?? value];
    if (column === 'stage') return [column, type?.stageTitles[String(value)]?.[language] ?? value];
    const named = (one: unknown) => VALUES[column]?.[String(one)]?.[language] ?? one;
    return [column, Array.isArray(value) ? value.map(named).join('；') : named(value)];
  });
  return Object.fromEntries(worded);
}
