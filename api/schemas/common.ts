import { z } from 'zod';
import type { InputOf, TakenByPeople } from '../../domain/kernel/case-type.ts';
import { type COMMON_ACTIONS, SUSPENSION_GROUNDS } from '../../domain/kernel/common-actions.ts';
import { isPhoneNumber } from '../../domain/phone.ts';
import { SANCTION_MEASURES } from '../../domain/sanctions.ts';

/** One schema for every action of a table that people take, each tied to the input that the domain reads. */
export type SchemasOf<T> = { [K in TakenByPeople<T>]: z.ZodType<InputOf<T[K]>> };

/** What PostgreSQL can keep: no NUL character, no half of a surrogate pair. */
const storable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
const UNSTORABLE = 'it has a character that cannot be kept';

/** Text of one line or a few words: a name, a number, a department. */
export const Line = z.string().trim().min(1).max(200).refine(storable, UNSTORABLE);
/** A telephone number, as people write it. */
export const Phone = Line.refine(isPhoneNumber, 'a telephone number has 7 to 15 digits, and may have + - and an extension');
/** What people write: a reason, findings, an answer. */
export const Text = z.string().trim().min(1).max(5000).refine(storable, UNSTORABLE);
/** Identifier of a user, an institution, a piece of evidence or a case. */
export const Id = z.string().trim().min(1).max(100).refine(storable, UNSTORABLE);
/** A day that exists, in living memory or in sight. */
export const Day = z.iso.date().refine((day) => day >= '1949-10-01' && day < '2200-01-01', 'a day from 1949-10-01 to 2199-12-31');
export const Evidence = z.array(Id).max(50);
export const Departments = z.array(Line).min(1).max(30);
/** What is said of a change that changes nothing. */
export const NOTHING_CHANGES = 'nothing is to be changed';
export const Reason = z.strictObject({ reason: Text });

/** Inputs of the actions that every case has. */
export const COMMON_SCHEMAS = {
  assign: z.strictObject({ to: Id, note: Text.optional() }),
  reassign: z.strictObject({ to: Id, note: Text }),
  returnToSupervisor: Reason,
  addNote: z.strictObject({ text: Text }),
  attachEvidence: z.strictObject({ evidence: Evidence.min(1), note: Text.optional() }),
  suspendClock: z.strictObject({ ground: z.enum(SUSPENSION_GROUNDS), reason: Text, effectiveOn: Day }),
  resumeClock: Reason,
  extendDeadline: z.strictObject({ deadline: Id, workingDays: z.int().min(1).max(60), reason: Text }),
  escalate: Reason,
  linkCase: z.strictObject({ caseNo: Id, kind: z.enum(['related', 'duplicate']) }),
  withdraw: Reason,
  recuse: Reason,
  proposeListing: z.strictObject({ cause: Text }),
  decideSanction: z.strictObject({ measure: z.enum(SANCTION_MEASURES), granted: z.boolean(), reason: Text }),
  endListing: Reason,
  recordReply: z.strictObject({
    letterNo: z.int().min(1).max(1000),
    text: Text,
    respondent: Line.optional(),
    evidence: Evidence.optional(),
  }),
  identifyInstitution: z.strictObject({ institutionId: Id, name: Line }),
} satisfies SchemasOf<typeof COMMON_ACTIONS>;
