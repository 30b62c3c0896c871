import type { Pool } from 'pg';
import type { CaseFile, Removed } from '../domain/kernel/case-file.ts';
import { refuse } from '../domain/kernel/refusal.ts';
import { LEAST_KEPT_DAYS, personalPaths, REMOVED, type Retention, retentionOf } from '../domain/retention.ts';
import type { Actor } from '../domain/roles.ts';
import type { Casebook } from './casebook.ts';
import { committed, type SealedTexts } from './chain.ts';
import { noteRemoved } from './contents.ts';
import { Refused } from './errors.ts';
import type { Law } from './law.ts';

/** Where files lie by their hash; the store of the product is one. */
interface Shelf {
  remove(sha256: string): Promise<void>;
}
export interface RetentionDeps {
  pool: Pool;
  law: Law;
  casebook: Casebook;
  store: Shelf;
}

/** Who asks for it: the clock of the product, or a person. */
const CLOCKWORK = { id: 'retention', role: 'system', name: '保存期限' } as const satisfies Actor;

interface ClosedCase {
  caseNo: string;
  file: CaseFile;
  closedAt: Date;
  /** Events recorded before texts were sealed one by one: their chain would not hold without the texts. */
  unsealed: number;
}

const CLOSED = `SELECT c.case_no AS "caseNo", c.file, c.closed_at AS "closedAt",
    (SELECT count(*)::int FROM case_event e WHERE e.case_no = c.case_no AND e.texts IS NULL AND NOT c.file ? 'anonymised') AS unsealed
  FROM case_file c WHERE c.status = 'closed'`;
/** Beyond the case of $1, closed before $2, and not anonymous yet or only begun to be. */
const TO_DO = `c.case_no > $1 AND c.closed_at < $2 AND (NOT c.file ? 'anonymised' OR EXISTS (SELECT 1 FROM case_event e WHERE e.case_no = c.case_no
  AND e.texts IS NOT NULL AND e.name <> 'anonymise' AND e.at < to_timestamp((c.file #>> '{anonymised,at}')::float8 / 1000)))`;
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** Where a closed case stands by the policy of its division. */
export async function standingOf(
  { law }: Pick<RetentionDeps, 'law'>,
  { file, closedAt }: Pick<ClosedCase, 'file' | 'closedAt'>,
  now: number,
): Promise<Retention> {
  return retentionOf(file, await law.policyFor(file.division), { closedAt: closedAt.getTime(), now });
}

/** The closed case; nothing when it is open or does not exist. */
export async function closedCase(pool: Pool, caseNo: string): Promise<ClosedCase | undefined> {
  return (await pool.query<ClosedCase>(`${CLOSED} AND c.case_no = $1`, [caseNo])).rows[0];
}

/**
 * Makes every case anonymous whose time is over, and finishes what was broken off. Answers the numbers of the cases. Safe to repeat.
 * `now` in ms.
 */
export async function runRetention(deps: RetentionDeps, now = Date.now()): Promise<string[]> {
  const done: string[] = [];
  const earliest = new Date(now - LEAST_KEPT_DAYS * DAY_MS);
  for (let after = ''; ; ) {
    const { rows } = await deps.pool.query<ClosedCase>(`${CLOSED} AND ${TO_DO} ORDER BY c.case_no LIMIT ${AT_ONCE}`, [after, earliest]);
    for (const found of rows) if (await doOne(deps, found, now)) done.push(found.caseNo);
    if (rows.length < AT_ONCE) return done;
    after = rows.at(-1)?.caseNo ?? after;
  }
}

async function doOne(deps: RetentionDeps, found: ClosedCase, now: number): Promise<boolean> {
  const { state } = await standingOf(deps, found, now);
  if (state === 'anonymised') return (await clear(deps, found.caseNo)) > 0;
  if (state !== 'due' || found.unsealed > 0) return false;
  await anonymise(deps, found, { by: CLOCKWORK, reason: '保存和复核期限届满' });
  return true;
}

/**
 * Makes a closed case anonymous: the step on its log says what goes, when and by whom; then the texts of its events, who complained, what a
 * search finds it by, and the contents of its files go. @throws Refused while it is held for the law
 */
export async function anonymise(
  deps: RetentionDeps,
  { caseNo, unsealed }: ClosedCase,
  { by, reason }: { by: Actor; reason: string },
): Promise<CaseFile> {
  const { pool, casebook } = deps;
  if (unsealed > 0) throw new Refused(refuse('recorded-before-removal'));
  const removed = await countOf(pool, caseNo);
  const input = { by: by.id, reason, removed };
  const file = await casebook.act(caseNo, { name: 'anonymise', input, actor: { ...by, role: 'system' } }, { key: 'anonymise' });
  await clear(deps, caseNo);
  return file;
}

/** The texts go last: while an event still has some, it is seen that this was not finished. */
async function clear(deps: RetentionDeps, caseNo: string): Promise<number> {
  await removeBeside(deps, caseNo);
  return removeTexts(deps.pool, caseNo);
}

async function countOf(pool: Pool, caseNo: string): Promise<Removed> {
  const { rows: events } = await pool.query<{ data: Record<string, unknown> }>('SELECT data FROM case_event WHERE case_no = $1', [caseNo]);
  const texts = events.map(({ data }) => personalPaths(data).length).filter((n) => n > 0);
  const { rows } = await pool.query<Omit<Removed, 'events' | 'texts'>>(
    `SELECT (SELECT count(*)::int FROM evidence WHERE case_no = $1) AS files, (SELECT count(*)::int FROM case_document WHERE case_no = $1) AS documents,
      EXISTS (SELECT 1 FROM informant WHERE case_no = $1) AS informant`,
    [caseNo],
  );
  const { files = 0, documents = 0, informant = false } = rows[0] ?? {};
  return { events: texts.length, texts: texts.reduce((sum, n) => sum + n, 0), files, documents, informant };
}

/** Removes the texts of all events before the step that made the case anonymous; answers how many events had any left. */
async function removeTexts(pool: Pool, caseNo: string): Promise<number> {
  const { rows } = await pool.query<{ seq: number; data: Record<string, unknown>; texts: SealedTexts }>(
    `SELECT e.seq, e.data, e.texts FROM case_event e WHERE e.case_no = $1 AND e.texts IS NOT NULL
      AND e.seq < (SELECT min(seq) FROM case_event WHERE case_no = $1 AND name = 'anonymise' AND kind = 'system') ORDER BY e.seq`,
    [caseNo],
  );
  for (const { seq, data, texts } of rows) await pool.query('SELECT remove_texts($1, $2, $3)', [caseNo, seq, committed(data, texts)]);
  return rows.length;
}

/**
 * What lies beside the log: who complained, the search, notes of reassignments in bulk, what was reported of it to the authority above, the names and contents of files, what documents were to say, addresses of mails. Content
 * that another case has too stays.
 */
async function removeBeside({ pool, store }: RetentionDeps, caseNo: string): Promise<void> {
  await pool.query('DELETE FROM informant WHERE case_no = $1', [caseNo]);
  await pool.query(
    `UPDATE case_search s SET search = concat_ws(' ', c.case_no, c.institution_name) FROM case_file c WHERE c.case_no = s.case_no AND s.case_no = $1`,
    [caseNo],
  );
  await pool.query(
    `UPDATE job SET params = params || jsonb_build_object('note', $2::text) WHERE params ? 'note' AND id IN (SELECT job_id FROM job_item WHERE subject = $1)`,
    [caseNo, REMOVED],
  );
  await pool.query('SELECT remove_report_texts($1)', [caseNo]);
  await pool.query(`UPDATE request_key SET body_hash = '' WHERE case_no = $1`, [caseNo]);
  await pool.query(`UPDATE evidence SET name = $2, note = NULL WHERE case_no = $1`, [caseNo, REMOVED]);
  await pool.query(`UPDATE case_signature SET name = $2 WHERE case_no = $1`, [caseNo, REMOVED]);
  await pool.query(`UPDATE case_document SET facts = NULL, error = NULL WHERE case_no = $1`, [caseNo]); // of what was never printed
  await pool.query(
    `UPDATE notification SET details = details - 'phone', address = CASE channel WHEN 'email' THEN NULL ELSE address END
     WHERE case_no = $1 AND state IN ('sent', 'failed')`,
    [caseNo],
  );
  const { rows } = await pool.query<{ sha256: string }>(CONTENTS, [caseNo]);
  for (const { sha256 } of rows) if (!(await isElsewhere(pool, caseNo, sha256))) await removeContent(pool, store, sha256);
}

async function removeContent(pool: Pool, store: Shelf, sha256: string): Promise<void> {
  await noteRemoved(pool, sha256);
  await store.remove(sha256);
}

/** Every content of a case: originals, copies and thumbnails of evidence, both forms of documents, signatures. */
const CONTENTS = `SELECT DISTINCT sha256 FROM (
    SELECT unnest(ARRAY[sha256, copy_sha256, thumb_sha256]) AS sha256 FROM evidence WHERE case_no = $1
    UNION ALL SELECT unnest(ARRAY[sha256, docx_sha256]) FROM case_document WHERE case_no = $1
    UNION ALL SELECT sha256 FROM case_signature WHERE case_no = $1) x WHERE sha256 IS NOT NULL`;

async function isElsewhere(pool: Pool, caseNo: string, sha256: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM evidence WHERE $2 IN (sha256, copy_sha256, thumb_sha256) AND case_no <> $1
     UNION ALL SELECT 1 FROM case_document WHERE $2 IN (sha256, docx_sha256) AND case_no <> $1
     UNION ALL SELECT 1 FROM case_signature WHERE sha256 = $2 AND case_no <> $1 LIMIT 1`,
    [caseNo, sha256],
  );
  return rowCount !== 0;
}

/** How many closed cases are in each state. */
export async function countRetention(deps: Pick<RetentionDeps, 'pool' | 'law'>, now = Date.now()): Promise<Record<string, number>> {
  const counts: Record<string, number> = { retain: 0, review: 0, due: 0, held: 0, anonymised: 0 };
  const { rows } = await deps.pool.query<Pick<ClosedCase, 'file' | 'closedAt'>>(
    `SELECT jsonb_build_object('type', type, 'division', division, 'stage', stage) || jsonb_strip_nulls(jsonb_build_object(
       'anonymised', file -> 'anonymised', 'legalHold', file -> 'legalHold')) AS file, closed_at AS "closedAt" FROM case_file WHERE status = 'closed' AND closed_at IS NOT NULL`,
  );
  for (const row of rows) {
    const { state } = await standingOf(deps, row, now);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
