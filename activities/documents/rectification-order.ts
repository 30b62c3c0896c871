import { dueDate, type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { heading, note, receipt, salutation, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';

/** Order to rectify within a time limit (责令限期整改, F-15, R-068): the items that are major or hard to mend, each with its date. */
export interface RectificationOrder extends Letterhead {
  items: Hazard[];
}

export function rectificationOrder(facts: RectificationOrder): Sheets {
  return [
    [
      heading(TITLE.rectificationOrder),
      salutation(institutionOf(facts)),
      text('经检查，你单位存在下列重大问题隐患。根据《养老机构管理办法》等有关规定，责令你单位在各项期限内完成整改：'),
      hazards(facts.items, dueDate),
      text(
        '整改期间应当采取措施保障老年人人身安全，存在现实危险的部位立即停止使用。',
        '整改完成后逐项提交整改情况和佐证材料，由我单位逐项验收、逐项签字销号。',
        '逾期未改正且存在可能危及人身健康和生命财产安全风险的，依法责令停业整顿。',
        '如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。',
      ),
      signedBy(facts),
      receipt('送达回证', signatures('受送达人签收', '送达人签字')),
      note('本决定书一式两份，养老机构和民政部门各存一份。'),
    ],
  ];
}
