import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FieldError } from '../../api/problem.ts';
import type { AskedCase, OpenedCase } from '../open/send.ts';

/** An answer of the API that is kept on this device. */
export interface Kept {
  url: string;
  /** When the server gave it, in ms. */
  at: number;
  body: unknown;
}

/** Something that was done without a network and waits to be sent. Whoever did it sends it; nobody else sees it. */
export type Waiting = WaitingAction | WaitingFile | WaitingOpening;

interface Entry {
  id?: number;
  by: string;
  at: number;
  /** The idempotency key it is sent with, however often. */
  key: string;
  /** Why the server did not take it; sent again only after somebody has looked at it. */
  refused?: { code: string; detail: string; reason?: string; about?: readonly string[]; fields?: readonly FieldError[] };
}

interface EntryOfCase extends Entry {
  caseNo: string;
}

export interface WaitingAction extends EntryOfCase {
  kind: 'action';
  action: string;
  title: string;
  input: unknown;
  /** The version of the case that was seen. */
  version: number;
}

export interface WaitingFile extends EntryOfCase {
  kind: 'file';
  file: Blob;
  name: string;
  about: Record<string, string>;
  /** What stands for it in the input of actions until the server has named it. */
  localId: string;
}

/** A case that is still to be opened. */
export interface WaitingOpening extends Entry, AskedCase {
  kind: 'opening';
  /** What the institution is called, where that is known. */
  institution: string;
  /** What it became: kept until whoever opened it has seen the number and what else runs at the institution. */
  opened?: OpenedCase;
}

interface Schema extends DBSchema {
  answers: { key: string; value: Kept };
  waiting: { key: number; value: Waiting };
  names: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** The database of this device: answers to look at, what waits, and which ids the server gave to files that were kept here first. */
export function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('anlao', 1, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: 'url' });
      db.createObjectStore('waiting', { keyPath: 'id', autoIncrement: true });
      db.createObjectStore('names');
    },
  });
  return opened;
}
