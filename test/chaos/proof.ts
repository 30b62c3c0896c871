import type { Pool } from 'pg';
import type { Acknowledged } from './caller.ts';

/** What is there of what was acknowledged. */
export interface Kept {
  lost: string[];
  doubled: string[];
}

const isOpening = ({ path }: Acknowledged): boolean => !path.startsWith('/cases/');
const isEvidence = ({ path }: Acknowledged): boolean => path.endsWith('/evidence');

/** Holds what was acknowledged against the tables: each is there, and nothing beside it. */
export async function kept(pool: Pool, acknowledged: Acknowledged[]): Promise<Kept> {
  const openings = acknowledged.filter(isOpening);
  const evidence = acknowledged.filter(isEvidence);
  const actions = acknowledged.filter((a) => !isOpening(a) && !isEvidence(a));
  const twice = (some: Acknowledged[]) => some.length - new Set(some.map((a) => a.caseNo)).size;
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM case_file WHERE parent IS NULL) AS cases,
       (SELECT count(*)::int FROM case_event WHERE key LIKE 'http:%') AS actions, (SELECT count(*)::int FROM evidence) AS evidence`,
  );
  const surplus = {
    cases: rows[0].cases - openings.length,
    actions: rows[0].actions - actions.length,
    evidence: rows[0].evidence - evidence.length,
  };
  return {
    lost: [
      ...(await missing(pool, OPENED, openings)),
      ...(await missing(pool, TAKEN, actions)),
      ...(await missing(pool, STORED, evidence)),
    ],
    doubled: [
      ...(twice(openings) > 0 ? [`${twice(openings)} openings were given the case of another`] : []),
      ...Object.entries(surplus).flatMap(([what, n]) => (n > 0 ? [`${n} ${what} more than were acknowledged`] : [])),
    ],
  };
}

const OPENED = `NOT EXISTS (SELECT 1 FROM request_key r JOIN case_file c USING (case_no) JOIN case_event e ON e.case_no = c.case_no AND e.seq = 1
  WHERE r.key = a.key AND r.case_no = a."caseNo" AND e.name = 'open')`;
const TAKEN = `(SELECT count(*) FROM case_event e WHERE e.case_no = a."caseNo" AND e.key = 'http:' || a.by || ':' || a.key) <> 1`;
const STORED = `NOT EXISTS (SELECT 1 FROM evidence e WHERE e.case_no = a."caseNo" AND e.uploaded_by = a.by)`;

async function missing(pool: Pool, condition: string, acknowledged: Acknowledged[]): Promise<string[]> {
  const asked = acknowledged.map(({ by, key, caseNo }) => ({ by, key, caseNo }));
  const { rows } = await pool.query<{ what: string }>(
    `SELECT a."caseNo" || ' ' || a.key AS what FROM jsonb_to_recordset($1::jsonb) AS a(by text, key text, "caseNo" text) WHERE ${condition}`,
    [JSON.stringify(asked)],
  );
  return rows.map((r) => r.what);
}

/** Lets the morning come, when messages that can wait are sent. */
export async function morning(pool: Pool): Promise<void> {
  await pool.query(`UPDATE notification SET not_before = now() WHERE state = 'queued' AND not_before > now() AND attempts = 0`);
}

/** Rungs climbed more than once, or due and not climbed; cases that nobody follows; messages that were not sent. Empty when all is well. */
export async function loose(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM case_event WHERE kind = 'rung' GROUP BY case_no, data ->> 'deadline', name HAVING count(*) > 1) x) AS "rungs climbed twice",
       (SELECT count(*)::int FROM case_file WHERE status = 'open' AND next_rung_at < now()) AS "rungs due and not climbed",
       (SELECT count(*)::int FROM outbox) AS "steps not told",
       (SELECT count(*)::int FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE COALESCE(f.followed, 0) < c.told) AS "cases not followed",
       (SELECT count(*)::int FROM notification WHERE state <> 'sent') AS "messages not sent",
       (SELECT count(*)::int FROM case_document WHERE sha256 IS NULL) AS "documents not printed",
       (SELECT count(*)::int FROM (SELECT 1 FROM case_document GROUP BY case_no, seq, kind HAVING count(*) > 1) x) AS "documents made twice"`,
  );
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, n]) => n > 0));
}

/**
 * Mails against the messages that were to be sent: how many are missing, and how many came again because a process died, or lost the database,
 * between sending and writing down that it had: under the same Message-ID, or in a digest put together anew.
 */
export async function mails(pool: Pool, received: string[]): Promise<{ missing: number; again: number }> {
  const { rows } = await pool.query<{ id: string }>(`SELECT message_id AS id FROM notification WHERE channel = 'email'`);
  const wanted = new Set(rows.map((r) => r.id));
  const came = new Set(received);
  const expected = [...wanted].filter((id) => came.has(id)).length;
  return { missing: wanted.size - expected, again: received.length - expected };
}
