import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { root } from '../config/root.ts';
import { withEngine } from './engine.ts';

const MIGRATIONS = path.join(root, 'prisma', 'migrations');
/** Of our own choosing: the engine takes a lock too, on another number. */
const LOCK = 5_269_771;
const KNOWN = `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`;

export interface Migration {
  name: string;
  sql: string;
}

/** The migrations that come with the product, in the order in which they are applied. */
export async function migrationsOnDisk(): Promise<Migration[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8') })));
}

/** The same, in the form that Prisma's engine reads. */
export const migrationList = (migrations: Migration[]) => ({
  baseDir: MIGRATIONS,
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  })),
});

interface MigrateOptions {
  /** Names of the migrations wanted, for a database that is to be as an earlier version had it; all of them when left out. */
  only?: readonly string[];
  onProgress?(text: string): void;
}

/**
 * Brings a database up to date and returns the names of the migrations applied. Two processes may call it at once: the second
 * waits for the first and finds nothing left to do.
 */
export async function migrate(databaseUrl: string, { only, onProgress = () => {} }: MigrateOptions = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const migrations = (await migrationsOnDisk()).filter(({ name }) => only?.includes(name) ?? true);
    const done = await appliedTo(client);
    const waiting = migrations.filter(({ name }) => !done.has(name));
    if (waiting.length === 0) return [];
    onProgress(`applying ${waiting.map(({ name }) => name).join(', ')}`);
    return await apply(databaseUrl, migrations);
  } catch (error) {
    await forgetFailed(client);
    throw error;
  } finally {
    await client.end(); // which gives the lock back
  }
}

/** The migrations that are finished on that database. */
async function appliedTo(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query(KNOWN);
  if (!rows[0].known) return new Set();
  const done = await client.query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
  return new Set(done.rows.map((row) => row.migration_name));
}

/** A migration that failed has left nothing behind, so the next start may try it again. */
async function forgetFailed(client: pg.Client): Promise<void> {
  const { rows } = await client.query(KNOWN);
  if (rows[0].known)
    await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL');
}

function apply(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  return withEngine(databaseUrl, async (engine) => {
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationList(migrations), filters });
    return appliedMigrationNames;
  });
}
