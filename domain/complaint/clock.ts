import { isLate } from '../kernel/case-file.ts';
import type { Step } from '../kernel/step.ts';
import type { Answer, ComplaintFile } from './file.ts';

/** The statutory clock: from receipt to the answer (R-102, C-04). A reopened complaint is answered anew from the day of the request. */
export function runAnswerClock(from: number, step: Step): void {
  const { answerWorkingDays: workingDays } = step.policy.complaint;
  step.start({ name: 'answer', awaits: 'giveFeedback', ladder: 'officialLate', statutory: true, from, workingDays });
}

/** The investigator's own clock, from the moment the case came to investigation. */
export function awaitInvestigation(step: Step): void {
  step.enter('awaitingInvestigation');
  const { investigationWorkingDays: workingDays } = step.policy.complaint;
  step.start({ name: 'investigation', awaits: 'recordInvestigation', ladder: 'internalLate', workingDays });
}

/** Records the answer, which ends the statutory clock, and hands it to the complaints merged into this one: each by its own clock. */
export function answer(draft: ComplaintFile, text: string, step: Step, way?: Answer['way']): void {
  const late = isLate(draft, 'answer', step.now);
  draft.answer = { at: step.now, by: step.actor.id, text, ...(way ? { way } : {}), late };
  step.end('answer');
  step.say({ late });
  for (const caseNo of draft.merged) step.reach({ caseNo, action: 'answerMerged', input: { answer: text } });
  draft.merged = [];
}
