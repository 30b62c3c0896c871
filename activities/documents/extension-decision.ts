import type { IsoDate } from '../../domain/days.ts';
import type { Hazard } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, salutation, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { HAZARD_KIND, onDay, SEVERITY } from './words.ts';

/** Decision on more time for one item (整改延期决定书). `item.dueOn` is the date before the decision. */
export interface ExtensionDecision extends Letterhead {
  item: Hazard;
  requestedOn: IsoDate;
  requestedUntil: IsoDate;
  requestReason: string;
  granted: boolean;
  /** Why it was decided so. */
  reason: string;
  decidedBy: string;
}

export function extensionDecision(facts: ExtensionDecision): Sheets {
  const { item, granted, requestedUntil } = facts;
  const decision = granted
    ? `经研究，同意第${item.no}项的整改期限延长至${onDay(requestedUntil)}。其他各项期限不变。`
    : `经研究，不同意延长第${item.no}项的整改期限，原期限不变，请按期完成整改。`;
  const body = [
    heading(TITLE.extensionDecision),
    salutation(institutionOf(facts)),
    text(`你单位于${onDay(facts.requestedOn)}就下列问题隐患提出的延期申请收悉。`),
    factTable([
      ['序号', item.no],
      ['隐患类别、等级', `${HAZARD_KIND[item.kind]}；${SEVERITY[item.severity]}`],
      ['问题描述', item.description],
      ['原整改期限', item.dueOn && onDay(item.dueOn)],
      ['申请延长至', onDay(requestedUntil)],
      ['申请理由', facts.requestReason],
      ['决定', granted ? '同意延期' : '不同意延期'],
      ['决定理由', facts.reason],
      ['决定人', facts.decidedBy],
    ]),
    text(decision),
    signedBy(facts),
  ];
  return [body];
}
