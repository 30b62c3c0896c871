import type { DocumentKind } from '../../domain/documents.ts';
import { acceptanceRecord } from './acceptance-record.ts';
import { closingReport } from './closing-report.ts';
import { complaintAnswer } from './complaint-answer.ts';
import { extensionDecision } from './extension-decision.ts';
import { filingUrge } from './filing-urge.ts';
import { jointEnforcementLetter } from './joint-enforcement-letter.ts';
import type { Rendered } from './page.ts';
import { rectificationNotice } from './rectification-notice.ts';
import { referralLetter } from './referral-letter.ts';
import { signOffRecord } from './sign-off-record.ts';
import { siteCheckRecord } from './site-check-record.ts';
import { suspensionOrder } from './suspension-order.ts';
import { transferNotice } from './transfer-notice.ts';

/** How each kind is written; a kind without a writer does not compile. */
const WRITERS = {
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
} satisfies Record<DocumentKind, (facts: never) => Rendered>;

/** What a document of each kind is made from. */
export type DocumentFacts = { [K in DocumentKind]: Parameters<(typeof WRITERS)[K]>[0] };

/**
 * Writes a document as one self-contained page of HTML, ready to print on A4. Pure: equal facts give equal bytes, so that making a
 * document again stores nothing new.
 */
export function render<K extends DocumentKind>(kind: K, facts: DocumentFacts[K]): Rendered {
  const write: (facts: DocumentFacts[K]) => Rendered = WRITERS[kind];
  return write(facts);
}
