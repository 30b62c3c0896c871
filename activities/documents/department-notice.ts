import { dueDate, type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { heading, receipt, salutation, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';

/** Written notice to a department that hidden dangers in its charge were found (书面告知函, F-15, R-067): one letter each. */
export interface DepartmentNotice extends Letterhead {
  department: string;
  items: Hazard[];
}

export function departmentNotice(facts: DepartmentNotice): Sheets {
  return [
    [
      heading(TITLE.departmentNotice),
      salutation(facts.department),
      text(`我单位在检查${institutionOf(facts)}时发现下列问题隐患，已下发整改通知书。涉及贵单位职责范围的，现书面告知，请依法处理。`),
      hazards(facts.items, dueDate),
      text('请将处理情况函告我单位。'),
      signedBy(facts),
      receipt('回　执', ...text(`问题隐患告知函（案件编号：${facts.caseNo}）收悉。`), signatures('经办人签字', '单位（印章）')),
    ],
  ];
}
