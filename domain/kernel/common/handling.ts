import { type RecordReplyInput, unanswered } from '../../letters.ts';
import { HEADS, STAFF } from '../../roles.ts';
import type { CaseFile, Link } from '../case-file.ts';
import type { ActionTable } from '../case-type.ts';
import { refuse } from '../refusal.ts';
import { exclude } from './ownership.ts';

export interface NoteInput {
  text: string;
}
export interface AttachInput {
  evidence: string[];
  note?: string;
}
export interface EscalateInput {
  reason: string;
}
export interface LinkCaseInput {
  caseNo: string;
  kind: Extract<Link['kind'], 'related' | 'duplicate'>;
}
export interface WithdrawInput {
  reason: string;
}
export interface IdentifyInstitutionInput {
  institutionId: string;
  name: string;
  /** Officials related to it. */
  excluded?: string[];
}

export interface RecuseInput {
  reason: string;
}

/** What is written down or handed in. */
export const NOTES = {
  addNote: { title: { zh: '记事', en: 'Add a note' }, at: 'open', by: [...STAFF, 'department'], take(_draft, _input: NoteInput) {} },
  attachEvidence: {
    title: { zh: '附证据', en: 'Attach evidence' },
    at: 'open',
    by: [...STAFF, 'department', 'institution'],
    take(draft, { evidence }: AttachInput) {
      draft.evidence.push(...evidence.filter((id) => !draft.evidence.includes(id)));
    },
  },
} satisfies ActionTable<CaseFile>;

/** What else becomes of a case in the hands of the bureau. */
export const HANDLING = {
  escalate: {
    title: { zh: '提请督办', en: 'Escalate' },
    at: 'open',
    by: STAFF,
    take(_draft, _input: EscalateInput, step) {
      step.tell('escalated', ['supervisor', 'leader']);
    },
  },
  linkCase: {
    title: { zh: '关联案件', en: 'Link a case' },
    at: 'open',
    by: STAFF,
    refuse: (file, { caseNo }: LinkCaseInput) => (caseNo === file.caseNo ? refuse('linked-to-itself', { field: 'caseNo' }) : undefined),
    take(_draft, link: LinkCaseInput, step) {
      step.link(link);
    },
  },
  /** Whoever finds that a case concerns them says so, is kept from it at once, and it falls to the section head (回避). */
  recuse: {
    title: { zh: '申请回避', en: 'Recuse oneself' },
    at: 'open',
    by: STAFF,
    take: (draft, _input: RecuseInput, step) => exclude(draft, [step.actor.id], step),
  },
  withdraw: {
    title: { zh: '撤销', en: 'Withdraw' },
    at: 'open',
    by: HEADS,
    take(_draft, _input: WithdrawInput, step) {
      step.close('withdrawn');
    },
  },
  identifyInstitution: {
    title: { zh: '确认机构', en: 'Identify the institution' },
    at: 'open',
    by: STAFF,
    offered: (file) => (file.institution?.id === undefined ? undefined : refuse('already-identified')),
    take(draft, { institutionId, name, excluded = [] }: IdentifyInstitutionInput, step) {
      step.say({ asWritten: draft.institution?.name ?? null });
      draft.institution = { id: institutionId, name };
      exclude(draft, excluded, step);
    },
  },
  /** A department's reply to a letter: recorded for it, or by itself with the link that it was sent. */
  recordReply: {
    title: { zh: '登记回函', en: 'Record a reply' },
    at: 'any',
    by: [...STAFF, 'department'],
    offered: (file) => (unanswered(file).length > 0 && !file.anonymised ? undefined : refuse('no-letter-waits')),
    refuse: (file, { letterNo }: RecordReplyInput) =>
      unanswered(file).some(({ no }) => no === letterNo) ? undefined : refuse('no-such-letter', { field: 'letterNo', about: [letterNo] }),
    take(draft, { letterNo, text, respondent, evidence = [] }: RecordReplyInput, step) {
      const letter = draft.letters?.find(({ no }) => no === letterNo);
      if (!letter) return;
      letter.reply = { at: step.now, by: step.actor.id, text, evidence, ...(respondent ? { respondent } : {}) };
      draft.evidence.push(...evidence.filter((id) => !draft.evidence.includes(id)));
      step.end('departmentReply', `${letterNo}`);
      step.say({ department: letter.department });
      step.tell('letterAnswered', ['owner'], { department: letter.department });
    },
  },
} satisfies ActionTable<CaseFile>;
