import { once } from 'node:events';
import { createWriteStream, type Stats } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Measure } from './digest.ts';
import { whenMissing } from './error-code.ts';
import type { Stored } from './store.ts';

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Makes the folder where uploads are written aside; what interrupted ones left there more than a day ago is removed. */
export async function openAside(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const left = await stat(path).catch(whenMissing);
    if (left && Date.now() - left.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

/** Writes a content to a new file, durably, and tells what it is. @throws TooLarge */
export async function writeAside(path: string, content: Readable | Buffer, maxBytes: number): Promise<Stored> {
  const measure = new Measure(maxBytes);
  const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
  const file = createWriteStream(path, { flags: 'wx', mode: 0o640 });
  try {
    await pipeline(source, measure, file);
  } finally {
    // A sender may break off while the file is still being opened: only when it is closed can it be removed for good.
    if (!file.closed) await once(file, 'close');
  }
  const stored = measure.measured();
  const { size } = await sync(path, 'r+');
  if (size !== stored.bytes) throw new Error(`${size} of ${stored.bytes} bytes reached the disk`);
  return stored;
}

/** Brings a file or a folder to the disk, whoever wrote it, and tells what it is now. */
export async function sync(path: string, flags: string): Promise<Stats> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
    return await handle.stat();
  } finally {
    await handle.close();
  }
}
