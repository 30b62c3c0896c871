import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What is kept on this device until it has been handed in. Structured values, files among them. */
interface Kept extends DBSchema {
  drafts: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('anlao-console', 1, { upgrade: (db) => void db.createObjectStore('drafts') });
  return opened;
}

/** Keeps a draft under a name; the newest one counts. */
export const keepDraft = async (name: string, draft: unknown): Promise<void> => void (await (await database()).put('drafts', draft, name));

/** The draft of a name, as it was kept. */
export const keptDraft = async (name: string): Promise<unknown> => (await database()).get('drafts', name);

/** Forgets a draft that was handed in, or thrown away. */
export const forgetDraft = async (name: string): Promise<void> => (await database()).delete('drafts', name);
