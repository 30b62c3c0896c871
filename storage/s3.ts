import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Placed, type Shelf, ShelfAway } from './shelf.ts';
import { isAddress, NotStored, type Stored } from './store.ts';

/** How to reach a bucket of an S3-compatible service; without an endpoint it is that of the region. */
export interface S3Options {
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const CONNECT_MS = 3_000;
const SILENCE_MS = 20_000;
/** After a failure the service is left alone for so long, so that nobody waits for it in the meantime. */
const REST_MS = 3_000;

/** What goes wrong is told by `ShelfAway`, and need not be told twice. */
const QUIET = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Contents as objects `ab/cd/<sha256>`. The service is told the SHA-256 of every object and refuses bytes that do not have it. */
export class S3Shelf implements Shelf {
  readonly name: string;
  readonly #client: S3Client;
  readonly #bucket: string;
  #awayUntil = 0;

  constructor({ endpoint, region, bucket, ...credentials }: S3Options) {
    this.name = `s3://${bucket}`;
    this.#bucket = bucket;
    this.#client = new S3Client({
      region,
      credentials,
      maxAttempts: 2,
      responseChecksumValidation: 'WHEN_REQUIRED', // whatever is read is checked against its address
      logger: QUIET,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS },
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    });
  }

  /** Always sends the bytes, also where they are already: that mends a damaged object. */
  async place(file: string, { sha256, bytes }: Stored): Promise<void> {
    const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
    await this.#reach(() =>
      this.#client.send(
        new PutObjectCommand({ ...this.#object(sha256), Body: createReadStream(file), ContentLength: bytes, ChecksumSHA256 }),
      ),
    );
    const there = await this.stat(sha256);
    if (there?.bytes !== bytes) throw new ShelfAway(`${this.name} took ${bytes} bytes and has ${there?.bytes ?? 'none'}`);
  }

  async read(sha256: string): Promise<Readable> {
    if (!isAddress(sha256)) throw new NotStored(sha256);
    const found = await this.#reach(() => this.#client.send(new GetObjectCommand(this.#object(sha256))));
    if (!(found?.Body instanceof Readable)) throw new NotStored(sha256);
    return found.Body;
  }

  async stat(sha256: string): Promise<Stored | undefined> {
    if (!isAddress(sha256)) return undefined;
    const found = await this.#reach(() => this.#client.send(new HeadObjectCommand(this.#object(sha256))));
    return found && { sha256, bytes: found.ContentLength ?? 0 };
  }

  async remove(sha256: string): Promise<void> {
    if (isAddress(sha256)) await this.#reach(() => this.#client.send(new DeleteObjectCommand(this.#object(sha256))));
  }

  async *list(): AsyncIterable<Placed> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket })[Symbol.asyncIterator]();
    for (;;) {
      const page = await this.#reach(() => pages.next());
      if (!page || page.done) return;
      for (const { Key = '', Size = 0, LastModified } of page.value.Contents ?? []) {
        const sha256 = Key.split('/').at(-1) ?? '';
        if (isAddress(sha256)) yield { sha256, bytes: Size, at: LastModified?.getTime() ?? Date.now() };
      }
    }
  }

  async reach(): Promise<void> {
    const found = await this.#reach(() => this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })));
    if (!found) throw new ShelfAway(`${this.name} does not exist`);
  }

  #object = (sha256: string) => ({ Bucket: this.#bucket, Key: `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}` });

  /** The answer of the service, or nothing when it has no such object. @throws ShelfAway for whatever else went wrong */
  async #reach<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (Date.now() < this.#awayUntil) throw new ShelfAway(`${this.name} was away a moment ago`);
    try {
      return await ask();
    } catch (error) {
      if (isMissing(error)) return undefined;
      this.#awayUntil = Date.now() + REST_MS;
      throw new ShelfAway(`${this.name} cannot be used: ${wordsOf(error)}`, { cause: error });
    }
  }
}

/** A bucket that does not exist is a fault of the service, not a content that is not there. */
const isMissing = (error: unknown): boolean => error instanceof Error && /^(NotFound|NoSuchKey)$/.test(error.name);

const wordsOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
