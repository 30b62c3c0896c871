import { type ChildProcess, fork } from 'node:child_process';
import os from 'node:os';
import type { Paper, TypeSet } from './paper.ts';

type Answer = { no: number; set: Record<keyof TypeSet, Uint8Array> } | { no: number; problem: string };
interface Waiting {
  resolve(set: TypeSet): void;
  reject(error: Error): void;
}

/**
 * Sets documents in a process of its own and of low priority, one after the other: casework goes first, paper takes what is left over. The
 * process starts with the first document and ends with `close`, with this process, or when it fails; the next document starts another.
 */
export class Typesetter {
  #process: ChildProcess | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  set(paper: Paper): Promise<TypeSet> {
    this.#process ??= this.#start();
    const no = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(no, { resolve, reject });
      this.#process?.send({ no, paper });
    });
  }

  async close(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await ended;
  }

  #start(): ChildProcess {
    const child = fork(new URL('./typesetting.mjs', import.meta.url), { execArgv: ONE_AT_A_TIME, serialization: 'advanced' });
    child.once('spawn', () => child.pid !== undefined && os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL));
    child.on('message', (answer: Answer) => this.#settle(answer));
    child.on('error', (error) => this.#lost(child, error));
    child.on('exit', () => this.#lost(child, new Error('the process that sets documents has ended')));
    return child;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.no);
    this.#waiting.delete(answer.no);
    if ('problem' in answer) waiting?.reject(new Error(answer.problem));
    else waiting?.resolve({ pdf: Buffer.from(answer.set.pdf), docx: Buffer.from(answer.set.docx) });
  }

  #lost(child: ChildProcess, error: Error): void {
    if (this.#process === child) this.#process = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** It has one thing to do, so it needs no threads beside it for collecting and compiling. */
const ONE_AT_A_TIME = ['--v8-pool-size=1'];
