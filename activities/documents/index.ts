import type { DocumentKind } from '../../domain/documents.ts';
import { type AcceptanceRecord, acceptanceRecord } from './acceptance-record.ts';
import { type ClosingReport, closingReport } from './closing-report.ts';
import { type ComplaintAnswer, complaintAnswer } from './complaint-answer.ts';
import { type ExtensionDecision, extensionDecision } from './extension-decision.ts';
import { type FilingUrge, filingUrge } from './filing-urge.ts';
import { type JointEnforcementLetter, jointEnforcementLetter } from './joint-enforcement-letter.ts';
import type { Rendered } from './page.ts';
import { type RectificationNotice, rectificationNotice } from './rectification-notice.ts';
import { type ReferralLetter, referralLetter } from './referral-letter.ts';
import { type SignOffRecord, signOffRecord } from './sign-off-record.ts';
import { type SiteCheckRecord, siteCheckRecord } from './site-check-record.ts';
import { type SuspensionOrder, suspensionOrder } from './suspension-order.ts';
import { type TransferNotice, transferNotice } from './transfer-notice.ts';

/** What a document of each kind is made from. */
export interface DocumentFacts {
  rectificationNotice: RectificationNotice;
  acceptanceRecord: AcceptanceRecord;
  signOffRecord: SignOffRecord;
  siteCheckRecord: SiteCheckRecord;
  filingUrge: FilingUrge;
  complaintAnswer: ComplaintAnswer;
  transferNotice: TransferNotice;
  referralLetter: ReferralLetter;
  closingReport: ClosingReport;
  extensionDecision: ExtensionDecision;
  suspensionOrder: SuspensionOrder;
  jointEnforcementLetter: JointEnforcementLetter;
}

/** How each kind is written; a kind without facts and a writer does not compile. */
const WRITERS: { [K in DocumentKind]: (facts: DocumentFacts[K]) => Rendered } = {
  rectificationNotice,
  acceptanceRecord,
  signOffRecord,
  siteCheckRecord,
  filingUrge,
  complaintAnswer,
  transferNotice,
  referralLetter,
  closingReport,
  extensionDecision,
  suspensionOrder,
  jointEnforcementLetter,
};

/**
 * Writes a document as one self-contained page of HTML, ready to print on A4. Pure: equal facts give equal bytes, so that making a
 * document again stores nothing new.
 */
export function render<K extends DocumentKind>(kind: K, facts: DocumentFacts[K]): Rendered {
  return WRITERS[kind](facts);
}
