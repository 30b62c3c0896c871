import { dueDate, type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, note, receipt, salutation, section, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';

/** Rectification notice (整改通知书, F-15, R-067): every item with its date, and who else is told in writing. */
export interface RectificationNotice extends Letterhead {
  items: Hazard[];
  /** Departments that are informed in writing. */
  departments: string[];
  /** For hazards that are hard to mend: one plan per institution. */
  plan?: { plan: string; measures: string; responsiblePerson: string };
}

export function rectificationNotice(facts: RectificationNotice): Sheets {
  const { items, departments, plan } = facts;
  const body = [
    heading(TITLE.rectificationNotice),
    salutation(institutionOf(facts)),
    text(
      `经检查，你单位存在下列${items.length}项问题隐患。根据《养老机构管理办法》等有关规定，现通知你单位逐项整改，并在各项期限届满前逐项提交整改情况和佐证材料。`,
    ),
    hazards(items, dueDate),
    plan
      ? section(
          '一院一案',
          factTable([
            ['整改方案', plan.plan],
            ['整改措施', plan.measures],
            ['责任人', plan.responsiblePerson],
          ]),
        )
      : [],
    text(
      '每项问题单独整改、单独验收、单独签字销号。确需延长期限的，应当在期限届满前提出申请并说明理由。',
      '逾期未整改或者整改不到位的，将会同有关部门依法依规处理；存在可能危及人身健康和生命财产安全的风险，逾期仍未改正的，依法责令停业整顿。',
      departments.length > 0 ? `本通知同时书面告知：${departments.join('、')}。` : undefined,
    ),
    signedBy(facts),
    receipt('送达回证', signatures('受送达人签收', '送达人签字')),
    note('本通知书一式两份，养老机构和民政部门各存一份。'),
  ];
  return [body];
}
