import { dueDate, type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { heading, receipt, salutation, section, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { onDay } from './words.ts';

/** Order to suspend operation for rectification (责令停业整顿决定书, R-091): a leader's decision, from the day it bears. */
export interface SuspensionOrder extends Letterhead {
  items: Hazard[];
  reason: string;
  decidedBy: string;
}

export function suspensionOrder(facts: SuspensionOrder): Sheets {
  const body = [
    heading(TITLE.suspensionOrder),
    salutation(institutionOf(facts)),
    text('经责令限期整改，你单位下列问题隐患逾期未整改或者整改不到位，存在可能危及人身健康和生命财产安全的风险：'),
    hazards(facts.items, dueDate),
    section('决定理由', ...text(facts.reason)),
    section(
      '决定事项',
      text(
        `一、自${onDay(facts.issuedOn)}起，责令你单位停业整顿，停业整顿期间不得收住新的老年人。`,
        '二、妥善安置在院老年人，及时告知老年人及其家属，不得因停业整顿损害其合法权益。',
        '三、继续完成上述各项整改。经验收合格并解除停业整顿后，方可恢复运营。',
      ),
    ),
    text('如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。'),
    text(`决定人：${facts.decidedBy}`),
    signedBy(facts),
    receipt('送达回证', signatures('受送达人签收', '送达人签字')),
  ];
  return [body];
}
