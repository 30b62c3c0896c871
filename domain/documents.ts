/** Documents that the cases leave behind; the names are kept with each document. */
export const DOCUMENT_KINDS = [
  'rectificationNotice',
  'rectificationOrder',
  'departmentNotice',
  'supervisionRecord',
  'acceptanceRecord',
  'signOffRecord',
  'filingCommitment',
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

/** Papers that are addressed to the institution. All others stay in the bureau. */
const SERVED: readonly DocumentKind[] = [
  'rectificationNotice',
  'rectificationOrder',
  'acceptanceRecord',
  'signOffRecord',
  'filingCommitment',
  'siteCheckRecord',
  'filingUrge',
  'extensionDecision',
  'suspensionOrder',
];
export const isServed = (kind: string): boolean => (SERVED as readonly string[]).includes(kind);

/** The word of each kind in the number of a document. */
const NUMBER_WORD: Readonly<Record<DocumentKind, string>> = {
  rectificationNotice: '整通',
  rectificationOrder: '责改',
  departmentNotice: '告知',
  supervisionRecord: '督查',
  acceptanceRecord: '验收',
  signOffRecord: '销号',
  filingCommitment: '备诺',
  siteCheckRecord: '核查',
  filingUrge: '督备',
  complaintAnswer: '答复',
  transferNotice: '转办',
  referralLetter: '移送',
  closingReport: '结案',
  extensionDecision: '延期',
  suspensionOrder: '停整',
  jointEnforcementLetter: '联执',
};

/**
 * The number of a document without its count, such as 丘北民整通〔2026〕: the division, the kind and the year. Each of these is counted by itself,
 * from 1 and without gaps.
 */
export const numberPrefix = (divisionName: string, kind: DocumentKind, year: number): string =>
  `${shortName(divisionName)}民${NUMBER_WORD[kind]}〔${year}〕`;

/** What a division is called in the numbers of its documents: 丘北 for 丘北县. */
const shortName = (name: string): string => (name.length > 2 ? name.replace(/(省|市|县|区|旗)$/, '') : name);
