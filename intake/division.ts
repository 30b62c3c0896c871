import type { Pool } from 'pg';
import { InvalidInput } from '../casebook/errors.ts';

/** @throws InvalidInput when there is no such division for rows to belong to */
export async function checkDivision(pool: Pool, division: string): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM division WHERE code = $1', [division]);
  if (rowCount === 0) throw new InvalidInput('division', `there is no division ${division}`);
}
