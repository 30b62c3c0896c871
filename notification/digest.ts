import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

interface Gathering {
  channel: string;
  address: string | null;
  many: number;
}

interface Part {
  id: string;
  subject: string;
  recipient: string;
  address: string;
  details: Record<string, unknown>;
}

/** Most that one digest tells; the rest goes into the next. */
const PARTS = 100;
const RECIPIENTS = 50;

// A letter with its own link, and what is served on somebody, is never one of many.
const DUE = `channel = $1 AND ($2::text IS NULL OR address = $2) AND address IS NOT NULL AND state = 'queued' AND not_before <= now()
  AND event NOT IN ('digest', 'letterIssued') AND channel <> 'events'`;

/** Makes one message of many that are due to the same recipient at the same address. All of it or nothing, whoever else is at work. */
export async function gather(pool: Pool, { channel, address, many }: Gathering): Promise<number> {
  const { rows } = await pool.query<{ address: string; recipient: string }>(
    `SELECT address, recipient FROM notification WHERE ${DUE} GROUP BY address, recipient HAVING count(*) >= $3 LIMIT ${RECIPIENTS}`,
    [channel, address, many],
  );
  let made = 0;
  for (const to of rows) if (await gatherFor(pool, channel, to, many)) made += 1;
  return made;
}

async function gatherFor(pool: Pool, channel: string, to: { address: string; recipient: string }, many: number): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const done = await digestOf(client, channel, to, many);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function digestOf(db: PoolClient, channel: string, { address, recipient }: { address: string; recipient: string }, many: number) {
  const { rows } = await db.query<Part>(
    `SELECT id::text, subject, recipient, address, details FROM notification WHERE ${DUE} AND recipient = $3 ORDER BY id LIMIT ${PARTS} FOR UPDATE SKIP LOCKED`,
    [channel, address, recipient],
  );
  const [first] = rows;
  if (!first || rows.length < many) return false;
  const { subject, body } = digestText(rows);
  const digest = await db.query<{ id: string }>(
    `INSERT INTO notification (key, event, recipient, channel, address, subject, body, details) VALUES ($1, 'digest', $2, $3, $4, $5, $6, $7) RETURNING id::text`,
    [`digest:${randomUUID()}`, recipient, channel, address, subject, body, first.details],
  );
  await db.query(`UPDATE notification SET state = 'gathered', digest = $1 WHERE id = ANY($2)`, [digest.rows[0]?.id, rows.map((r) => r.id)]);
  return true;
}

/** One message for many: their subject lines, which say of each what and which case. */
export function digestText(parts: readonly { subject: string; details: Record<string, unknown> }[]): { subject: string; body: string } {
  const english = parts[0]?.details.language === 'en';
  const list = parts.map(({ subject }, i) => `${i + 1}. ${subject}`);
  return english
    ? {
        subject: `[Anlao] ${parts.length} messages`,
        body: `${['There is news about these cases:', '', ...list, '', 'Sign in to see them.'].join('\n')}\n`,
      }
    : {
        subject: `【安老】${parts.length}条消息`,
        body: `${['下列案件有新的消息：', '', ...list, '', '请登录系统查看和办理。'].join('\n')}\n`,
      };
}
