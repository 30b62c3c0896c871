import { createHash, randomUUID } from 'node:crypto';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { personalPaths, replacedAt } from '../domain/retention.ts';
import type { Actor } from '../domain/roles.ts';

/** One entry of a case's log. `at` is in milliseconds since 1970. */
export interface CaseEvent {
  seq: number;
  at: number;
  kind: 'action' | 'rung' | 'system';
  name: string;
  actor: Actor;
  data: Record<string, unknown>;
  key: string;
  stage: string;
  /** By what the texts in `data` stand in the hash; none for events of older versions, and once the texts were removed. */
  texts?: SealedTexts | null;
}

/** The salt of an event, and the paths of the texts that stand in its hash only by a commitment. */
export interface SealedTexts {
  salt: string;
  at: string[];
}

/** JSON with sorted keys at every depth: the database does not keep their order, so a hash must not depend on it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Stands for a text of an event in its hash: who has the salt and the text can check it, who has neither learns nothing from the hash. Once a
 * case is made anonymous, text and salt go and `{ "#": commitment }` stays, so the chain still holds (docs/decisions/0018).
 */
export const commitmentOf = (salt: string, path: string, text: string): { '#': string } => ({ '#': sha256(`${salt}\n${path}\n${text}`) });

/** Seals what people wrote in an event that is about to be recorded. */
export const sealedTexts = (data: CaseEvent['data']): SealedTexts => ({ salt: randomUUID(), at: personalPaths(data) });

/** The data of an event with a commitment in place of every text that people wrote: what is hashed, and what stays. */
export const committed = (data: CaseEvent['data'], texts: SealedTexts | null | undefined): CaseEvent['data'] =>
  texts ? replaced(data, texts) : data;

function replaced(data: CaseEvent['data'], { salt, at }: SealedTexts): CaseEvent['data'] {
  return replacedAt(data, new Set(at), (text, path) => commitmentOf(salt, path, text));
}

/** Whether something was removed from this data: a commitment stands alone. */
export function hasRemoved(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === '#') return true;
  return Object.values(value).some(hasRemoved);
}

/** Hash of the folded file, kept with the event that led to it: a file changed behind the log's back is found out. Salted as the event's texts. */
export const fileHash = (file: CaseFile, texts?: SealedTexts | null): string => hashOfFolded(canonical(file), texts);

/** As `fileHash`, of a file that is written canonically already. */
export const hashOfFolded = (folded: string, texts?: SealedTexts | null): string => sha256(`${texts?.salt ?? ''}${folded}`);

/** The link of the chain: everything the event says, and the hash of the event before it. */
export const eventHash = (caseNo: string, prevHash: string, { texts, ...event }: CaseEvent, hashOfFile: string): string =>
  sha256(`${prevHash}\n${canonical({ caseNo, ...event, data: committed(event.data, texts), file: hashOfFile })}`);

/** What stands before the first event. */
export const GENESIS = '';
