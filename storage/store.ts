import type { Readable } from 'node:stream';

/** What the store holds: the content's address and its length. */
export interface Stored {
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits; never a name that a person wrote. */
  sha256: string;
  bytes: number;
}

/** The limit that one upload may not pass. */
export interface PutOptions {
  maxBytes: number;
}

/**
 * Keeps bytes under their SHA-256. What was put can be opened unchanged or not at all: content is verified on the way in
 * and on the way out. Putting the same bytes again, also at the same time, leaves one copy.
 */
export interface ContentStore {
  /** Takes the whole content, then answers with its address; rejects with `TooLarge` or `NoSpace` and leaves nothing behind. */
  put(content: Readable | Buffer, options: PutOptions): Promise<Stored>;
  /** Streams the content; rejects with `NotStored`, and the stream fails with `Damaged` before its end if the bytes have changed. */
  open(sha256: string): Promise<Readable>;
  /** Address and length of what is stored, or nothing. */
  stat(sha256: string): Promise<Stored | undefined>;
  has(sha256: string): Promise<boolean>;
  /** Forgets the content; nothing happens when there is none. Only what nobody refers to any more. */
  remove(sha256: string): Promise<void>;
  /** How the place fares where contents are meant to lie. */
  health(): Promise<StoreHealth>;
}

/** `waiting` counts what lies on this machine until it can be carried there, up to a thousand; `why` says why the place cannot be used. */
export interface StoreHealth {
  waiting: number;
  why?: string;
}

/** The upload passed its limit; nothing of it was kept. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`content is larger than the limit of ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** No content lies under this address. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
  readonly sha256: string;
  constructor(sha256: string) {
    super(`nothing is stored under ${JSON.stringify(sha256)}`);
    this.sha256 = sha256;
  }
}

/** The stored bytes are no longer those that were put: restore them from a backup. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
  readonly sha256: string;
  readonly found: string;
  constructor(sha256: string, found: string) {
    super(`the content stored under ${sha256} has changed: its SHA-256 is now ${found}`);
    this.sha256 = sha256;
    this.found = found;
  }
}

/** The disk is full; nothing of the upload was kept and it may be tried again when there is room. */
export class NoSpace extends Error {
  override readonly name = 'NoSpace';
}

/** Whether a text is an address of this store; anything else never reaches a path or a key. */
export const isAddress = (sha256: string): boolean => /^[0-9a-f]{64}$/.test(sha256);
