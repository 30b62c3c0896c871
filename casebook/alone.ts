import type { Pool } from 'pg';

/** Lets only one process of all do something at a time; the others are told nothing came of it. The lock goes with its connection. */
export async function alone<T>(pool: Pool, lock: number, work: () => Promise<T>): Promise<T | undefined> {
  const holder = await pool.connect();
  try {
    const { rows } = await holder.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lock]);
    if (!rows[0]?.mine) return undefined;
    try {
      return await work();
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [lock]);
    }
  } finally {
    holder.release();
  }
}
