import { buffer } from 'node:stream/consumers';
import type { Documents, Unprinted } from '../../casebook/documents.ts';
import type { ContentStore } from '../../storage/store.ts';
import { picturesIn } from '../documents/blocks.ts';
import { type DocumentFacts, write } from '../documents/index.ts';
import type { Page } from '../documents/page.ts';
import type { Evidence } from '../documents/parts.ts';
import { TO_BE_PRINTED } from '../facts/source.ts';
import type { Paper } from './paper.ts';
import { Typesetter } from './typesetter.ts';

const MAX_BYTES = 50 * 1024 * 1024;

export interface PressOptions {
  documents: Documents;
  store: ContentStore;
  /** Where the public reaches this office, such as https://anlao.example. */
  publicUrl: string;
  onError?(documentNo: string, error: unknown): void;
  /** Tells of a document once it is stored; may be asked twice for one. `verifyAt` is where anybody may check it. */
  announce?(document: Unprinted, verifyAt: string): Promise<void>;
}

/**
 * Prints what the cases have issued, as PDF and as DOCX, and stores it. It works beside the workflows, which never wait for it: with the store
 * away, documents wait in the database and are printed when it is back. Any number of workers may run one; each document is taken by one.
 */
export class Press {
  readonly #options: PressOptions;
  readonly #typesetter = new Typesetter();

  constructor(options: PressOptions) {
    this.#options = options;
  }

  /** Prints the documents that are due, until none is or `enough` says so; answers how many were printed. */
  async printAll(enough: () => boolean | Promise<boolean> = () => false): Promise<number> {
    let printed = 0;
    while (!(await enough())) {
      const document = await this.#options.documents.claim();
      if (!document) break;
      if (await this.#attempt(document)) printed += 1;
    }
    return printed;
  }

  close(): Promise<void> {
    return this.#typesetter.close();
  }

  async #attempt(document: Unprinted): Promise<boolean> {
    const { documents, onError = () => undefined } = this.#options;
    try {
      await this.#print(document);
      return true;
    } catch (error) {
      const why = error instanceof NotYet ? undefined : error instanceof Error ? error.message : String(error);
      if (why !== undefined) onError(document.documentNo, error);
      await documents.postponed(document.id, why);
      return false;
    }
  }

  async #print(document: Unprinted): Promise<void> {
    const { documents, store, announce } = this.#options;
    const { pdf, docx } = await this.#typesetter.set(await this.#paper(document));
    const [storedPdf, storedDocx] = [await store.put(pdf, { maxBytes: MAX_BYTES }), await store.put(docx, { maxBytes: MAX_BYTES })];
    await announce?.(document, this.#verifyAt(document));
    await documents.printed(document.id, { pdf: storedPdf, docx: storedDocx });
  }

  #verifyAt = ({ code }: Unprinted): string => `${this.#options.publicUrl}/portal/verify/${code}`;

  async #paper(document: Unprinted): Promise<Paper> {
    const { kind, facts, documentNo, code, createdAt } = document;
    const page = written(kind, await this.#complete(facts));
    const verifyAt = this.#verifyAt(document);
    const pictures = await this.#pictures(page);
    return { page, documentNo, code, verifyAt, pictures, createdAt };
  }

  /** Puts the hashes of printed documents where the lists of the facts refer to them. @throws NotYet while one of them is not printed */
  async #complete(facts: Unprinted['facts']): Promise<Unprinted['facts']> {
    const lists = LISTS.flatMap((name) => (Array.isArray(facts[name]) ? [[name, facts[name] as Evidence[]] as const] : []));
    const ids = lists.flatMap(([, list]) => list.flatMap(({ sha256 }) => referenceIn(sha256) ?? []));
    if (ids.length === 0) return facts;
    const hashes = await this.#options.documents.hashes(ids);
    const hashOf = (sha256: string): string => {
      const id = referenceIn(sha256);
      const found = id === undefined ? sha256 : hashes.get(id);
      if (!found) throw new NotYet(`it lists a document that is not printed yet (${id})`);
      return found;
    };
    const whole = lists.map(([name, list]) => [name, list.map((entry) => ({ ...entry, sha256: hashOf(entry.sha256) }))]);
    return { ...facts, ...Object.fromEntries(whole) };
  }

  async #pictures(page: Page): Promise<Record<string, Uint8Array>> {
    const hashes = new Set(page.sheets.flatMap(picturesIn));
    const all = [...hashes].map(async (sha256) => [sha256, await buffer(await this.#options.store.open(sha256))] as const);
    return Object.fromEntries(await Promise.all(all));
  }
}

/** The facts that list documents. */
const LISTS = ['documents', 'evidence'];

const referenceIn = (sha256: string): string | undefined =>
  sha256.startsWith(TO_BE_PRINTED) ? sha256.slice(TO_BE_PRINTED.length) : undefined;

/** A document that waits for another one. */
class NotYet extends Error {}

/** The facts are those that the same kind was issued with. */
const written = <K extends Unprinted['kind']>(kind: K, facts: Unprinted['facts']): Page =>
  write(kind, facts as unknown as DocumentFacts[K]);
