import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './transaction.ts';

/** Whether a content may be shown: `waiting` for the scanner and `infected` ones may not. */
export type Scan = 'unscanned' | 'waiting' | 'clean' | 'infected';

/** What the store says of a content. */
interface Held {
  sha256: string;
  bytes: number;
}

export interface ClearOptions {
  /** What was put or recorded less than this long ago is left alone, in ms. */
  graceMs: number;
  remove(sha256: string): Promise<void>;
}

/** What the database knows of the contents in the store: since when they are wanted, by what, and whether they are clean. */
export class Contents {
  private readonly pool: Pool;
  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** To be told before bytes are put in place: from now on they are not cleared away as orphans, for the time of grace. */
  claim = async ({ sha256, bytes }: Held): Promise<void> => {
    await this.pool.query({
      name: 'claim-content',
      text: 'INSERT INTO stored_content (sha256, bytes) VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET touched_at = now(), removed_at = NULL',
      values: [sha256, bytes],
    });
  };

  /** Notes what the scanner said. What was found infected stays so. */
  async scanned(sha256: string, scan: Exclude<Scan, 'unscanned'>, finding?: string): Promise<void> {
    await this.pool.query({
      name: 'content-scanned',
      text: `UPDATE stored_content SET scan = $2, finding = $3, scanned_at = CASE $2 WHEN 'waiting' THEN NULL ELSE now() END WHERE sha256 = $1 AND scan <> 'infected'`,
      values: [sha256, scan, finding ?? null],
    });
  }

  async scanOf(sha256: string): Promise<Scan> {
    const { rows } = await this.pool.query<{ scan: Scan }>({
      name: 'scan-of-content',
      text: 'SELECT scan FROM stored_content WHERE sha256 = $1',
      values: [sha256],
    });
    return rows[0]?.scan ?? 'unscanned';
  }

  /** Evidence that no scanner has seen yet: that which waits for it first. */
  async unscanned(limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ sha256: string }>(
      `SELECT sha256 FROM stored_content s WHERE scan IN ('waiting', 'unscanned') AND EXISTS (SELECT 1 FROM evidence e WHERE e.sha256 = s.sha256)
       ORDER BY scan DESC, touched_at LIMIT $1`,
      [limit],
    );
    return rows.map((r) => r.sha256);
  }

  /** Every content that something refers to and that was not removed for good, in order and beyond `after`. */
  async referenced(after: string, limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ sha256: string }>(
      `SELECT sha256 FROM (${await wanted(this.pool)}) w WHERE sha256 > $1 ORDER BY sha256 LIMIT $2`,
      [after, limit],
    );
    return rows.map((r) => r.sha256);
  }

  async countReferenced(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${await wanted(this.pool)}) w`);
    return rows[0]?.n ?? 0;
  }

  /**
   * Takes away what nothing refers to and nobody has put for the time of grace; answers how many that were. Each content is looked at again and removed
   * under a lock on its entry, on which whoever puts it again has to wait, so that referenced bytes are never removed.
   */
  async clear({ graceMs, remove }: ClearOptions): Promise<number> {
    const { rows } = await this.pool.query<{ sha256: string }>(
      `SELECT s.sha256 FROM stored_content s WHERE ${OLD} AND NOT EXISTS (SELECT 1 FROM (${await this.references()}) r WHERE r.sha256 = s.sha256) LIMIT 10000`,
      [graceMs],
    );
    let cleared = 0;
    for (const { sha256 } of rows) if (await this.clearOne(sha256, { graceMs, remove })) cleared += 1;
    return cleared;
  }

  /** Enters what lies in the store and is not known here, such as after a restore: it is cleared away when its grace is over, if nothing refers to it. */
  async enter(found: Held): Promise<void> {
    await this.pool.query('INSERT INTO stored_content (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [found.sha256, found.bytes]);
  }

  private async clearOne(sha256: string, { graceMs, remove }: ClearOptions): Promise<boolean> {
    const references = await this.references();
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(`SELECT 1 FROM stored_content s WHERE ${OLD} AND s.sha256 = $2 FOR UPDATE SKIP LOCKED`, [
        graceMs,
        sha256,
      ]);
      if (rowCount === 0 || (await client.query(`SELECT 1 FROM (${references}) r WHERE r.sha256 = $1 LIMIT 1`, [sha256])).rowCount !== 0)
        return false;
      await remove(sha256);
      await client.query('DELETE FROM stored_content WHERE sha256 = $1', [sha256]);
      return true;
    });
  }

  private references = (): Promise<string> => referring(this.pool);
}

const OLD = `s.touched_at < now() - $1 * interval '1 ms'`;

/** Notes that a content was taken away for good, together with the case that it belonged to: nobody shall look for it. */
export async function noteRemoved(pool: Pick<Pool, 'query'>, sha256: string): Promise<void> {
  await pool.query(
    'INSERT INTO stored_content (sha256, bytes, removed_at) VALUES ($1, 0, now()) ON CONFLICT (sha256) DO UPDATE SET removed_at = now()',
    [sha256],
  );
}

type Queryable = Pick<PoolClient, 'query'>;

/** SQL for the hashes of all contents that something refers to, each as often as that is. */
async function referring(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ text: string }>(REFERENCES);
  return rows.map((r) => r.text).join(' UNION ALL ');
}

/** SQL for the hashes of all contents that are to be there: what something refers to, but for what was removed for good. */
export const wanted = async (db: Queryable): Promise<string> =>
  `SELECT DISTINCT r.sha256 FROM (${await referring(db)}) r WHERE NOT EXISTS (SELECT 1 FROM stored_content s WHERE s.sha256 = r.sha256 AND s.removed_at IS NOT NULL)`;

/** Every column that is called `sha256`, or so at its end, refers to contents: a table that is added later is not forgotten. */
const REFERENCES = `SELECT format('SELECT %I AS sha256 FROM %I WHERE %I IS NOT NULL', a.attname, c.relname, a.attname) AS text
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND (a.attname = 'sha256' OR a.attname LIKE '%\\_sha256') AND c.relname <> 'stored_content' ORDER BY c.relname, a.attname`;
