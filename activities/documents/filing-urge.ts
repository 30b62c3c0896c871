import type { IsoDate } from '../../domain/days.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, receipt, salutation, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { onDay } from './words.ts';

/** Written urging to file (督促备案通知书, R-013): what was found, and until when to file. */
export interface FilingUrge extends Letterhead {
  discoveredOn?: IsoDate;
  visitedOn: IsoDate;
  inspectors: string[];
  residents?: number;
  fileBefore: IsoDate;
}

export function filingUrge(facts: FilingUrge): Sheets {
  const { discoveredOn, residents } = facts;
  const body = [
    heading(TITLE.filingUrge),
    salutation(institutionOf(facts)),
    text('经现场检查，你单位收住老年人开展养老服务活动，尚未办理养老机构备案。'),
    factTable([
      ['发现日期', discoveredOn && onDay(discoveredOn)],
      ['现场检查日期', onDay(facts.visitedOn)],
      ['检查人员', facts.inspectors.join('、')],
      ['收住老年人数', residents === undefined ? undefined : `${residents}人`],
      ['备案期限', onDay(facts.fileBefore)],
    ]),
    text(
      `根据《养老机构管理办法》等有关规定，请你单位于${onDay(facts.fileBefore)}前办理备案。`,
      '办理备案时应当如实填报备案信息，并就建筑、消防、食品、医疗卫生、环境保护、特种设备六个方面作出书面信用承诺，承诺内容将向社会公开。',
      '逾期未备案的，将会同有关部门依法处理。',
    ),
    signedBy(facts),
    receipt('送达回证', signatures('受送达人签收', '送达人签字')),
  ];
  return [body];
}
