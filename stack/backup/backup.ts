import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { wanted } from '../../casebook/contents.ts';
import type { ContentStore } from '../../storage/store.ts';
import { StartFailure } from '../failure.ts';
import { copyOut } from './copy.ts';
import { contentFile, hashOfFile, type Manifest, tableFile, writeManifest } from './manifest.ts';
import { appliedMigrations, sequencesOf, tablesOf } from './tables.ts';

export interface BackupOptions {
  databaseUrl: string;
  /** The folder of the content store on this machine. */
  filesDir: string;
  /** Where contents come from that do not lie in that folder, such as a bucket. */
  store?: Pick<ContentStore, 'open'>;
  onProgress?(text: string): void;
}

/**
 * Writes everything of record into an empty folder while the product runs: all tables as they were at one moment, and the contents that they
 * name. Temporal is not in it, because it is rebuilt from the log; nor are the keys, which belong elsewhere.
 */
export async function backup(folder: string, { databaseUrl, filesDir, store, onProgress = () => {} }: BackupOptions): Promise<Manifest> {
  await makeEmpty(folder);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const madeAt = (await client.query<{ now: Date }>('SELECT now()')).rows[0]?.now ?? new Date();
    const tables: Manifest['tables'] = [];
    for (const table of await tablesOf(client)) {
      tables.push(await saveTable(client, folder, table));
      onProgress(`${table.name}: ${tables.at(-1)?.rows} rows`);
    }
    const files = await saveFiles(await contentsNamed(client), { from: filesDir, to: path.join(folder, 'files'), store });
    onProgress(`${files.length} files`);
    // after the tables: a number given out meanwhile must not be given out again
    const sequences = await sequencesOf(client);
    const manifest: Manifest = {
      format: 1,
      madeAt: madeAt.toISOString(),
      migrations: await appliedMigrations(client),
      tables,
      sequences,
      files,
    };
    await client.query('COMMIT');
    await writeManifest(folder, manifest);
    return manifest;
  } finally {
    await client.end();
  }
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new StartFailure(`${folder} is not empty`, 'Name a folder that is, or does not exist yet.');
  await mkdir(path.join(folder, 'tables'), { mode: 0o700 });
}

async function saveTable(
  client: pg.Client,
  folder: string,
  { name, columns }: { name: string; columns: string[] },
): Promise<Manifest['tables'][number]> {
  const file = tableFile(folder, name);
  const list = columns.map((c) => `"${c}"`).join(', ');
  const { stream, rows } = copyOut(client, `COPY "${name}" (${list}) TO STDOUT`);
  await pipeline(stream, createGzip({ level: 4 }), createWriteStream(file, { mode: 0o600 }));
  return { name, columns, rows: rows(), sha256: await hashOfFile(file) };
}

/** Hashes of all contents that the database speaks of and that are to be there. */
async function contentsNamed(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>(`${await wanted(client)} ORDER BY 1`);
  return rows.map((r) => r.sha256);
}

interface Places {
  from: string;
  to: string;
  store: BackupOptions['store'];
}

/** Contents never change under their hash, so that another name for them will do where the folder lies on the same disk. */
async function saveFiles(hashes: string[], { from, to, store }: Places): Promise<Manifest['files']> {
  const files: Manifest['files'] = [];
  for (const sha256 of hashes) {
    const [source, target] = [contentFile(from, sha256), contentFile(to, sha256)];
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await link(source, target)
      .catch(() => copyFile(source, target))
      .catch(async (error) => {
        if (!store) throw error;
        await pipeline(await store.open(sha256), createWriteStream(target, { mode: 0o600 }));
      });
    if ((await hashOfFile(target)) !== sha256)
      throw new StartFailure(`The content ${sha256} is damaged`, 'Restore it from an earlier backup, then back up again.');
    files.push({ sha256, bytes: (await stat(target)).size });
  }
  return files;
}
