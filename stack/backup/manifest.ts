import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../failure.ts';

const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup holds. Written last, so that a folder with one is a whole backup. */
const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The schema that the tables have: the migrations that were applied. */
  migrations: z.array(z.string()),
  tables: z.array(z.strictObject({ name: Name, columns: z.array(Name), rows: z.int(), sha256: Sha256 })),
  sequences: z.array(z.strictObject({ name: Name, last: z.string(), called: z.boolean() })),
  files: z.array(z.strictObject({ sha256: Sha256, bytes: z.int() })),
});
export type Manifest = z.infer<typeof Manifest>;

const fileIn = (folder: string): string => path.join(folder, 'manifest.json');

/** Where a table's rows lie in a backup. */
export const tableFile = (folder: string, name: string): string => path.join(folder, 'tables', `${name}.copy.gz`);

/** Where a file lies under its hash, as in the store. */
export const contentFile = (folder: string, sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** @throws StartFailure when the folder holds no whole backup that this version can read */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new StartFailure(`${folder} holds no whole backup`, 'Name a folder that anlao backup has made and finished.');
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new StartFailure(`The manifest of ${folder} cannot be read:\n${z.prettifyError(parsed.error)}`, 'Nothing was restored.');
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
