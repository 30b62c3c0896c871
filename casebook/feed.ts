import type { Pool, PoolClient } from 'pg';
import type { DocumentKind } from '../domain/documents.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { divisionPrefix } from './people.ts';
import { inTransaction } from './transaction.ts';

/** A place in the feed: behind everything that was recorded before it. `part` is empty for a step, and names what became of a document. */
export interface FeedPlace {
  at: Date;
  caseNo: string;
  seq: number;
  part: string;
}

/** What the feed tells of: a step of a case, or a document that a step led to. */
export interface FedEvent {
  caseNo: string;
  seq: number;
  part: string;
  recordedAt: Date;
  at: Date;
  kind: string;
  name: string;
  actor: unknown;
  stage: string;
  /** Of the step, also where a document is told of that it led to. */
  hash: string;
  document: { id: string; kind: DocumentKind; documentNo: string | null; sha256: string | null } | null;
  file: CaseFile;
}

/**
 * An event as CloudEvents 1.0 in JSON. It says which case took which step or has which document, and nothing that anybody wrote: no names, no
 * reasons, no text. An institution that a complainant only described stays out.
 */
export function cloudEventOf({ seq, part, at, kind, name, actor, stage, hash, document, file }: Omit<FedEvent, 'caseNo' | 'recordedAt'>) {
  const { caseNo, type, division, institution } = file;
  const known = institution?.id === undefined ? null : { id: institution.id, name: institution.name };
  const data = { caseNo, seq, caseType: type, kind, name, stage, division, institution: known, actorRole: roleIn(actor), hash };
  return {
    specversion: '1.0' as const,
    id: part === '' ? `${caseNo}/${seq}` : `${caseNo}/${seq}/${part}`,
    source: `/api/v1/cases/${caseNo}`,
    type: `cn.anlao.${type}.${name}`,
    subject: caseNo,
    time: at.toISOString(),
    datacontenttype: 'application/json' as const,
    data: document ? { ...data, document } : data,
  };
}

const roleIn = (actor: unknown): string =>
  typeof actor === 'object' && actor !== null && 'role' in actor && typeof actor.role === 'string' ? actor.role : '';

/** Longest that a step may take from its recording to its commit, while others commit, in ms. */
const SETTLING_MS = 2_000;
const AT_ONCE = 500;

/**
 * Before this instant nothing can be recorded any more: now, when nobody is writing; else a little earlier, because steps do not become
 * visible in the order of their times, and a reader who went past one would never see it.
 */
export async function settledUntil(pool: Pick<Pool, 'query'>): Promise<Date> {
  const { rows } = await pool.query<{ at: Date }>({
    name: 'settled-until',
    text: `SELECT date_trunc('milliseconds', statement_timestamp()) - CASE WHEN pg_snapshot_xmin(s) = pg_snapshot_xmax(s) THEN 0 ELSE $1::int END
      * interval '1 ms' AS at FROM pg_current_snapshot() s`,
    values: [SETTLING_MS],
  });
  return rows[0]?.at ?? new Date(0);
}

const DOCUMENT = (
  name: string,
  at: string,
  sha256: string,
) => `SELECT d.case_no AS "caseNo", d.seq, '${name}-' || d.id AS part, d.${at} AS "recordedAt",
    d.${at} AS at, 'document' AS kind, '${name}' AS name, '{"role": "system"}'::jsonb AS actor, e.stage, e.hash,
    jsonb_build_object('id', d.id, 'kind', d.kind, 'documentNo', d.document_no, 'sha256', ${sha256}) AS document, c.file
  FROM case_document d JOIN case_event e USING (case_no, seq) JOIN case_file c USING (case_no)`;

/** What the feed is put together from, and the time of each by which it goes. */
const SOURCES = [
  {
    at: 'e.recorded_at',
    select: `SELECT e.case_no AS "caseNo", e.seq, '' AS part, e.recorded_at AS "recordedAt", e.at, e.kind, e.name, e.actor, e.stage, e.hash, NULL::jsonb AS document, c.file
  FROM case_event e JOIN case_file c USING (case_no)`,
  },
  { at: 'd.created_at', select: DOCUMENT('documentIssued', 'created_at', 'NULL') },
  { at: 'd.printed_at', select: DOCUMENT('documentPrinted', 'printed_at', 'd.sha256') },
] as const;

/** Who asks, and for how much. `scope` is a condition on `case_file c`, its values are those of `param`. */
export interface FeedAsked {
  place: FeedPlace;
  until: Date;
  limit: number;
  scope: (param: (value: unknown) => string) => string;
}

/** What was recorded beyond a place and before an instant in the cases of a scope, oldest first. */
export async function fedAfter(
  db: Pick<Pool, 'query'>,
  { place: { at, caseNo, seq, part }, until, limit, scope }: FeedAsked,
): Promise<FedEvent[]> {
  const values: unknown[] = [at, caseNo, seq, part, until, limit];
  const condition = scope((value) => `$${values.push(value)}`);
  const parts = SOURCES.map(
    (source) => `(SELECT * FROM (${source.select} WHERE ${source.at} >= $1 AND ${source.at} < $5 AND ${condition}) f
      WHERE ("recordedAt", "caseNo", seq, part) > ($1, $2, $3::int, $4) ORDER BY "recordedAt", "caseNo", seq, part LIMIT $6)`,
  );
  const { rows } = await db.query<FedEvent>(`${parts.join(' UNION ALL ')} ORDER BY "recordedAt", "caseNo", seq, part LIMIT $6`, values);
  return rows;
}

/** Queues what was recorded since for every endpoint that takes the event feed; answers how many events. Safe to call from many workers. */
export async function feedWebhooks(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM webhook WHERE channel = 'events' AND enabled ORDER BY id`);
  let queued = 0;
  for (const { id } of rows) queued += await feedOne(pool, id);
  return queued;
}

async function feedOne(pool: Pool, id: string): Promise<number> {
  const until = await settledUntil(pool);
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<FeedPlace & { division: string }>(
      `SELECT division, fed_at AS at, fed_case AS "caseNo", fed_seq AS seq, fed_part AS part FROM webhook WHERE id = $1 AND enabled FOR UPDATE SKIP LOCKED`,
      [id],
    );
    return rows[0] ? queueFor(client, id, rows[0], until) : 0;
  });
}

// Referrals stay with discipline inspection: no feed tells of one.
const inDivision =
  (division: string): FeedAsked['scope'] =>
  (param) =>
    `c.division LIKE ${param(divisionPrefix(division))} || '%' AND c.type <> 'referral'`;

async function queueFor(
  db: PoolClient,
  id: string,
  { division, ...place }: FeedPlace & { division: string },
  until: Date,
): Promise<number> {
  const rows = await fedAfter(db, { place, until, limit: AT_ONCE, scope: inDivision(division) });
  const last = rows.at(-1);
  if (!last) return 0;
  const events = rows.map((row) => {
    const event = cloudEventOf(row);
    return { key: `event:${id}:${event.id}`, caseNo: row.caseNo, name: event.type, body: JSON.stringify(event) };
  });
  await db.query(
    `INSERT INTO notification (key, case_no, event, recipient, channel, address, subject, body)
     SELECT e.key, e."caseNo", e.name, 'webhook:' || $1, 'events', $1, e.name, e.body
     FROM jsonb_to_recordset($2::jsonb) AS e(key text, "caseNo" text, name text, body text) ON CONFLICT (key) DO NOTHING`,
    [id, JSON.stringify(events)],
  );
  await db.query('UPDATE webhook SET fed_at = $2, fed_case = $3, fed_seq = $4, fed_part = $5 WHERE id = $1', [
    id,
    last.recordedAt,
    last.caseNo,
    last.seq,
    last.part,
  ]);
  return rows.length;
}
