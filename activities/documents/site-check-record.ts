import type { IsoDate } from '../../domain/days.ts';
import type { SiteCheck } from '../../domain/filing-check/file.ts';
import { type Hazard, hazards } from './hazard.ts';
import { type BothSides, institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, ledger, note, section, signatures, text } from './parts.ts';
import { titleOf } from './titles.ts';
import { CONCLUSION, INSPECTED_UNDER, onDay } from './words.ts';

/** On-site check record (备案现场检查记录, F-17): every filed datum held against what was found. */
export interface SiteCheckRecord extends Letterhead, Pick<SiteCheck, 'checkedOn' | 'departments' | 'verification' | 'conclusion' | 'late'> {
  kind: 'filed' | 'unfiled';
  /** The day of filing, or of discovering that residents were taken in. */
  clockStartOn: IsoDate;
  dueOn?: IsoDate;
  /** Names of those who went. */
  inspectors: string[];
  hazards: Hazard[];
  /** What was signed on the spot on the day of the check. */
  signed?: BothSides;
}

export function siteCheckRecord(facts: SiteCheckRecord): Sheets {
  const body = [
    heading(titleOf('siteCheckRecord', facts)),
    basics(facts),
    facts.verification.length > 0 ? section('备案信息核实', verified(facts)) : [],
    facts.hazards.length > 0
      ? section('现场发现的问题隐患', hazards(facts.hazards), ...text('上述问题隐患另案下发整改通知书，逐项整改、逐项验收。'))
      : [],
    text(INSPECTED_UNDER),
    signatures(
      ...facts.inspectors.map((name, i) => ({ who: `检查人员（${name}）`, ...(i === 0 ? { signed: facts.signed?.inspector } : {}) })),
      { who: '被检查单位负责人', signed: facts.signed?.institution },
    ),
    signedBy(facts),
    note('本记录一式两份，被检查单位和检查单位各存一份。'),
  ];
  return [body];
}

const basics = (facts: SiteCheckRecord) =>
  factTable([
    ['被检查单位', institutionOf(facts)],
    ['起算事由', facts.kind === 'filed' ? '备案之日' : '发现收住老年人之日'],
    ['起算日、截止日', `${onDay(facts.clockStartOn)}${facts.dueOn ? `至${onDay(facts.dueOn)}` : ''}`],
    ['检查日期', `${onDay(facts.checkedOn)}${facts.late ? '（逾期）' : ''}`],
    ['检查人员', facts.inspectors.join('、')],
    ['参加部门', facts.departments.join('、')],
    ['结论', facts.conclusion && CONCLUSION[facts.conclusion]],
  ]);

const verified = ({ verification }: SiteCheckRecord) =>
  ledger(verification, [
    { title: '核实事项', of: ({ field }) => field, width: 'middle' },
    { title: '备案信息', of: ({ filed }) => filed },
    { title: '现场情况', of: ({ found }) => found },
    { title: '一致', of: ({ match }) => (match ? '是' : '否'), width: 'short' },
  ]);
