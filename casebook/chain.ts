import { createHash } from 'node:crypto';
import type { CaseFile } from '../domain/kernel/case-file.ts';
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
}

/** JSON with sorted keys at every depth: the database does not keep their order, so a hash must not depend on it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash of the folded file, kept with the event that led to it: a file changed behind the log's back is found out. */
export const fileHash = (file: CaseFile): string => sha256(canonical(file));

/** The link of the chain: everything the event says, and the hash of the event before it. */
export const eventHash = (caseNo: string, prevHash: string, event: CaseEvent, hashOfFile: string): string =>
  sha256(`${prevHash}\n${canonical({ caseNo, ...event, file: hashOfFile })}`);

/** What stands before the first event. */
export const GENESIS = '';
