import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { openAside, writeAside } from './aside.ts';
import { Verify } from './digest.ts';
import { codeOf } from './error-code.ts';
import { type Placed, type Shelf, ShelfAway } from './shelf.ts';
import { type ContentStore, Damaged, NoSpace, NotStored, type PutOptions, type Stored, type StoreHealth } from './store.ts';

/** More is not counted of what waits to be carried. */
const COUNTED = 1_000;
const ANSWER_MS = 2_000;

export interface StoreOptions {
  /** Local folder for what is being put. */
  incoming: string;
  /** Told what is about to be put in place, and waited for: so that nobody clears it away as an orphan. */
  claim?: (stored: Stored) => Promise<void>;
}

/**
 * A store over shelves in order of preference. What is put goes to the first shelf that can be reached; what is opened comes from the first that has
 * it. So contents can move from one shelf to another while everybody works, and an upload is kept while the first one is away.
 */
export class ShelvedStore implements ContentStore {
  readonly #shelves: readonly [Shelf, ...Shelf[]];
  readonly #options: StoreOptions;

  private constructor(shelves: readonly [Shelf, ...Shelf[]], options: StoreOptions) {
    this.#shelves = shelves;
    this.#options = options;
  }

  static async open(shelves: readonly [Shelf, ...Shelf[]], options: StoreOptions): Promise<ShelvedStore> {
    await openAside(options.incoming);
    return new ShelvedStore(shelves, options);
  }

  async put(content: Readable | Buffer, { maxBytes }: PutOptions): Promise<Stored> {
    const aside = join(this.#options.incoming, randomUUID());
    try {
      const stored = await writeAside(aside, content, maxBytes);
      await this.#options.claim?.(stored);
      await this.#place(aside, stored);
      return stored;
    } catch (error) {
      throw isFull(error) ? new NoSpace(`the disk of ${this.#options.incoming} is full`, { cause: error }) : error;
    } finally {
      await rm(aside, { force: true });
    }
  }

  async open(sha256: string): Promise<Readable> {
    const verified = new Verify(sha256);
    const source = await this.#find((shelf) => shelf.read(sha256).catch(unlessStored), sha256);
    // The reader of `verified` hears of every failure; nothing is left to do here.
    pipeline(source, verified).catch(() => {});
    return verified;
  }

  async stat(sha256: string): Promise<Stored | undefined> {
    return this.#find((shelf) => shelf.stat(sha256), sha256).catch(unlessStored);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stat(sha256)) !== undefined;
  }

  async remove(sha256: string): Promise<void> {
    for (const shelf of this.#shelves) await shelf.remove(sha256);
  }

  async *list(): AsyncIterable<Placed> {
    for (const shelf of this.#shelves) yield* shelf.list();
  }

  /**
   * Carries what lies on later shelves to the first, each content checked, and takes it away from where it was only when it has arrived. What is
   * damaged stays where it is, and holds up no other. Answers how many it carried. @throws ShelfAway at once, Damaged at the end
   */
  async carry(onEach: (carried: number, bytes: number) => void = () => {}): Promise<number> {
    const [first, ...later] = this.#shelves;
    let carried = 0;
    let damaged: Damaged | undefined;
    for (const shelf of later)
      for await (const { sha256, bytes } of shelf.list())
        try {
          await this.#carryOne(sha256, shelf, first);
          onEach(++carried, bytes);
        } catch (error) {
          if (!(error instanceof Damaged)) throw error;
          damaged = error;
        }
    if (damaged) throw damaged;
    return carried;
  }

  async health(): Promise<StoreHealth> {
    const [first, ...later] = this.#shelves;
    const why = await answerOf(first);
    let waiting = 0;
    for (const shelf of later) for await (const _ of shelf.list()) if (++waiting >= COUNTED) return { waiting, ...why };
    return { waiting, ...why };
  }

  async #carryOne(sha256: string, from: Shelf, to: Shelf): Promise<void> {
    const aside = join(this.#options.incoming, randomUUID());
    try {
      const verified = new Verify(sha256);
      pipeline(await from.read(sha256), verified).catch(() => {});
      const stored = await writeAside(aside, verified, Number.POSITIVE_INFINITY);
      await to.place(aside, stored);
      await from.remove(sha256);
    } catch (error) {
      if (!(error instanceof NotStored)) throw error; // another process carried it
    } finally {
      await rm(aside, { force: true });
    }
  }

  async #place(file: string, stored: Stored): Promise<void> {
    let away: ShelfAway | undefined;
    for (const shelf of this.#shelves) {
      try {
        return await shelf.place(file, stored);
      } catch (error) {
        if (!(error instanceof ShelfAway)) throw error;
        away = error;
      }
    }
    throw away;
  }

  /** Asks shelf after shelf. What none of them has, while one was away, may still be there. @throws NotStored, ShelfAway */
  async #find<T>(ask: (shelf: Shelf) => Promise<T | undefined>, sha256: string): Promise<T> {
    let away: ShelfAway | undefined;
    for (const shelf of this.#shelves) {
      try {
        const found = await ask(shelf);
        if (found !== undefined) return found;
      } catch (error) {
        if (!(error instanceof ShelfAway)) throw error;
        away = error;
      }
    }
    throw away ?? new NotStored(sha256);
  }
}

/** Why a shelf cannot be used; it gets a moment to answer. */
async function answerOf(shelf: Shelf): Promise<{ why?: string }> {
  const patience = new AbortController();
  const late = setTimeout(ANSWER_MS, { why: `${shelf.name} does not answer` }, { signal: patience.signal, ref: false });
  const asked = shelf.reach().then(
    () => ({}),
    (error: unknown) => ({ why: error instanceof Error ? error.message : String(error) }),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    late.catch(() => undefined);
    patience.abort();
  }
}

const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

function unlessStored(error: unknown): undefined {
  if (!(error instanceof NotStored)) throw error;
}
