import type { Pool, PoolClient } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { divisionPrefix } from './people.ts';

/** An event of a case as the feed reads it. */
export interface FedEvent {
  seq: number;
  at: Date;
  kind: string;
  name: string;
  actor: unknown;
  stage: string;
  hash: string;
}

/**
 * An event as CloudEvents 1.0 in JSON. It says which case took which step, and nothing that anybody wrote: no names, no reasons, no text. An
 * institution that a complainant only described stays out.
 */
export function cloudEventOf({ seq, at, kind, name, actor, stage, hash }: FedEvent, file: CaseFile) {
  const { caseNo, type, division, institution } = file;
  const known = institution?.id === undefined ? null : { id: institution.id, name: institution.name };
  return {
    specversion: '1.0' as const,
    id: `${caseNo}/${seq}`,
    source: `/api/v1/cases/${caseNo}`,
    type: `cn.anlao.${type}.${name}`,
    subject: caseNo,
    time: at.toISOString(),
    datacontenttype: 'application/json' as const,
    data: { caseNo, seq, caseType: type, kind, name, stage, division, institution: known, actorRole: roleIn(actor), hash },
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

interface Fed {
  id: string;
  division: string;
  at: Date;
  caseNo: string;
  seq: number;
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
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<Fed>(
      `SELECT id, division, fed_at AS at, fed_case AS "caseNo", fed_seq AS seq FROM webhook WHERE id = $1 AND enabled FOR UPDATE SKIP LOCKED`,
      [id],
    );
    const queued = rows[0] ? await queueFor(client, rows[0], until) : 0;
    await client.query('COMMIT');
    return queued;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

// Referrals stay with discipline inspection: no feed tells of one.
const BEYOND = `SELECT e.seq, e.at, e.kind, e.name, e.actor, e.stage, e.hash, e.recorded_at AS "recordedAt", c.file FROM case_event e JOIN case_file c USING (case_no)
  WHERE (e.recorded_at, e.case_no, e.seq) > ($1, $2, $3::int) AND e.recorded_at < $4 AND c.division LIKE $5 || '%' AND c.type <> 'referral'
  ORDER BY e.recorded_at, e.case_no, e.seq LIMIT ${AT_ONCE}`;

async function queueFor(db: PoolClient, { id, division, at, caseNo, seq }: Fed, until: Date): Promise<number> {
  const { rows } = await db.query<FedEvent & { recordedAt: Date; file: CaseFile }>(BEYOND, [
    at,
    caseNo,
    seq,
    until,
    divisionPrefix(division),
  ]);
  const last = rows.at(-1);
  if (!last) return 0;
  const events = rows.map((row) => {
    const event = cloudEventOf(row, row.file);
    return { key: `event:${id}:${event.id}`, caseNo: row.file.caseNo, name: event.type, body: JSON.stringify(event) };
  });
  await db.query(
    `INSERT INTO notification (key, case_no, event, recipient, channel, address, subject, body)
     SELECT e.key, e."caseNo", e.name, 'webhook:' || $1, 'events', $1, e.name, e.body
     FROM jsonb_to_recordset($2::jsonb) AS e(key text, "caseNo" text, name text, body text) ON CONFLICT (key) DO NOTHING`,
    [id, JSON.stringify(events)],
  );
  await db.query('UPDATE webhook SET fed_at = $2, fed_case = $3, fed_seq = $4 WHERE id = $1', [
    id,
    last.recordedAt,
    last.file.caseNo,
    last.seq,
  ]);
  return rows.length;
}
