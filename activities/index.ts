import type { Casebook } from '../casebook/casebook.ts';
import type { Documents } from '../casebook/documents.ts';
import type { Effects } from '../casebook/effects.ts';
import type { Mailroom } from '../casebook/mailroom.ts';
import type { People } from '../casebook/people.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { Recipient } from '../domain/kernel/step.ts';
import type { ToldLog } from '../domain/kernel/told-step.ts';
import type { RungName } from '../domain/policy/policy.ts';
import { produceDocuments } from './produce.ts';

export interface ActivityDeps {
  casebook: Casebook;
  effects: Effects;
  documents: Documents;
  people: People;
  mailroom: Mailroom;
}

export interface RungOfCase {
  caseNo: string;
  deadline: string;
  rung: RungName;
  /** seq that the workflow has followed the log to. */
  seen: number;
  /** The workflow's time in ms. */
  at: number;
}

export interface DocumentOfCase {
  caseNo: string;
  seq: number;
  kind: DocumentKind;
}

export interface MessageOfCase {
  caseNo: string;
  seq: number;
  event: string;
  to: Recipient[];
}

/** What the workflows of cases have done in the world. Every one is safe to repeat and to run twice at once, and says why (test/activities/twice.test.ts). */
export const caseActivities = ({ casebook, effects, documents, people, mailroom }: ActivityDeps) => ({
  /** Reads the log beyond `seq`. Safe to repeat: it changes nothing. */
  since: (caseNo: string, seq: number): Promise<ToldLog> => casebook.since(caseNo, seq),

  /** Climbs one rung, or says what the workflow has not seen. Safe to repeat: (case, deadline, rung) is unique in the log. */
  climb: ({ caseNo, ...rung }: RungOfCase): Promise<ToldLog> => casebook.climb(caseNo, rung),

  /** Notes how far the case was followed. Safe to repeat: what is noted only grows, so that one that comes late changes nothing. */
  followed: (caseNo: string, seq: number): Promise<void> => effects.followed(caseNo, seq),

  /** Issues documents, to be printed afterwards. Safe to repeat: case, event and effect are noted with them, and numbers are given only then. */
  produce: (asked: DocumentOfCase): Promise<void> => produceDocuments(asked, { effects, documents, people }),

  /** Queues messages about an event. Safe to repeat: a message has one key for case, event, recipient and channel. */
  async tell({ caseNo, seq, event, to }: MessageOfCase): Promise<void> {
    const { file } = await effects.event(caseNo, seq);
    await effects.queue(caseNo, seq, `tell:${event}`, await mailroom.messages(file, seq, [{ event, to }]));
  },
});

export type CaseActivities = ReturnType<typeof caseActivities>;
