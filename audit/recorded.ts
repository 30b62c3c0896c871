import type { Pool, PoolClient } from 'pg';
import type { CaseEvent } from '../casebook/chain.ts';
import { inTransaction } from '../casebook/transaction.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { ToldStep } from '../domain/kernel/told-step.ts';

/** An event as the log holds it, with its links. */
export interface RecordedEvent extends CaseEvent {
  fileHash: string;
  prevHash: string;
  hash: string;
  /** What the workflow was told of it; null when it did not act on it. */
  step: ToldStep | null;
  recordedAt: number;
}

/** What the row of a case claims of its log; `columns` are kept for lists and repeat what the file says. */
export interface CaseHead {
  caseNo: string;
  head: string;
  version: number;
  told: number;
  file: CaseFile;
  columns: Record<string, unknown>;
}

export const EVENTS = `SELECT case_no AS "caseNo", seq, (extract(epoch FROM at) * 1000)::float8 AS at, kind, name, actor, data, key, stage,
    texts, file_hash AS "fileHash", prev_hash AS "prevHash", hash, step, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt"
  FROM case_event`;

export const HEADS = `SELECT case_no AS "caseNo", head, version, told, file, json_build_object('type', type, 'division', division, 'stage', stage,
    'status', status, 'outcome', outcome, 'owner', owner_id, 'assignee', assignee_id, 'clock', clock, 'excluded', excluded, 'institution', institution_id,
    'parent', parent, 'dueAt', (extract(epoch FROM due_at) * 1000)::float8) AS columns
  FROM case_file`;

/** Does something in one view of the database, in which nothing changes meanwhile. */
export async function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, work, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
}

const AT_ONCE = 1_000;

/** The rows of a query one by one, fetched by the thousand, so that memory stays bounded. Only within a transaction, one at a time. */
export async function* rowsOf<T>(client: PoolClient, text: string, values: unknown[] = []): AsyncGenerator<T> {
  await client.query(`DECLARE streamed NO SCROLL CURSOR FOR ${text}`, values);
  try {
    for (;;) {
      const { rows } = await client.query(`FETCH ${AT_ONCE} FROM streamed`);
      yield* rows as T[];
      if (rows.length < AT_ONCE) return;
    }
  } finally {
    await client.query('CLOSE streamed').catch(() => undefined); // a failed transaction has closed it
  }
}
