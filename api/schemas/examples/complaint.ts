import type { COMPLAINT_ACTIONS, ComplaintFile } from '../../../domain/complaint.ts';
import { type ExamplesOf, inDays, otherCase } from './common.ts';

/** Examples of the actions of a complaint. */
export const COMPLAINT_EXAMPLES: ExamplesOf<typeof COMPLAINT_ACTIONS, ComplaintFile> = {
  accept: () => ({ note: '属本单位职责，予以受理。' }),
  transfer: () => ({ department: '市场监督管理局', reason: '反映保健品虚假宣传，属市场监管部门职责。' }),
  merge: (file, context) => ({ into: otherCase(file, context) }),
  recordInvestigation: () => ({ findings: '现场查看并询问三名老人和护理员，夜间无人值班情况属实。', substantiated: true }),
  giveFeedback: () => ({ answer: '经调查属实，已责令该院自即日起安排夜间值班，并下发整改通知。', way: 'phone' }),
  closeUnfounded: () => ({ reason: '经现场核查和调取监控，所反映情况不存在。', answer: '经核查，未发现您反映的情况，感谢监督。' }),
  recordCallback: () => ({ reached: true, satisfied: true, score: 5, note: '对处理结果满意。' }),
  requestReopening: () => ({ reason: '夜间仍无人值班，要求重新办理。' }),
  decideReopening: () => ({ granted: true, reason: '出现新的情况，同意重新办理。' }),
  openRectification: () => ({ items: [{ description: '夜间无人值班，呼叫铃失灵', kind: 'management', severity: 'general' }] }),
  refer: () => ({ target: 'discipline', reason: '发现工作人员收受机构礼金线索。' }),
  nameOfficials: () => ({ namedOfficials: [{ name: '马某某' }], reason: '调查中发现该工作人员涉嫌收受机构礼金。' }),
  banFromIndustry: (_file, context) => ({
    responsiblePerson: '钱某某',
    until: inDays(context, 1_826),
    reason: '护理员多次殴打失能老人，院长知情不报，已移送公安机关。',
  }),
  requestUnsealing: () => ({ reason: '需当面核实举报内容并取证。' }),
  decideUnsealing: () => ({ granted: true, reason: '核查确需联系举报人。', hours: 24 }),
  supplement: () => ({ text: '补充：当晚值班室灯一直关着，有照片。' }),
};
