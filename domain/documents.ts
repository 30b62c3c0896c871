/** Documents that the cases leave behind; the names are kept with each document. */
export const DOCUMENT_KINDS = [
  'rectificationNotice',
  'acceptanceRecord',
  'signOffRecord',
  'siteCheckRecord',
  'filingUrge',
  'complaintAnswer',
  'transferNotice',
  'referralLetter',
  'closingReport',
  'extensionDecision',
  'suspensionOrder',
  'jointEnforcementLetter',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
