import type { Pool, PoolClient } from 'pg';

/** Does the work in a transaction of its own: all of it, or on any error nothing. `begin` sets how it is isolated. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const done = await work(client);
    await client.query('COMMIT');
    client.release();
    return done;
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true), // whatever was begun ends with the connection
    );
    throw error;
  }
}
