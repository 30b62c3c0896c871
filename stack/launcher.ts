import { StartFailure } from './failure.ts';
import { stopParts } from './parts.ts';
import { type ProcessFolder, parentOf, terminate } from './process-id.ts';

const LAUNCHER = 'launcher';

/**
 * Takes the data folder for this process, and stops in order what an earlier run left behind when it was killed.
 * Refuses when another stack is at work on it, unless whoever started that one is gone.
 */
export async function takeOver(processes: ProcessFolder, say: (text: string) => void): Promise<void> {
  const other = processes.running(LAUNCHER);
  if (other !== undefined && parentOf(other.pid) !== 1) {
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
  await stopParts(processes, (name) => say(`stopping ${name}, left behind by an earlier run`));
}

/** Lets go of the data folder. */
export const letGo = (processes: ProcessFolder): void => {
  if (processes.running(LAUNCHER)?.pid === process.pid) processes.forget(LAUNCHER);
};
