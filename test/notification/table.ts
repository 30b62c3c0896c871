import type { Pool } from 'pg';

/** What a test looks at in a row. */
export interface Row {
  key: string;
  state: string;
  attempts: number;
  error: string | null;
  wait_s: number;
  sent: boolean;
  message_id: string | null;
}

/** Queues messages to `<key>@mzj.example`; `changes` are raw SQL values for further columns. */
export async function enqueue(pool: Pool, keys: string[], changes: Record<string, unknown> = {}): Promise<void> {
  for (const key of keys) {
    const row: Record<string, unknown> = {
      key,
      event: 'rung.overdue',
      recipient: 'li',
      channel: 'email',
      subject: '案件已逾期',
      body: '请立即办理。',
      address: `${key}@mzj.example`,
      ...changes,
    };
    const names = Object.keys(row);
    await pool.query(
      `INSERT INTO notification (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
  }
}

/** All rows in the order they were queued. */
export async function rowsOf(pool: Pool): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `SELECT key, state, attempts, error, extract(epoch FROM not_before - now())::float AS wait_s, sent_at IS NOT NULL AS sent, message_id
     FROM notification ORDER BY id`,
  );
  return rows;
}
