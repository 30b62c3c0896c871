import type { IsoDate } from '../../domain/days.ts';
import { type Hazard, hazards } from './hazard.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { atTime, onDay } from './words.ts';

/** One item with the two people who answer for it: never the same. */
interface SignedOff extends Hazard {
  verifiedBy: string;
  verifiedOn: IsoDate;
  signedBy: string;
  /** The instant of the signature, in milliseconds. */
  signedAt: number;
}

/** Sign-off record (签字销号记录, R-069): one signature with its time for every item. */
export interface SignOffRecord extends Letterhead {
  items: SignedOff[];
}

export function signOffRecord(facts: SignOffRecord): Sheets {
  const body = [
    heading(TITLE.signOffRecord),
    factTable([
      ['养老机构', institutionOf(facts)],
      ['销号项数', `${facts.items.length}项`],
    ]),
    hazards(
      facts.items,
      { title: '验收人、日期', of: (item) => `${item.verifiedBy}\n${onDay(item.verifiedOn)}`, width: 'middle' },
      { title: '签字人、时间', of: (item) => `${item.signedBy}\n${atTime(item.signedAt)}`, width: 'middle' },
    ),
    text('以上各项已逐项整改、逐项验收合格，经负责人逐项签字，予以销号。销号后将开展“回头看”，问题反弹的重新列入台账。'),
    signatures('分管负责人签字'),
    signedBy(facts),
  ];
  return [body];
}
