import type { IsoDate } from '../../domain/days.ts';
import { dueDate, type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, receipt, salutation, section, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { onDay } from './words.ts';

/** Letter asking departments to join in enforcement (联合执法函, R-100), with the form of their reply. */
export interface JointEnforcementLetter extends Letterhead {
  /** The department that this copy of the letter goes to, and all that are asked. */
  department: string;
  departments: string[];
  reason: string;
  /** Hidden dangers that are still open; none for an institution that has not filed. */
  items?: Hazard[];
  replyBefore?: IsoDate;
  decidedBy: string;
}

const TO_FILL_IN = ' \n ';

export function jointEnforcementLetter(facts: JointEnforcementLetter): Sheets {
  const { items = [], department, departments, replyBefore } = facts;
  const until = replyBefore ? `于${onDay(replyBefore)}前` : '及时';
  const body = [
    heading(TITLE.jointEnforcementLetter),
    salutation(department),
    text(`经研究决定，对${institutionOf(facts)}开展联合执法。请按照各自职责派员参加，${until}将贵单位的检查、处理情况函告我单位。`),
    departments.length > 1 ? text(`参加部门：${departments.join('、')}。`) : [],
    section('事由', ...text(facts.reason)),
    items.length > 0 ? section('未完成整改的问题隐患', hazards(items, dueDate)) : [],
    text(`决定人：${facts.decidedBy}`),
    signedBy(facts),
    receipt(
      '回　执',
      ...text(`联合执法函（案件编号：${facts.caseNo}）收悉，现将有关情况函告如下。`),
      factTable([
        ['参加人员', TO_FILL_IN],
        ['检查发现', TO_FILL_IN],
        ['处理意见', TO_FILL_IN],
      ]),
      signatures('经办人签字', '单位（印章）'),
    ),
  ];
  return [body];
}
