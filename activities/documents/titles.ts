import type { DocumentKind } from '../../domain/documents.ts';

/** What a document of each kind is called, so that it can be issued before it is written. */
export const TITLE = {
  rectificationNotice: '整改通知书',
  rectificationOrder: '责令限期整改决定书',
  departmentNotice: '问题隐患告知函',
  supervisionRecord: '督导检查记录表',
  acceptanceRecord: '隐患整改验收记录',
  signOffRecord: '隐患整改签字销号记录',
  filingCommitment: '养老机构备案信用承诺书',
  siteCheckRecord: '备案现场检查记录',
  filingUrge: '督促备案通知书',
  complaintAnswer: '投诉举报办理情况反馈',
  transferNotice: '投诉举报转办函',
  referralLetter: '移送函',
  closingReport: '结案报告',
  extensionDecision: '整改延期决定书',
  suspensionOrder: '责令停业整顿决定书',
  jointEnforcementLetter: '联合执法函',
} as const satisfies Record<DocumentKind, string>;

const UNFILED_CHECK = '未备案养老机构现场检查记录';

/** The title of a document. Of an on-site check: of the filing, or of an institution that was not filed. */
export const titleOf = (kind: DocumentKind, facts: object): string =>
  kind === 'siteCheckRecord' && 'kind' in facts && facts.kind !== 'filed' ? UNFILED_CHECK : TITLE[kind];
