import { readFileSync } from 'node:fs';
import { StartFailure } from './failure.ts';
import { stopParts } from './parts.ts';
import { identify, isRunning, type ProcessFolder, parentOf, terminate } from './process-id.ts';

const LAUNCHER = 'launcher';
const HOLDER = 'holder';
const WATCH_MS = 500;

/**
 * Takes the data folder for this process, and stops in order what an earlier run left behind when it was killed.
 * Refuses when another stack is at work on it, unless the npm that held that one is gone.
 */
export async function takeOver(processes: ProcessFolder, { underNpm, say }: { underNpm: boolean; say(text: string): void }): Promise<void> {
  const other = processes.running(LAUNCHER);
  if (other !== undefined && !isAbandoned(processes)) {
    throw new StartFailure(
      `Anlao already runs on this data folder (process ${other.pid})`,
      'Stop it first (Ctrl-C there, or kill that process), or set ANLAO_DATA_DIR to another folder.',
    );
  }
  if (other !== undefined) {
    say('stopping an earlier run that nobody holds any more');
    await terminate(other, { graceMs: 60_000 });
  }
  processes.note(LAUNCHER, process.pid);
  const npm = underNpm ? npmAbove() : undefined;
  if (npm === undefined) processes.forget(HOLDER);
  else processes.note(HOLDER, npm);
  await stopParts(processes, (name) => say(`stopping ${name}, left behind by an earlier run`));
}

/** Calls back when the npm that runs this process is gone: it does not hand on the signal that ended it. */
export function whenAbandoned(processes: ProcessFolder, gone: () => void): void {
  const watch = setInterval(() => {
    if (!isAbandoned(processes)) return;
    clearInterval(watch);
    gone();
  }, WATCH_MS);
  watch.unref();
}

/** Lets go of the data folder. */
export function letGo(processes: ProcessFolder): void {
  if (processes.running(LAUNCHER)?.pid !== process.pid) return;
  processes.forget(HOLDER);
  processes.forget(LAUNCHER);
}

function isAbandoned(processes: ProcessFolder): boolean {
  const holder = processes.noted(HOLDER);
  return holder !== undefined && !isRunning(holder);
}

/** The npm that runs this process, with or without a shell between; undefined when it is gone already. */
function npmAbove(): number | undefined {
  const { startedAt } = identify(process.ppid);
  if (startedAt === '' || process.ppid === 1) return undefined;
  return isShell(process.ppid) ? parentOf(process.ppid) : process.ppid;
}

function isShell(pid: number): boolean {
  try {
    return /^(ba|da|z|k)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false; // not Linux: the parent itself will do
  }
}
