import type { ActionTable } from '../kernel/case-type.ts';
import { exclude, give } from '../kernel/common-actions.ts';
import { refuse } from '../kernel/refusal.ts';
import { writeLetters } from '../letters.ts';
import { answer, awaitInvestigation } from './clock.ts';
import type {
  AbsorbInput,
  AcceptInput,
  AnswerMergedInput,
  CloseUnfoundedInput,
  ComplaintFile,
  ComplaintSupplementInput,
  GiveFeedbackInput,
  MergeInput,
  RecordInvestigationInput,
  ReferInput,
  SpawnRectificationInput,
  Stage,
  TransferInput,
} from './file.ts';

/** From triage to the answer, and what a complaint leads to. */
export const HANDLING = {
  accept: {
    title: { zh: '受理', en: 'Accept' },
    at: ['awaitingTriage'],
    by: ['caseworker', 'supervisor'],
    take(draft, _input: AcceptInput, step) {
      if (!draft.assignee && step.actor.role === 'caseworker') give(draft, step.actor.id, step);
      awaitInvestigation(step);
    },
  },
  transfer: {
    title: { zh: '转办', en: 'Transfer' },
    at: ['awaitingTriage', 'awaitingInvestigation'],
    by: ['caseworker', 'supervisor'],
    take(draft, { department, reason }: TransferInput, step) {
      draft.transferredTo = { department, reason };
      step.close('transferred');
      writeLetters(draft, step, [department], 'transfer');
      step.tell('transferred', ['department', 'owner'], { department });
    },
  },
  merge: {
    title: { zh: '并案', en: 'Merge' },
    at: ['awaitingTriage', 'awaitingInvestigation', 'awaitingFeedback'],
    by: ['hotline', 'caseworker', 'supervisor'],
    offered({ mergedInto, stage }, { role }) {
      if (mergedInto) return refuse('already-merged', { about: [mergedInto] });
      // the clerk who takes the call knows that it is about the same matter; later it is for those who handle it
      return role === 'hotline' && stage !== 'awaitingTriage' ? refuse('accepted-merged-by-officers') : undefined;
    },
    refuse: (file, { into }: MergeInput) => (into === file.caseNo ? refuse('merged-into-itself', { field: 'into' }) : undefined),
    take(draft, { into }: MergeInput, step) {
      draft.mergedInto = into;
      step.enter('awaitingFeedback');
      step.link({ kind: 'mergedInto', caseNo: into });
      step.reach({ caseNo: into, action: 'absorb', input: { caseNo: draft.caseNo, excluded: draft.excluded } });
      step.tell('merged', ['owner'], { otherCaseNo: into });
    },
  },
  /**
   * The other half of `merge`. Who is merged itself absorbs nobody, so merging never goes in a circle. Whom the one complaint concerns does not
   * answer it through the other either.
   */
  absorb: {
    title: { zh: '并入他案', en: 'Absorb' },
    at: 'open',
    by: ['system'],
    refuse: (file, _input: AbsorbInput) =>
      file.mergedInto ? refuse('target-merged-itself', { field: 'into', about: [file.caseNo, file.mergedInto] }) : undefined,
    take(draft, { caseNo, excluded }: AbsorbInput, step) {
      exclude(draft, excluded, step);
      step.link({ kind: 'merged', caseNo });
      draft.merged.push(caseNo);
    },
  },
  /** The answer to the complaint that this one was merged into. One that was closed in the meantime stays as it is. */
  answerMerged: {
    title: { zh: '并案反馈', en: 'Answer with the merged case' },
    at: ['awaitingFeedback', 'closed'],
    by: ['system'],
    take(draft, { answer: text }: AnswerMergedInput, step) {
      if (draft.stage === 'closed') return;
      answer(draft, text, step);
      step.close('merged');
    },
  },
  recordInvestigation: {
    title: { zh: '登记调查结果', en: 'Record the investigation' },
    at: ['awaitingInvestigation'],
    by: ['caseworker'],
    take(draft, { findings, substantiated, evidence = [] }: RecordInvestigationInput, step) {
      draft.investigation = { at: step.now, by: step.actor.id, findings, substantiated, evidence };
      step.enter('awaitingFeedback');
    },
  },
  giveFeedback: {
    title: { zh: '反馈', en: 'Answer the complainant' },
    at: ['awaitingFeedback'],
    by: ['caseworker', 'supervisor'],
    take(draft, { answer: text, way }: GiveFeedbackInput, step) {
      answer(draft, text, step, way);
      if (draft.mergedInto) return step.close('merged');
      step.enter('awaitingCallback');
      const { callbackWorkingDays: workingDays } = step.policy.complaint;
      step.start({ name: 'callback', awaits: 'recordCallback', ladder: 'internalLate', workingDays });
    },
  },
  closeUnfounded: {
    title: { zh: '不实办结', en: 'Close as unfounded' },
    at: ['awaitingInvestigation', 'awaitingFeedback'],
    by: ['caseworker', 'supervisor'],
    take(draft, { answer: text }: CloseUnfoundedInput, step) {
      answer(draft, text, step);
      step.close('unfounded');
    },
  },
  openRectification: {
    title: { zh: '转隐患整改', en: 'Open a rectification' },
    at: ['awaitingInvestigation', 'awaitingFeedback', 'awaitingCallback'],
    by: ['caseworker', 'supervisor'],
    take(_draft, { items }: SpawnRectificationInput, step) {
      step.open({ type: 'rectification', as: 'rectification', input: { source: 'complaint', items } });
    },
  },
  refer: {
    title: { zh: '移送', en: 'Refer' },
    at: 'open',
    by: ['caseworker', 'supervisor', 'leader'],
    take({ caseNo, excluded, content }, { target, reason, evidence, withInformant, withContent }: ReferInput, step) {
      const chosen = {
        ...(evidence ? { evidence } : {}),
        ...(withInformant ? { withInformant } : {}),
        ...(withContent ? { content } : {}),
      };
      const input = { target, ground: 'byHand', about: caseNo, reason, ...chosen };
      step.open({ type: 'referral', as: 'referral', input, excluded });
    },
  },
  supplement: {
    title: { zh: '补充', en: 'Supplement' },
    at: 'open',
    by: ['public', 'hotline'],
    take(draft, { text, evidence }: ComplaintSupplementInput, step) {
      draft.supplements.push({ at: step.now, by: step.actor.id, text, ...(evidence ? { evidence } : {}) });
      step.tell('supplemented', ['owner']);
    },
  },
} satisfies ActionTable<ComplaintFile, Stage>;
