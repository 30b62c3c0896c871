import type { ComplaintFile } from '../../domain/complaint.ts';
import type { Title } from '../../domain/kernel/case-type.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';

/** The steps that a complainant is told of, in words that need no explanation. What is not here is the bureau's own business. */
const PLAIN: Record<string, Title> = {
  open: { zh: '我们收到了您的投诉', en: 'We received your complaint' },
  accept: { zh: '已受理，由专人负责', en: 'Accepted; an officer is responsible for it' },
  transfer: { zh: '不属本部门职责，已转有权处理的部门', en: 'Passed on to the department whose task it is' },
  merge: { zh: '与反映同一问题的投诉一并办理，期限不变', en: 'Handled together with others about the same; your date stays' },
  recordInvestigation: { zh: '调查已完成', en: 'The investigation is finished' },
  giveFeedback: { zh: '已作出答复', en: 'Answered' },
  closeUnfounded: { zh: '经查不属实，已答复并办结', en: 'Found to be unfounded; answered and closed' },
  answerMerged: { zh: '已作出答复', en: 'Answered' },
  recordCallback: { zh: '满意度回访', en: 'Asked whether the answer satisfies' },
  requestReopening: { zh: '申请重新办理', en: 'Asked for the case to be taken up again' },
  decideReopening: { zh: '对重新办理的申请作出了决定', en: 'Decided on taking the case up again' },
  supplement: { zh: '收到您的补充', en: 'We received what you added' },
  suspendClock: { zh: '办理期限依法中止', en: 'The period was suspended by law' },
  resumeClock: { zh: '办理期限恢复计算', en: 'The period runs again' },
  extendDeadline: { zh: '办理期限延长', en: 'The period was extended' },
  openRectification: { zh: '已要求养老机构整改', en: 'The institution was told to mend what was found' },
  withdraw: { zh: '投诉已撤回', en: 'Withdrawn' },
};

/** What happened so far, oldest first. */
export async function plainSteps({ prisma }: Deps, { caseNo }: ComplaintFile, language: Language) {
  const rows = await prisma.caseEvent.findMany({
    where: { caseNo, name: { in: Object.keys(PLAIN) } },
    orderBy: { seq: 'asc' },
    select: { at: true, name: true },
  });
  return rows.map(({ at, name }) => ({ at: at.toISOString(), name, title: PLAIN[name]?.[language] ?? name }));
}
