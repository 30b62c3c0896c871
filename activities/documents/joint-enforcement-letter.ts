import type { IsoDate } from '../../domain/days.ts';
import { dueDate, type Hazard, hazards } from './hazard.ts';
import { html } from './html.ts';
import { institutionOf, type Letterhead, page, type Rendered, signedBy } from './page.ts';
import { factTable, heading, receipt, salutation, section, signatures, text } from './parts.ts';
import { onDay } from './words.ts';

/** Letter asking departments to join in enforcement (联合执法函, R-100), with the form of their reply. */
export interface JointEnforcementLetter extends Letterhead {
  departments: string[];
  reason: string;
  /** Hidden dangers that are still open; none for an institution that has not filed. */
  items?: Hazard[];
  replyBefore?: IsoDate;
  decidedBy: string;
}

const TO_FILL_IN = html`<br><br>`;

export function jointEnforcementLetter(facts: JointEnforcementLetter): Rendered {
  const { items = [], departments, replyBefore } = facts;
  const until = replyBefore ? `于${onDay(replyBefore)}前` : '及时';
  const body = [
    heading('联合执法函'),
    salutation(departments.join('、')),
    text(`经研究决定，对${institutionOf(facts)}开展联合执法。请按照各自职责派员参加，${until}将贵单位的检查、处理情况函告我单位。`),
    section('事由', ...text(facts.reason)),
    items.length > 0 ? section('未完成整改的问题隐患', hazards(items, dueDate)) : [],
    text(`决定人：${facts.decidedBy}`),
    signedBy(facts),
    receipt(
      '回　执',
      factTable([
        ['参加人员', TO_FILL_IN],
        ['检查发现', TO_FILL_IN],
        ['处理意见', TO_FILL_IN],
      ]),
      signatures('经办人签字', '单位（印章）'),
    ),
  ].flat();
  return page('联合执法函', facts, html`${body}`);
}
