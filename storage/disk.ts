import { access, constants, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { sync } from './aside.ts';
import { codeOf, whenMissing } from './error-code.ts';
import { type Placed, type Shelf, ShelfAway } from './shelf.ts';
import { ShelvedStore } from './shelved-store.ts';
import { type ContentStore, isAddress, NotStored, type Stored } from './store.ts';

const INCOMING = 'incoming';

/** Opens a store on the local disk alone. */
export const openDiskStore = (root: string): Promise<ContentStore> =>
  ShelvedStore.open([new DiskShelf(root)], { incoming: incomingOf(root) });

/** Where uploads are written aside before they are put in place. */
export const incomingOf = (root: string): string => join(root, INCOMING);

/** Content on the local disk as `ab/cd/<sha256>`: renamed into place, file and folders synced. */
export class DiskShelf implements Shelf {
  readonly name: string;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    this.name = root;
  }

  /** Renaming over an equal file is harmless, and mends a damaged one. */
  async place(file: string, { sha256 }: Stored): Promise<void> {
    const path = this.#pathOf(sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(file, path).catch((error) => copyAcross(error, file, path));
    // A rename is durable only when its folders are; Windows cannot sync a folder and need not.
    if (process.platform === 'win32') return;
    for (const folder of [dirname(path), dirname(dirname(path)), this.#root]) await sync(folder, 'r');
  }

  async read(sha256: string): Promise<Readable> {
    const file = isAddress(sha256) ? await open(this.#pathOf(sha256), 'r').catch(whenMissing) : undefined;
    if (!file) throw new NotStored(sha256);
    return file.createReadStream();
  }

  async stat(sha256: string): Promise<Stored | undefined> {
    if (!isAddress(sha256)) return undefined;
    const found = await stat(this.#pathOf(sha256)).catch(whenMissing);
    return found && { sha256, bytes: found.size };
  }

  async remove(sha256: string): Promise<void> {
    if (isAddress(sha256)) await rm(this.#pathOf(sha256), { force: true });
  }

  async *list(): AsyncIterable<Placed> {
    for (const first of await foldersIn(this.#root))
      for (const second of await foldersIn(join(this.#root, first)))
        for (const name of await readdir(join(this.#root, first, second))) {
          const found = isAddress(name) ? await stat(this.#pathOf(name)).catch(whenMissing) : undefined;
          if (found) yield { sha256: name, bytes: found.size, at: found.mtimeMs };
        }
  }

  async reach(): Promise<void> {
    await access(this.#root, constants.R_OK | constants.W_OK).catch((error) => {
      throw new ShelfAway(`${this.name} cannot be used: ${codeOf(error)}`, { cause: error });
    });
  }

  #pathOf(sha256: string): string {
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

const foldersIn = async (folder: string): Promise<string[]> =>
  ((await readdir(folder).catch(whenMissing)) ?? []).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();

/** From another disk a file is copied beside its place first, so that no half of it is ever seen there. */
async function copyAcross(error: unknown, file: string, path: string): Promise<void> {
  if (codeOf(error) !== 'EXDEV') throw error;
  const beside = `${path}.new`;
  await copyFile(file, beside);
  await sync(beside, 'r+');
  await rename(beside, path);
  await rm(file, { force: true });
}
