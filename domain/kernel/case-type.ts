import type { Policy } from '../policy/policy.ts';
import type { Actor, Role } from '../roles.ts';
import type { WorkCalendar } from '../working-days.ts';
import type { CaseFile, CaseTypeName } from './case-file.ts';
import type { Refusal } from './refusal.ts';
import type { Counted, Step } from './step.ts';

/** What the regulation is asked with: it has no clock and no calendar of its own. */
export interface Circumstances {
  /** Milliseconds since 1970; never before the last event of the case. */
  now: number;
  calendar: WorkCalendar;
  policy: Policy;
  /** The policy that the case was under so far, while it is put under another. */
  replaces?: Policy;
  /** The section head who answers for cases of this division that nobody has yet. */
  desk: string;
}

export interface Action {
  name: string;
  actor: Actor;
  input: unknown;
}

/** A name as people read it. */
export interface Title {
  zh: string;
  en: string;
}

/** One row of a type's action table: when, by whom, against which rules, with what effect. */
export interface ActionRule<F extends CaseFile = CaseFile, I = never, Stage extends string = string> {
  title: Title;
  /** Stages at which it may be taken; `open` is every stage but `closed`, `any` every stage. */
  at: readonly Stage[] | 'open' | 'any';
  by: readonly (Role | 'system' | 'public')[];
  /** The workflow acts on it (a document, a letter) although neither stage nor date need change. */
  told?: true;
  /** Further rules. Asked only when stage and role fit. */
  refuse?(file: F, input: I, actor: Actor, now: Circumstances): Refusal | undefined;
  /** As `refuse`, but before there is an input: decides whether the action is offered at all. */
  offered?(file: F, actor: Actor, now: Circumstances): Refusal | undefined;
  /** Changes the draft of the file; stages, dates and messages go through the step. */
  take(draft: F, input: I, step: Step): void;
}

// An action table mixes input types; the edges check each input against its schema before it gets here.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type ActionTable<F extends CaseFile, Stage extends string = string> = Record<string, ActionRule<F, any, Stage>>;

/** The actions of a table that people take; the product's own (`system`) are left out. */
export type TakenByPeople<T> = { [K in keyof T]: T[K] extends { by: readonly 'system'[] } ? never : K }[keyof T] & string;

/** The input of an action, read off its rule. */
export type InputOf<R> = R extends { take(draft: never, input: infer I, step: Step): void } ? I : never;

/** What a case is opened with, whatever its type. */
export interface Opening {
  type: CaseTypeName;
  caseNo: string;
  division: string;
  institution?: { id?: string; name: string };
  receivedAt: number;
  owner: string;
  assignee?: string | undefined;
  parent?: string;
  excluded?: string[];
  imported?: true;
  links?: CaseFile['links'];
  /** The type's own part. */
  input: unknown;
}

/** A type of cases: its stages, its actions, and what it says of its files. */
export interface CaseType<F extends CaseFile = CaseFile> {
  name: CaseTypeName;
  title: Title;
  /** First part of the case number. */
  prefix: string;
  stages: readonly string[];
  stageTitles: Record<string, Title>;
  /** The common actions that exist for the type; all of them when left out. */
  common?: readonly string[];
  actions: ActionTable<F>;
  /** Completes the empty file with the type's own part and enters the first stage. */
  // biome-ignore lint/suspicious/noExplicitAny: as in ActionTable
  open(draft: F, input: any, step: Step): void;
  /** Brings the type's own dates in line after a date was counted afresh. */
  recounted?(draft: F, counted: Counted[]): void;
  /** Who answers for lateness at this moment: the owner, unless the type says otherwise. */
  late?(file: F): string[];
  /** What a rung means beyond being told: nothing for most. */
  climbed?(draft: F, rung: string, step: Step): void;
  /** Since when (ms) the institution that the case is about knows of it; it does not, and sees nothing of it, while this is left out. */
  disclosedAt?(file: F): number | undefined;
  /** Names of the departments that the case was addressed to: they see it, others do not. */
  addressees?(file: F): string[];
  /** Few impersonal facts that the stage functions need. */
  facts?(file: F): Record<string, string | number | boolean | string[]>;
}
