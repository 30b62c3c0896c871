import type { Pool } from 'pg';
import { type CaseEvent, eventHash, fileHash, GENESIS } from '../casebook/chain.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';

/** The first thing in a case's log that does not fit. */
export interface Break {
  caseNo: string;
  /** The event at which it shows; 0 when the case itself is at fault. */
  seq: number;
  why: string;
}

type Row = Omit<CaseEvent, 'at'> & { at: Date; file_hash: string; prev_hash: string; hash: string };

/** Recomputes the chain of one case and holds its file against it. Answers the first break, or nothing. */
export async function verifyCase(pool: Pool, caseNo: string): Promise<Break | undefined> {
  const { rows: cases } = await pool.query<{ version: number; head: string; file: CaseFile }>(
    'SELECT version, head, file FROM case_file WHERE case_no = $1',
    [caseNo],
  );
  const { rows } = await pool.query<Row>('SELECT * FROM case_event WHERE case_no = $1 ORDER BY seq', [caseNo]);
  const broken = (seq: number, why: string): Break => ({ caseNo, seq, why });
  let prev = GENESIS;
  for (const [i, row] of rows.entries()) {
    const { seq, at, kind, name, actor, data, key, stage } = row;
    if (seq !== i + 1) return broken(i + 1, `event ${i + 1} is missing`);
    if (row.prev_hash !== prev) return broken(seq, 'it does not follow the event before it');
    const event: CaseEvent = { seq, at: at.getTime(), kind, name, actor, data, key, stage };
    if (row.hash !== eventHash(caseNo, prev, event, row.file_hash)) return broken(seq, 'what it says was changed');
    prev = row.hash;
  }
  const [kase] = cases;
  const last = rows.at(-1);
  if (!kase || !last) return broken(0, kase ? 'the case has no events' : 'the events have no case');
  if (kase.version !== last.seq || kase.head !== prev) return broken(kase.version, 'the last events are missing, or the head was changed');
  return fileHash(kase.file) === last.file_hash ? undefined : broken(last.seq, 'the file was changed behind the log');
}

/** Verifies every case, in the order of their numbers and in bounded memory. */
export async function verifyAll(
  pool: Pool,
  onProgress: (cases: number) => void = () => undefined,
): Promise<{ cases: number; breaks: Break[] }> {
  const breaks: Break[] = [];
  let cases = 0;
  for (let after = ''; ; ) {
    const { rows } = await pool.query<{ case_no: string }>(
      'SELECT case_no FROM (SELECT case_no FROM case_file UNION SELECT case_no FROM case_event) c WHERE case_no > $1 ORDER BY case_no LIMIT 500',
      [after],
    );
    const last = rows.at(-1);
    if (!last) return { cases, breaks };
    after = last.case_no;
    for (const { case_no: caseNo } of rows) {
      const found = await verifyCase(pool, caseNo);
      if (found) breaks.push(found);
    }
    cases += rows.length;
    onProgress(cases);
  }
}
