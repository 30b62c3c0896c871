import type { IsoDate } from '../../domain/days.ts';
import type { ReferralFile, ReferralGround } from '../../domain/referral.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { type Evidence, factTable, heading, manifest, note, receipt, salutation, section, signatures, text } from './parts.ts';
import { onDay, TARGET } from './words.ts';

const GROUND: Readonly<Record<ReferralGround, string>> = {
  officialLate: '逾期未办结，经督办仍未办结',
  namedOfficial: '投诉举报涉及公职人员',
  byHand: '办理中发现线索',
};

/** Referral letter (移送函, F-36, R-114, R-115) with the list of evidence by hash. The informant is not in it. */
export interface ReferralLetter extends Letterhead, Pick<ReferralFile, 'target' | 'ground'> {
  /** The case that the referral is about. */
  about: string;
  reason?: string;
  /** Names of the officials whom it concerns. */
  officials: string[];
  /** The date that was missed: what it awaited, in words, and its last day. */
  missed?: { awaited: string; dueOn: IsoDate };
  evidence: Evidence[];
}

export function referralLetter(facts: ReferralLetter): Sheets {
  const { missed, evidence } = facts;
  const body = [
    heading('移　送　函'),
    salutation(TARGET[facts.target]),
    text('现将下列线索及有关材料移送你单位，请依规依纪依法处理，并将接收情况函告我单位。'),
    factTable([
      ['所涉案件', facts.about],
      ['所涉机构', institutionOf(facts)],
      ['移送事由', GROUND[facts.ground]],
      ['逾期事项', missed && `${missed.awaited}，期限为${onDay(missed.dueOn)}`],
      ['所涉人员', facts.officials.join('、')],
      ['情况说明', facts.reason],
    ]),
    section('证据材料清单', evidence.length > 0 ? manifest(evidence) : text('无。')),
    signedBy(facts),
    receipt(
      '回　执',
      ...text(`移送函（案件编号：${facts.caseNo}）及清单所列${evidence.length}项材料收悉。`),
      signatures('接收人签字', '接收单位（印章）'),
    ),
    note('本函及所附材料涉及投诉举报的，已隐去投诉举报人信息。材料以SHA-256校验值为准，与校验值不符的不是移送的材料。'),
  ];
  return [body];
}
