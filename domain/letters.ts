import type { CaseFile } from './kernel/case-file.ts';
import type { Step } from './kernel/step.ts';
import { defaultPolicy } from './policy/base.ts';
import { dayBefore, dayOf, deadlineAfter, type IsoDate } from './working-days.ts';

/** Why a department is written to. */
export type LetterPurpose = 'notice' | 'transfer' | 'jointEnforcement';

/** A letter to a department and the reply to it. */
export interface Letter {
  no: number;
  department: string;
  purpose: LetterPurpose;
  /** ms */
  at: number;
  /** Until when a reply is asked for; a notice asks for none. */
  replyBefore?: IsoDate;
  reply?: LetterReply;
}

export interface LetterReply {
  at: number;
  by: string;
  text: string;
  /** Who answered for the department, as they signed. */
  respondent?: string;
  evidence: string[];
}

export interface RecordReplyInput {
  letterNo: number;
  text: string;
  respondent?: string;
  evidence?: string[];
}

export const lettersOf = (file: CaseFile): readonly Letter[] => file.letters ?? [];

/** The letters of a case that nobody has answered. */
export const unanswered = (file: CaseFile): Letter[] => lettersOf(file).filter((l) => !l.reply);

/**
 * Writes to each department once. A reply is asked for within the policy's working days, and a case that stays open chases it: who is late
 * is the department. A notice asks for nothing.
 */
export function writeLetters(draft: CaseFile, step: Step, departments: readonly string[], purpose: LetterPurpose): void {
  const { replyWorkingDays: workingDays } = step.policy.letters ?? defaultPolicy.letters;
  for (const department of new Set(departments)) {
    const no = lettersOf(draft).length + 1;
    const letter: Letter = { no, department, purpose, at: step.now };
    if (purpose !== 'notice') letter.replyBefore = replyBefore(draft, step, { no, workingDays });
    draft.letters = [...lettersOf(draft), letter];
  }
}

function replyBefore(draft: CaseFile, step: Step, { no, workingDays }: { no: number; workingDays: number }): IsoDate {
  if (draft.stage === 'closed') return deadlineAfter({ from: step.now, workingDays }, step.circumstances.calendar).lastDay;
  const { dueAt } = step.start({ name: 'departmentReply', awaits: 'recordReply', ladder: 'departmentLate', workingDays, mark: `${no}` });
  return dayBefore(dayOf(dueAt));
}
