import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Measure, Verify } from './digest.ts';
import { codeOf } from './error-code.ts';
import { type ContentStore, isAddress, NoSpace, NotStored, type PutOptions, type Stored } from './store.ts';

const INCOMING = 'incoming';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Opens the store in a folder, creating it; what interrupted uploads left there more than a day ago is removed. */
export async function openDiskStore(root: string): Promise<ContentStore> {
  const incoming = join(root, INCOMING);
  await mkdir(incoming, { recursive: true });
  await removeAbandoned(incoming);
  return new DiskStore(root);
}

/** Content on the local disk as `ab/cd/<sha256>`, durable before `put` answers: written aside, synced, then renamed into place. */
class DiskStore implements ContentStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(content: Readable | Buffer, { maxBytes }: PutOptions): Promise<Stored> {
    const aside = join(this.#root, INCOMING, randomUUID());
    try {
      const stored = await writeAside(aside, content, maxBytes);
      await this.#keep(aside, stored.sha256);
      return stored;
    } catch (error) {
      await rm(aside, { force: true });
      throw isFull(error) ? new NoSpace(`the disk of ${this.#root} is full`, { cause: error }) : error;
    }
  }

  async open(sha256: string): Promise<Readable> {
    const file = await this.#file(sha256);
    if (!file) throw new NotStored(sha256);
    const verified = new Verify(sha256);
    // The reader of `verified` hears of every failure; nothing is left to do here.
    pipeline(file.createReadStream(), verified).catch(() => {});
    return verified;
  }

  async stat(sha256: string): Promise<Stored | undefined> {
    if (!isAddress(sha256)) return undefined;
    const found = await stat(this.#pathOf(sha256)).catch(whenMissing);
    return found && { sha256, bytes: found.size };
  }

  async remove(sha256: string): Promise<void> {
    if (isAddress(sha256)) await rm(this.#pathOf(sha256), { force: true });
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stat(sha256)) !== undefined;
  }

  /** Renaming over an equal file is harmless, and mends a damaged one. */
  async #keep(aside: string, sha256: string): Promise<void> {
    const path = this.#pathOf(sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    // A rename is durable only when its folders are; Windows cannot sync a folder and need not.
    if (process.platform === 'win32') return;
    for (const folder of [dirname(path), dirname(dirname(path)), this.#root]) await sync(folder, 'r');
  }

  async #file(sha256: string): Promise<FileHandle | undefined> {
    return isAddress(sha256) ? await open(this.#pathOf(sha256), 'r').catch(whenMissing) : undefined;
  }

  #pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function writeAside(path: string, content: Readable | Buffer, maxBytes: number): Promise<Stored> {
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
async function sync(path: string, flags: string): Promise<Stats> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
    return await handle.stat();
  } finally {
    await handle.close();
  }
}

async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const left = await stat(path).catch(whenMissing);
    if (left && Date.now() - left.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

function whenMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}
