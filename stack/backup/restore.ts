import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { migrate, migrationsOnDisk } from '../../prisma/migrate.ts';
import { StartFailure } from '../failure.ts';
import { copyIn } from './copy.ts';
import { contentFile, hashOfFile, type Manifest, readManifest, tableFile } from './manifest.ts';

export interface RestoreOptions {
  databaseUrl: string;
  filesDir: string;
  /** Whether what the database holds may be thrown away. */
  force?: boolean;
  onProgress?(text: string): void;
}

/**
 * Brings a database and the contents back to a backup. The tables are filled in one transaction: a restore that fails leaves an empty database.
 * Everything is checked against the manifest before it begins. Afterwards the workflows have to be rebuilt: `anlao rebuild --all`.
 */
export async function restore(
  folder: string,
  { databaseUrl, filesDir, force = false, onProgress = () => {} }: RestoreOptions,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await check(folder, manifest);
  await makeRoom(databaseUrl, force);
  await migrate(databaseUrl, { only: manifest.migrations });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const table of manifest.tables) {
      await fill(client, folder, table);
      onProgress(`${table.name}: ${table.rows} rows`);
    }
    for (const { name, last, called } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [`"${name}"`, last, called]);
    await restoreFiles(manifest, path.join(folder, 'files'), filesDir);
    onProgress(`${manifest.files.length} files`);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
  await migrate(databaseUrl); // a backup of an older version gets what came since
  return manifest;
}

/** Before anything is touched: every table and every content is whole, and this version knows the schema. */
async function check(folder: string, { migrations, tables, files }: Manifest): Promise<void> {
  const known = new Set((await migrationsOnDisk()).map((m) => m.name));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new StartFailure(`The backup comes from a newer version: ${unknown.join(', ')}`, 'Restore it with that version or a later one.');
  for (const { name, sha256 } of tables) await isWhole(tableFile(folder, name), sha256);
  for (const { sha256 } of files) await isWhole(contentFile(path.join(folder, 'files'), sha256), sha256);
}

async function isWhole(file: string, sha256: string): Promise<void> {
  const found = await hashOfFile(file).catch(() => 'missing');
  if (found !== sha256)
    throw new StartFailure(`${file} is ${found === 'missing' ? 'missing' : 'damaged'}`, 'Nothing was restored. Use another backup.');
}

/** An empty database: one that was never used, or, when that is wished for, one of which everything is thrown away. */
async function makeRoom(databaseUrl: string, force: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ others: boolean; tables: string[] }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend') AS others,
         ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') AS tables`,
    );
    const { others = false, tables = [] } = rows[0] ?? {};
    if (others) throw new StartFailure('The database is in use', 'Stop the API and the workers first.');
    const used = await inUse(client, tables);
    if (used && !force)
      throw new StartFailure(`There are entries in ${used}`, 'Restore into an empty database, or say --force to throw away what is there.');
    if (tables.length > 0) await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  } finally {
    await client.end();
  }
}

/** A table that holds somebody's work. What a first start fills in, divisions, calendar, policies and users, the backup brings itself. */
async function inUse(client: pg.Client, tables: string[]): Promise<string | undefined> {
  for (const table of ['case_file', 'institution', 'organisation'].filter((name) => tables.includes(name)))
    if ((await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount === 1) return table;
  return undefined;
}

/**
 * Fills one table, and makes sure that it holds what the backup says. Triggers rest meanwhile, those too that keep the log append-only: they are
 * for what happens from now on, and the owner of the tables may switch them.
 */
async function fill(client: pg.Client, folder: string, { name, columns, rows, sha256 }: Manifest['tables'][number]): Promise<void> {
  const list = columns.map((c) => `"${c}"`).join(', ');
  await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  const file = tableFile(folder, name);
  const hash = createHash('sha256');
  const source = createReadStream(file).on('data', (chunk) => hash.update(chunk));
  await copyIn(client, `COPY "${name}" (${list}) FROM STDIN`, source.pipe(createGunzip()));
  await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
  const { rows: found } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`);
  if (Number(found[0]?.n) !== rows || hash.digest('hex') !== sha256)
    throw new StartFailure(`${name} has ${found[0]?.n} rows after the restore instead of ${rows}`, 'Nothing was restored.');
}

/** Puts contents where the store looks for them, whole or not at all; those that are there stay. */
async function restoreFiles({ files }: Manifest, from: string, to: string): Promise<void> {
  for (const { sha256, bytes } of files) {
    const target = contentFile(to, sha256);
    const there = await stat(target).catch(() => undefined);
    if (there?.size === bytes) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(contentFile(from, sha256), `${target}.new`);
    await rename(`${target}.new`, target);
  }
}
