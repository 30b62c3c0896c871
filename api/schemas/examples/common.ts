import type { CaseFile } from '../../../domain/kernel/case-file.ts';
import type { Circumstances, InputOf, TakenByPeople } from '../../../domain/kernel/case-type.ts';
import { type COMMON_ACTIONS, extendableDates } from '../../../domain/kernel/common-actions.ts';
import { unanswered } from '../../../domain/letters.ts';
import { undecided } from '../../../domain/sanctions.ts';
import { addDays, dayOf, type IsoDate } from '../../../domain/working-days.ts';

/** What an example may draw on. With policy and calendar it keeps to them too; ids that exist make it one that can be sent as it is. */
export interface ExampleContext extends Partial<Circumstances> {
  now: number;
  /** Ids of officers who may be given the case. */
  people?: { caseworkers: string[] };
  /** Numbers of other cases of the division. */
  cases?: string[];
  institutions?: { id: string; name: string }[];
  evidence?: string[];
}

/** A lawful input for every action of a table that people take, made for one very case. */
export type ExamplesOf<T, F> = { [K in TakenByPeople<T>]: (file: F, context: ExampleContext) => InputOf<T[K]> };

export const today = ({ now }: ExampleContext): IsoDate => dayOf(now);
export const inDays = ({ now }: ExampleContext, days: number): IsoDate => addDays(dayOf(now), days);

/** As many inspectors as a site check needs. */
export const inspectors = ({ policy }: ExampleContext): string[] =>
  Array.from({ length: policy?.filing.inspectors ?? 2 }, (_, i) => INSPECTORS[i] ?? `检查员${i + 1}`);
const INSPECTORS = ['李建国', '王秀英', '张伟', '刘芳'];

/** An officer who may be given the case, best one who does not have it. */
function officer({ assignee, excluded, owner }: CaseFile, { people }: ExampleContext): string {
  const free = (people?.caseworkers ?? []).filter((id) => !excluded.includes(id));
  return free.find((id) => id !== assignee) ?? free[0] ?? assignee ?? owner;
}

/** Another case: one that it is linked with, else one of the division. */
export function otherCase({ caseNo, links }: CaseFile, { cases = [] }: ExampleContext): string {
  const linked = links.filter((l) => l.kind === 'related' || l.kind === 'duplicate').map((l) => l.caseNo);
  return [...linked, ...cases].find((other) => other !== caseNo) ?? 'TS-532626-2026-000001';
}

const noEvidence = '0'.repeat(64);

/** Examples of the actions that every case has. */
export const COMMON_EXAMPLES: ExamplesOf<typeof COMMON_ACTIONS, CaseFile> = {
  assign: (file, context) => ({ to: officer(file, context), note: '请按期办理。' }),
  reassign: (file, context) => ({ to: officer(file, context), note: '原承办人外出培训，材料已当面移交。' }),
  returnToSupervisor: () => ({ reason: '该机构不在本人片区，请改派。' }),
  addNote: () => ({ text: '已电话联系机构负责人，约定明日上午到场。' }),
  attachEvidence: ({ evidence }, context) => ({ evidence: [context.evidence?.[0] ?? evidence[0] ?? noEvidence], note: '现场照片。' }),
  suspendClock: (_file, context) => ({
    ground: 'appraisal',
    reason: '委托第三方作房屋安全鉴定，鉴定期间中止计时。',
    effectiveOn: today(context),
  }),
  resumeClock: () => ({ reason: '鉴定报告已收到，恢复计时。' }),
  extendDeadline: (file, context) => ({
    deadline: extendableDates(file, context.now)[0]?.id ?? '',
    workingDays: 2,
    reason: '需向市场监管部门调取材料。',
  }),
  escalate: () => ({ reason: '机构拒不配合，提请督办。' }),
  linkCase: (file, context) => ({ caseNo: otherCase(file, context), kind: 'related' }),
  recuse: () => ({ reason: '本人与该机构负责人系近亲属，申请回避。' }),
  withdraw: () => ({ reason: '重复登记，予以撤销。' }),
  proposeListing: () => ({ cause: '提供虚假材料骗取建设补贴，情节严重。' }),
  decideSanction: (file) => ({
    measure: undecided(file)[0]?.measure ?? 'jointPunishment',
    granted: true,
    reason: '事实清楚，同意。',
  }),
  endListing: () => ({ reason: '已纠正失信行为并消除影响，予以移出。' }),
  recordReply: (file) => ({
    letterNo: (unanswered(file).find((l) => l.replyBefore) ?? unanswered(file)[0])?.no ?? 1,
    text: '已派员核查，处理意见附后。',
    respondent: '消防救援大队 张工',
  }),
  identifyInstitution(_file, { institutions }) {
    const { id, name } = institutions?.[0] ?? { id: 'INST-000001', name: '锦屏镇敬老院' };
    return { institutionId: id, name };
  },
};
