import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { Damaged, type Stored, TooLarge } from './store.ts';

/** Passes bytes on while it counts and hashes them; fails with `TooLarge` as soon as the limit is passed. */
export class Measure extends Transform {
  readonly #hash = createHash('sha256');
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    if (this.#bytes > this.#maxBytes) done(new TooLarge(this.#maxBytes));
    else done(null, chunk);
  }

  /** Address and length of everything that passed; to be asked once, after the end. */
  measured(): Stored {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}

/**
 * Passes stored bytes on and fails with `Damaged` if they are not what their address says. The last chunk is held back until
 * the hash is known, so that a reader who counts bytes never takes damaged content for complete.
 */
export class Verify extends Transform {
  readonly #hash = createHash('sha256');
  readonly #sha256: string;
  #held: Buffer | undefined;

  constructor(sha256: string) {
    super();
    this.#sha256 = sha256;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#hash.update(chunk);
    const ready = this.#held;
    this.#held = chunk;
    done(null, ready);
  }

  override _flush(done: TransformCallback): void {
    const found = this.#hash.digest('hex');
    if (found === this.#sha256) done(null, this.#held);
    else done(new Damaged(this.#sha256, found));
  }
}
