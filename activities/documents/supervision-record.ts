import { dueDate, type Hazard, hazards } from './hazard.ts';
import { type BothSides, institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, ledger, note, section, signatures, text } from './parts.ts';
import { INSPECTED_UNDER, onDay } from './words.ts';

/** The eight questions of the printed form, in its order. */
export const QUESTIONS = [
  ['hasFundingProblem', '经费保障落实不到位'],
  ['hasPoorSubsidyReviewProblem', '特困人员补助发放审核不严格'],
  ['hasFundsManagementProblem', '资金管理不规范'],
  ['hasEntrustedOperationProblem', '委托运营监管不到位'],
  ['hasManagementQualityProblem', '机构管理混乱、服务质量不高'],
  ['hasCarerShortage', '机构护理人员配备不足'],
  ['hasSafetyHazard', '机构安全隐患'],
  ['hasEightPointBreach', '违反中央八项规定精神方面'],
] as const;
export type Question = (typeof QUESTIONS)[number][0];

/** Supervision inspection record (督导检查记录表, F-01, R-035): in two copies, signed by both sides. */
export interface SupervisionRecord extends Letterhead {
  inspectedOn: string;
  address?: string;
  /** What the inspection answered; a question without an answer is marked by hand. */
  answers: Partial<Record<Question, boolean>>;
  problems: Hazard[];
  /** Names of those who inspected. */
  inspectors: string[];
  /** What the document of the jurisdiction has inspectors look at, answered by hand. */
  checklist?: { source: string; points: string[] };
  signed?: BothSides;
}

export const supervisionRecord = (facts: SupervisionRecord): Sheets => [copy(facts, '被检查单位存'), copy(facts, '检查单位存')];

const copy = (facts: SupervisionRecord, holder: string) => {
  const { problems, signed, inspectors, checklist } = facts;
  return [
    heading(`督导检查记录表（${holder}）`),
    factTable([
      ['检查时间', onDay(facts.inspectedOn)],
      ['被检查单位', institutionOf(facts)],
      ['地址', facts.address],
      ['检查组人员', inspectors.join('、')],
    ]),
    ledger(QUESTIONS, [
      { title: '是否存在下列问题', of: ([, words]) => words },
      { title: '是 / 否', of: ([question]) => box(facts.answers[question]), width: 'middle' },
    ]),
    checklist
      ? section(
          `检查要点（${checklist.source}）`,
          ledger(checklist.points, [
            { title: '检查要点', of: (point) => point },
            { title: '是 / 否', of: () => box(undefined), width: 'middle' },
          ]),
        )
      : [],
    problems.length > 0 ? section('具体问题', hazards(problems, dueDate)) : [],
    problems.length > 0 ? text(`请于各项期限前整改完成，并将完成情况报${facts.issuer}。`) : [],
    text(INSPECTED_UNDER),
    signatures({ who: '检查组人员签字', signed: signed?.inspector }, { who: '被检查单位负责人签字', signed: signed?.institution }),
    signedBy(facts),
    note('本表一式两份，被检查单位和检查单位各存一份。'),
  ];
};

const box = (answer: boolean | undefined): string => (answer === undefined ? '□是　□否' : answer ? '■是　□否' : '□是　■否');
