import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessId {
  pid: number;
  /** When the machine says that it started; empty when it does not run. */
  startedAt: string;
}

/** When a process started, in words of the machine; empty when there is no such process (a zombie is none). */
export function startOf(pid: number): string {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return '';
  }
}

/** The number of a process's parent; undefined where the machine does not tell (only Linux does). */
export function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** The process of that number, as it runs now. */
export const identify = (pid: number): ProcessId => ({ pid, startedAt: startOf(pid) });

/** Whether that very process still runs. */
export const isRunning = ({ pid, startedAt }: ProcessId): boolean => startedAt !== '' && startOf(pid) === startedAt;

/** Sends a signal, waits until the process is gone, and kills it when it takes longer than the grace period. */
export async function terminate(
  id: ProcessId,
  { signal = 'SIGTERM', graceMs = 10_000 }: { signal?: NodeJS.Signals; graceMs?: number } = {},
): Promise<void> {
  const send = (which: NodeJS.Signals) => {
    if (isRunning(id)) process.kill(id.pid, which);
  };
  send(signal);
  const deadline = Date.now() + graceMs;
  while (isRunning(id) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 30));
  send('SIGKILL');
  while (isRunning(id)) await new Promise((resolve) => setTimeout(resolve, 30));
}

/** Which processes of this stack run, one file each, so that the next start finds what a killed one left behind. */
export class ProcessFolder {
  private readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Notes a running process under a name. */
  note(name: string, pid: number): void {
    const written = path.join(this.folder, `${name}.new`);
    writeFileSync(written, JSON.stringify(identify(pid)));
    renameSync(written, this.fileOf(name)); // whole or not at all, whenever this process is killed
  }

  /** Forgets the process of that name. */
  forget(name: string): void {
    rmSync(this.fileOf(name), { force: true });
  }

  /** The process noted under that name, running or not. */
  noted(name: string): ProcessId | undefined {
    try {
      return JSON.parse(readFileSync(this.fileOf(name), 'utf8'));
    } catch {
      return undefined; // no file
    }
  }

  /** The process noted under that name, if it still runs. */
  running(name: string): ProcessId | undefined {
    const id = this.noted(name);
    return id !== undefined && isRunning(id) ? id : undefined;
  }

  /** Everything noted that still runs. */
  all(): ProcessId[] {
    const names = readdirSync(this.folder).filter((file) => file.endsWith('.json'));
    return names.flatMap((file) => this.running(path.basename(file, '.json')) ?? []);
  }

  private fileOf(name: string): string {
    return path.join(this.folder, `${name}.json`);
  }
}

/** Processes whose working directory is that folder; none where the machine does not tell (only Linux does). */
export function processesWorkingIn(folder: string): ProcessId[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => workingDirectoryOf(pid) === folder).map((pid) => identify(Number(pid)));
}

function workingDirectoryOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // ended meanwhile, or someone else's
  }
}
