import type { Casebook } from '../casebook/casebook.ts';
import type { Documents } from '../casebook/documents.ts';
import type { Effects, EventOfCase, Telling } from '../casebook/effects.ts';
import { NoSuchCase } from '../casebook/errors.ts';
import type { Mailroom } from '../casebook/mailroom.ts';
import type { People } from '../casebook/people.ts';
import { type DocumentTask, type Errand, effectOf, type MessageTask, type Task } from '../domain/kernel/task.ts';
import type { ToldLog } from '../domain/kernel/told-step.ts';
import type { RungName } from '../domain/policy/policy.ts';
import { type Asked, issueAbout, produceDocuments } from './produce.ts';

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

export type DocumentOfCase = DocumentTask & { caseNo: string };
export type MessageOfCase = MessageTask & { caseNo: string };

/** What the workflows of cases have done in the world. Every one is safe to repeat and to run twice at once, and says why (test/activities/twice.test.ts). */
export const caseActivities = (deps: ActivityDeps) => {
  const { casebook, effects } = deps;
  return {
    /** Reads the log beyond `seq`. Safe to repeat: it changes nothing. */
    since: (caseNo: string, seq: number): Promise<ToldLog> => casebook.since(caseNo, seq),

    /** Climbs one rung, or says what the workflow has not seen. Safe to repeat: (case, deadline, rung) is unique in the log. */
    climb: ({ caseNo, ...rung }: RungOfCase): Promise<ToldLog> => casebook.climb(caseNo, rung),

    /** Notes how far the case was followed. Safe to repeat: what is noted only grows, so that one that comes late changes nothing. */
    followed: (caseNo: string, seq: number): Promise<void> => effects.told(caseNo, [], seq),

    /** Issues documents, to be printed afterwards. Safe to repeat: case, event and effect are noted with them, and numbers are given only then. */
    produce: (asked: DocumentOfCase): Promise<void> => produceDocuments(asked, deps),

    /** Queues messages about an event. Safe to repeat: a message has one key for case, event, recipient and channel. */
    tell: async ({ caseNo, ...task }: MessageOfCase): Promise<void> =>
      effects.told(caseNo, await tellingsAbout(await effects.event(caseNo, task.seq), task, deps)),

    /** Issues what a case asks for, together, then tells people and notes how far it was followed. Safe to repeat, as every part of it is. */
    async carryOut({ caseNo, tasks, followed }: Errand): Promise<void> {
      const events = tasks.length > 0 ? await effects.events(caseNo, tasks.map(seqOf)) : [];
      const asked = tasks.map((task) => ({ event: eventOf(task, events, caseNo), task }));
      await issueAbout(asked.filter(isForDocument), deps);
      const told: Telling[] = [];
      for (const { event, task } of asked) if (!('kind' in task)) told.push(...(await tellingsAbout(event, task, deps)));
      await effects.told(caseNo, told, followed);
    },
  };
};

const seqOf = ({ seq }: Task): number => seq;

/** @throws NoSuchCase when the log has no such event */
function eventOf({ seq }: Task, events: readonly EventOfCase[], caseNo: string): EventOfCase {
  const event = events.find((one) => one.seq === seq);
  if (!event) throw new NoSuchCase(caseNo);
  return event;
}

const isForDocument = (asked: { event: EventOfCase; task: Task }): asked is Asked => 'kind' in asked.task;

/** What people are told about an event; nothing when that was done before. */
async function tellingsAbout({ file, done }: EventOfCase, task: MessageTask, { mailroom }: ActivityDeps): Promise<Telling[]> {
  const { seq } = task;
  const effect = effectOf(task);
  return done.includes(effect) ? [] : [{ seq, effect, notifications: await mailroom.messages(file, seq, [task]) }];
}

export type CaseActivities = ReturnType<typeof caseActivities>;
