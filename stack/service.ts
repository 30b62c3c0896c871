import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { StartFailure } from './failure.ts';
import { LogFile } from './log-file.ts';
import { PARTS, type PartName } from './parts.ts';
import { identify, type ProcessFolder, terminate } from './process-id.ts';

/** A server process of the stack: how it is run, when it is ready, how it is stopped. */
export interface ServiceSpec {
  name: PartName;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  runAs?: { uid: number; gid: number };
  logFile: string;
  /** Asked again and again until it says yes; is given what the process has written so far. */
  isReady(output: string): boolean | Promise<boolean>;
  readyWithinMs?: number;
}

/** What a service works among. */
export interface Surroundings {
  processes: ProcessFolder;
  say(text: string): void;
  /** Raised when everything is to stop: from then on nothing is started any more. */
  stopping: AbortSignal;
  /** How long to wait at most before a process that keeps dying is started again; half a minute unless told. */
  longestPauseMs?: number;
}

const POLL_MS = 40;
const LONGEST_PAUSE_MS = 30_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Keeps one server process running until it is told to stop; one that dies is started again, with growing pauses. */
export class Service {
  private readonly spec: ServiceSpec;
  private readonly around: Surroundings;
  private readonly log: LogFile;
  private child: ChildProcess | undefined;
  private unwanted = false;
  private pauseMs = 1000;

  constructor(spec: ServiceSpec, around: Surroundings) {
    this.spec = spec;
    this.around = around;
    this.log = new LogFile(spec.logFile);
  }

  /** Starts the process and waits until it is ready; fails, and leaves nothing running, when it dies or takes too long. */
  async start(): Promise<void> {
    try {
      await this.becomeReady(this.launch());
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops the process, politely first; safe to call twice. */
  async stop(): Promise<void> {
    this.unwanted = true;
    if (this.child !== undefined) await this.end(this.child);
    this.around.processes.forget(this.spec.name);
  }

  private async end(child: ChildProcess): Promise<void> {
    if (child.pid !== undefined && !hasEnded(child)) await terminate(identify(child.pid), PARTS[this.spec.name]);
  }

  private isUnwanted(): boolean {
    return this.unwanted || this.around.stopping.aborted;
  }

  private launch(): ChildProcess {
    const { command, args, env, cwd, runAs, name } = this.spec;
    this.around.stopping.throwIfAborted();
    const handle = this.log.open();
    // A group of its own: Ctrl-C at the terminal must reach the launcher only, which stops its children in order.
    const child = spawn(command, args, { env, cwd, ...runAs, stdio: ['ignore', handle, handle], detached: true, windowsHide: true });
    closeSync(handle);
    this.child = child;
    if (child.pid !== undefined) this.around.processes.note(name, child.pid);
    return child;
  }

  private async becomeReady(child: ChildProcess): Promise<void> {
    const { name, readyWithinMs = 180_000, isReady } = this.spec;
    let failed: Error | undefined;
    child.once('error', (error) => {
      failed = error;
    });
    const deadline = Date.now() + readyWithinMs;
    while (!(await isReady(this.log.output()))) {
      if (failed !== undefined) throw this.failure(failed.message);
      if (hasEnded(child)) throw this.failure(`${name} ended at once (${endOf(child)})`);
      if (Date.now() > deadline) throw this.failure(`${name} was not ready within ${readyWithinMs / 1000} s`);
      await sleep(POLL_MS);
    }
    child.once('exit', () => void this.restart(child));
    if (hasEnded(child)) void this.restart(child);
  }

  private failure(message: string): StartFailure {
    return new StartFailure(message, `Its last words, from ${this.log.file}:\n${this.log.lastLines()}`);
  }

  /** Starts a process that died by itself again, after a pause that doubles while it keeps dying. */
  private async restart(dead: ChildProcess): Promise<void> {
    if (this.isUnwanted() || this.child !== dead) return;
    const { name } = this.spec;
    this.around.say(`${name} ended unexpectedly (${endOf(dead)}). Its last words, from ${this.log.file}:\n${this.log.lastLines()}`);
    for (;;) {
      await sleep(this.pauseMs);
      this.pauseMs = Math.min(this.pauseMs * 2, this.around.longestPauseMs ?? LONGEST_PAUSE_MS);
      if (this.isUnwanted()) return;
      const child = this.launch();
      const ready = await this.becomeReady(child).then(
        () => true,
        () => false,
      );
      if (ready) return this.recovered();
      await this.end(child);
    }
  }

  private recovered(): void {
    this.around.say(`${this.spec.name} is running again.`);
    const calm = setTimeout(() => {
      this.pauseMs = 1000;
    }, 60_000);
    calm.unref();
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
const endOf = (child: ChildProcess) => (child.signalCode === null ? `exit code ${child.exitCode}` : child.signalCode);
