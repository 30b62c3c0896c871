import type { IsoDate } from '../../domain/days.ts';
import { type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { type Evidence, factTable, heading, ledger, manifest, section } from './parts.ts';
import { TITLE } from './titles.ts';
import { atTime, onDay } from './words.ts';

/** One step of the case as the report tells it. */
interface Told {
  /** Milliseconds. */
  at: number;
  what: string;
  /** Who took it; unset for what the ladder did. */
  who?: string;
}

/** Closing report (结案报告): what the case was about, how it ended, every step and every document. Facts of any case type. */
export interface ClosingReport extends Letterhead {
  /** The case type and the outcome in words, such as 隐患整改 and 已整改销号. */
  caseType: string;
  outcome: string;
  receivedOn: IsoDate;
  closedOn: IsoDate;
  owner: string;
  /** Findings and results in words; impersonal. */
  results: { label: string; value: string }[];
  items?: Hazard[];
  steps: Told[];
  documents: Evidence[];
}

export function closingReport(facts: ClosingReport): Sheets {
  const { items = [], documents, steps, results } = facts;
  const body = [
    heading(TITLE.closingReport),
    factTable([
      ['案件类型', facts.caseType],
      ['养老机构', institutionOf(facts)],
      ['受理日期', onDay(facts.receivedOn)],
      ['结案日期', onDay(facts.closedOn)],
      ['承办人', facts.owner],
      ['结案方式', facts.outcome],
    ]),
    results.length > 0 ? section('办理情况', factTable(results.map(({ label, value }) => [label, value]))) : [],
    items.length > 0 ? section('问题隐患', hazards(items)) : [],
    section('办理过程', course(steps)),
    documents.length > 0 ? section('案卷文书', manifest(documents)) : [],
    signedBy(facts),
  ];
  return [body];
}

const course = (steps: Told[]) =>
  ledger(steps, [
    { title: '时间', of: ({ at }) => atTime(at), width: 'middle' },
    { title: '事项', of: ({ what }) => what },
    { title: '办理人', of: ({ who }) => who ?? '系统', width: 'middle' },
  ]);
