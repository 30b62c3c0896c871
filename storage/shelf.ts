import type { Readable } from 'node:stream';
import type { Stored } from './store.ts';

/** A content as it lies on a shelf, and since when, in ms. */
export interface Placed extends Stored {
  at: number;
}

/** A place that keeps whole contents under their SHA-256. Contents are checked before they come here and after they leave. */
export interface Shelf {
  /** What people call it. */
  readonly name: string;
  /** Puts a whole file in its place, where it is durable when this answers; the file itself may be gone then. Placing equal bytes again is harmless. */
  place(file: string, stored: Stored): Promise<void>;
  /** The bytes as they lie there, unchecked. @throws NotStored, ShelfAway */
  read(sha256: string): Promise<Readable>;
  stat(sha256: string): Promise<Stored | undefined>;
  /** Takes a content away; does nothing when there is none. */
  remove(sha256: string): Promise<void>;
  list(): AsyncIterable<Placed>;
  /** Answers when the shelf can be used. @throws ShelfAway */
  reach(): Promise<void>;
}

/** The shelf cannot be reached, or does not do its work, for now: nothing is lost, and it may be asked again. */
export class ShelfAway extends Error {
  override readonly name = 'ShelfAway';
}
