import type { Pool } from 'pg';
import { CASE_TYPE } from '../domain/case-types.ts';
import type { CaseType } from '../domain/kernel/index.ts';
import { inTransaction } from './transaction.ts';
import { type Change, write } from './write.ts';

/** Writes all of the changes or none. False when one of the cases has gone on since it was read. */
export async function commit(pool: Pool, changes: Change[]): Promise<boolean> {
  const [only] = changes;
  if (only && changes.length === 1) return writeOne(pool, only);
  try {
    await inTransaction(pool, async (client) => {
      for (const change of changes) if (!(await writeOne(client, change))) throw new Overtaken();
    });
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

class Overtaken extends Error {}

async function writeOne(db: Parameters<typeof write>[0], change: Change): Promise<boolean> {
  try {
    return await write(db, CASE_TYPE[change.advance.file.type] as CaseType, change);
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false; // a twin with the same key came first
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';
