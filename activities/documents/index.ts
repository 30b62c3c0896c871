import type { DocumentKind } from '../../domain/documents.ts';
import { type AcceptanceRecord, acceptanceRecord } from './acceptance-record.ts';
import { type ClosingReport, closingReport } from './closing-report.ts';
import { type ComplaintAnswer, complaintAnswer } from './complaint-answer.ts';
import { type DepartmentNotice, departmentNotice } from './department-notice.ts';
import { type ExtensionDecision, extensionDecision } from './extension-decision.ts';
import { type FilingCommitment, filingCommitment } from './filing-commitment.ts';
import { type FilingUrge, filingUrge } from './filing-urge.ts';
import { type JointEnforcementLetter, jointEnforcementLetter } from './joint-enforcement-letter.ts';
import { type Page, page, type Sheets } from './page.ts';
import { type RectificationNotice, rectificationNotice } from './rectification-notice.ts';
import { type RectificationOrder, rectificationOrder } from './rectification-order.ts';
import { type ReferralLetter, referralLetter } from './referral-letter.ts';
import { type SignOffRecord, signOffRecord } from './sign-off-record.ts';
import { type SiteCheckRecord, siteCheckRecord } from './site-check-record.ts';
import { type SupervisionRecord, supervisionRecord } from './supervision-record.ts';
import { type SuspensionOrder, suspensionOrder } from './suspension-order.ts';
import { titleOf } from './titles.ts';
import { type TransferNotice, transferNotice } from './transfer-notice.ts';

/** What a document of each kind is made from. */
export interface DocumentFacts {
  rectificationNotice: RectificationNotice;
  rectificationOrder: RectificationOrder;
  departmentNotice: DepartmentNotice;
  supervisionRecord: SupervisionRecord;
  filingCommitment: FilingCommitment;
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
const WRITERS: { [K in DocumentKind]: (facts: DocumentFacts[K]) => Sheets } = {
  rectificationNotice,
  rectificationOrder,
  departmentNotice,
  supervisionRecord,
  filingCommitment,
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

/** Writes a document. Pure: equal facts give an equal page. */
export function write<K extends DocumentKind>(kind: K, facts: DocumentFacts[K]): Page {
  return page(titleOf(kind, facts), facts, WRITERS[kind](facts));
}
