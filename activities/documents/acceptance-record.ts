import type { IsoDate } from '../../domain/days.ts';
import type { Block } from './blocks.ts';
import type { Hazard } from './hazard.ts';
import { type BothSides, institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { type Evidence, factTable, heading, manifest, section, signatures, text } from './parts.ts';
import { HAZARD_KIND, onDay, SEVERITY } from './words.ts';

/** One item that was verified. */
interface Accepted extends Hazard {
  round: number;
  submittedBy?: string;
  submittedOn?: IsoDate;
  measures?: string;
  evidence: Evidence[];
  passed: boolean;
  note?: string;
  verifiedBy: string;
  verifiedOn: IsoDate;
  /** The new date of an item that did not pass. */
  newDueOn?: IsoDate;
}

/** Acceptance record (验收记录, R-069): one sheet, one acceptance and one signature for every item. */
export interface AcceptanceRecord extends Letterhead {
  items: Accepted[];
  /** What was signed on the spot on the day of the acceptance. */
  signed?: BothSides;
}

export function acceptanceRecord(facts: AcceptanceRecord): Sheets {
  return facts.items.map((item) => sheet(facts, item));
}

function sheet(facts: AcceptanceRecord, item: Accepted): (Block | Block[])[] {
  const { inspector, institution } = facts.signed ?? {};
  return [
    heading(`隐患整改验收记录（第${item.no}项）`),
    factTable([
      ['养老机构', institutionOf(facts)],
      ['隐患类别、等级', `${HAZARD_KIND[item.kind]}；${SEVERITY[item.severity]}`],
      ['问题描述', item.description],
      ['整改期限', item.dueOn && onDay(item.dueOn)],
      ['整改轮次', `第${item.round}次`],
      ['提交人、提交日期', [item.submittedBy, item.submittedOn && onDay(item.submittedOn)].filter(Boolean).join('，')],
      ['整改情况', item.measures],
      ['验收结果', item.passed ? '通过' : '不通过'],
      ['验收意见', item.note],
      ['验收人、验收日期', `${item.verifiedBy}，${onDay(item.verifiedOn)}`],
    ]),
    item.passed ? [] : text(`该项未通过验收，应当继续整改${item.newDueOn ? `，期限为${onDay(item.newDueOn)}` : ''}。`),
    item.evidence.length > 0 ? section('整改佐证材料', manifest(item.evidence)) : [],
    signatures({ who: '验收人签字', signed: inspector }, { who: '养老机构负责人签字', signed: institution }),
    signedBy(facts),
  ];
}
