import { randomUUID } from 'node:crypto';
import express from 'express';
import pg from 'pg';

/**
 * What the product is held against: the same five row updates and event inserts in plain Express and SQL, with no rules, no chain, no people,
 * no clock. Run as a process of its own: `DATABASE_URL`, `PORT`.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
await pool.query(`CREATE TABLE IF NOT EXISTS plain_case (id text PRIMARY KEY, stage text NOT NULL, version int NOT NULL, file jsonb NOT NULL);
  CREATE TABLE IF NOT EXISTS plain_event (id text NOT NULL, seq int NOT NULL, name text NOT NULL, data jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, seq))`);

const app = express().use(express.json());
app.post('/cases', async (req, res) => {
  const id = randomUUID();
  await transaction(async (db) => {
    await db.query({
      name: 'open',
      text: 'INSERT INTO plain_case VALUES ($1, $2, 1, $3)',
      values: [id, 'awaitingNotice', JSON.stringify(req.body)],
    });
    await db.query({
      name: 'event',
      text: 'INSERT INTO plain_event (id, seq, name, data) VALUES ($1, $2, $3, $4)',
      values: [id, 1, 'open', '{}'],
    });
  });
  res.status(201).json({ caseNo: id });
});
app.post('/cases/:id/actions/:action', async (req, res) => {
  const { id, action } = req.params;
  await transaction(async (db) => {
    const { rows } = await db.query({ name: 'lock', text: 'SELECT version, file FROM plain_case WHERE id = $1 FOR UPDATE', values: [id] });
    const version = rows[0].version + 1;
    await db.query({
      name: 'update',
      text: 'UPDATE plain_case SET stage = $2, version = $3, file = $4 WHERE id = $1',
      values: [id, action, version, JSON.stringify(rows[0].file)],
    });
    await db.query({
      name: 'event',
      text: 'INSERT INTO plain_event (id, seq, name, data) VALUES ($1, $2, $3, $4)',
      values: [id, version, action, JSON.stringify(req.body)],
    });
  });
  res.json({ caseNo: id });
});

async function transaction(work: (db: pg.PoolClient) => Promise<void>): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query('BEGIN');
    await work(db);
    await db.query('COMMIT');
  } finally {
    db.release();
  }
}

app.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
