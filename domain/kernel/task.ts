import type { DocumentKind } from '../documents.ts';
import type { Recipient } from './step.ts';

/** A document about the step `seq`. */
export interface DocumentTask {
  seq: number;
  kind: DocumentKind;
}

/** Messages about the step `seq`. */
export interface MessageTask {
  seq: number;
  event: string;
  to: Recipient[];
}

/** What a step has done in the world. */
export type Task = DocumentTask | MessageTask;

/** What a case has done at once, in the order of its log; and the step that it was followed to then, when nothing more is asked for up to it. */
export interface Errand {
  caseNo: string;
  tasks: Task[];
  followed?: number;
}

/** The name under which the log keeps that a task was done; one of a kind for each step. */
export const effectOf = (task: Task): string => ('kind' in task ? `produce:${task.kind}` : `tell:${task.event}`);
