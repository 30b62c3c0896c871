import type { EventOfCase } from '../../casebook/effects.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import type { FilingCheckFile } from '../../domain/filing-check.ts';
import type { CaseFile, CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { RectificationFile } from '../../domain/rectification.ts';
import type { ReferralFile } from '../../domain/referral.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { CATEGORY, CHANNEL, CONCLUSION, onDay } from '../documents/words.ts';
import { evidenceOf, letterhead, type Source } from './source.ts';
import { eventTitle } from './titles.ts';

type Result = DocumentFacts['closingReport']['results'][number];

export const closingReport = (source: Source): DocumentFacts['closingReport'] => {
  const { event, around, name } = source;
  const { file } = event;
  const head = letterhead(source);
  const items = (file as Partial<RectificationFile>).items?.map(({ no, kind, severity, description }) => ({
    no,
    kind,
    severity,
    description,
  }));
  return {
    ...head,
    caseType: CASE_TYPE[file.type].title.zh,
    outcome: OUTCOMES[file.outcome ?? ''] ?? file.outcome ?? '',
    receivedOn: dayOf(file.receivedAt),
    closedOn: dayOf(event.at),
    owner: file.owner.startsWith('desk:') ? head.issuer : name(file.owner),
    results: RESULTS[file.type](file),
    ...(items ? { items } : {}),
    steps: [...around.before, event].map((e) => ({ at: e.at, what: eventTitle(e, file.type), ...whoTook(e) })),
    documents: around.documents.map(evidenceOf),
  };
};

/** Who took a step. Whoever complained is never named, whatever the log calls them. */
function whoTook({ actor }: Pick<EventOfCase, 'actor'>): { who?: string } {
  if (actor.role === 'system') return {};
  return { who: actor.role === 'public' ? '社会公众' : actor.name };
}

const OUTCOMES: Record<string, string> = {
  rectified: '已整改销号',
  answered: '已答复',
  transferred: '已转办',
  merged: '并案答复',
  unfounded: '不属实',
  confirmed: '核查属实',
  jointEnforcement: '转联合执法',
  withdrawn: '已撤销',
  concluded: '已办结',
};

/** Labels with the values that there are. */
const told = (values: Record<string, string | undefined>): Result[] =>
  Object.entries(values).flatMap(([label, value]) => (value ? [{ label, value }] : []));

/** What a case of each type came to. Neither the complaint's own words nor the findings are in it: they may tell who complained. */
const RESULTS: Record<CaseTypeName, (file: CaseFile) => Result[]> = {
  rectification(file) {
    const { items, departments, listed } = file as RectificationFile;
    const done = items.filter((i) => i.state === 'signedOff').length;
    return told({
      整改结果: `${items.length}项问题隐患，已签字销号${done}项`,
      告知部门: departments.join('、'),
      挂牌督办: listed ? '是' : undefined,
    });
  },
  complaint(file) {
    const { channel, category, investigation, answer, transferredTo, mergedInto, callbacks, outcome } = file as ComplaintFile;
    const satisfied = callbacks.findLast((c) => c.reached)?.satisfied;
    return told({
      受理渠道: CHANNEL[channel],
      反映类别: CATEGORY[category],
      调查结论: verdict(outcome === 'unfounded' ? false : investigation?.substantiated, '属实', '不属实'),
      办理结果: answer?.text,
      反馈日期: answer && `${onDay(dayOf(answer.at))}${answer.late ? '（超过规定期限）' : ''}`,
      转办部门: transferredTo?.department,
      并入案件: mergedInto,
      回访: verdict(satisfied, '满意', '不满意'),
    });
  },
  filingCheck(file) {
    const { filedOn, discoveredOn, checks, urges, departments } = file as FilingCheckFile;
    const conclusion = checks.at(-1)?.conclusion;
    return told({
      备案日期: filedOn && onDay(filedOn),
      发现日期: discoveredOn && onDay(discoveredOn),
      督促备案: urges.map((u) => onDay(u.visitedOn)).join('、'),
      现场检查: checks.map((c) => onDay(c.checkedOn)).join('、'),
      检查结论: conclusion && CONCLUSION[conclusion],
      联合执法部门: departments.join('、'),
    });
  },
  referral(file) {
    const { registerNo, conclusion } = file as ReferralFile;
    return told({ 立案编号: registerNo, 处理结果: conclusion?.result, 处理措施: conclusion?.measures });
  },
};

const verdict = (value: boolean | undefined, yes: string, no: string): string | undefined =>
  value === undefined ? undefined : value ? yes : no;
