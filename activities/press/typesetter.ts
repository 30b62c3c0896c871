import { Worker } from 'node:worker_threads';
import type { Paper } from './paper.ts';

/** A document set in type. */
export interface TypeSet {
  pdf: Buffer;
  docx: Buffer;
}

type Answer = { no: number; set: { pdf: Uint8Array; docx: Uint8Array } } | { no: number; problem: string };
interface Waiting {
  resolve(set: TypeSet): void;
  reject(error: Error): void;
}

/** Sets documents in a thread of its own, one after the other. The thread starts with the first and ends with `close`, or when it fails. */
export class Typesetter {
  #thread: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  set(paper: Paper): Promise<TypeSet> {
    this.#thread ??= this.#start();
    const no = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(no, { resolve, reject });
      this.#thread?.postMessage({ no, paper });
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL('./thread.mjs', import.meta.url), { execArgv: [] });
    thread.on('message', (answer: Answer) => this.#settle(answer));
    thread.on('error', (error) => this.#lost(thread, error));
    thread.on('exit', () => this.#lost(thread, new Error('the thread that sets documents has ended')));
    return thread;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.no);
    this.#waiting.delete(answer.no);
    if ('problem' in answer) waiting?.reject(new Error(answer.problem));
    else waiting?.resolve({ pdf: Buffer.from(answer.set.pdf), docx: Buffer.from(answer.set.docx) });
  }

  #lost(thread: Worker, error: Error): void {
    if (this.#thread === thread) this.#thread = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
