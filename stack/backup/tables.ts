import type pg from 'pg';
import { StartFailure } from '../failure.ts';
import type { Manifest } from './manifest.ts';

interface Table {
  name: string;
  columns: string[];
}

const MIGRATIONS = '_prisma_migrations';
/** What tells of running processes and is worth nothing later. */
const FLEETING = ['worker_heartbeat', 'rate_limit'];

/** All tables, each after those it refers to, so that they can be filled in this order. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       ARRAY(SELECT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid WHERE k.conrelid = c.oid AND k.contype = 'f' AND r.oid <> c.oid) AS refers
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1) ORDER BY c.relname`,
    [[MIGRATIONS, ...FLEETING]],
  );
  const ordered: Table[] = [];
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter((t) => !t.refers.some((name) => left.some((other) => other.name === name)));
    if (ready.length === 0) throw new Error(`${left.map((t) => t.name).join(', ')} refer to each other in a circle`);
    ordered.push(...ready.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((t) => !ready.includes(t));
  }
  return ordered;
}

export async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM "${name}"`,
    );
    sequences.push({ name, last: state.rows[0]?.last ?? '1', called: state.rows[0]?.called ?? false });
  }
  return sequences;
}

export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ known: boolean }>(`SELECT to_regclass('${MIGRATIONS}') IS NOT NULL AS known`);
  if (!rows[0]?.known)
    throw new StartFailure('The database has no schema yet', 'There is nothing to back up. Start Anlao, or run anlao migrate.');
  const done = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${MIGRATIONS} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return done.rows.map((r) => r.name);
}
