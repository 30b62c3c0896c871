import { type ProcessFolder, terminate } from './process-id.ts';

/** The parts of the stack in the order in which they are stopped, and how each is asked to. */
export const PARTS = {
  api: { signal: 'SIGTERM', graceMs: 10_000 },
  worker: { signal: 'SIGTERM', graceMs: 15_000 },
  temporal: { signal: 'SIGTERM', graceMs: 15_000 },
  postgres: { signal: 'SIGINT', graceMs: 30_000 }, // a fast, clean shutdown
} as const;

export type PartName = keyof typeof PARTS;
const ORDER: PartName[] = ['api', 'worker', 'temporal', 'postgres'];

/** Stops whatever runs of the stack, one part after the other, whoever started it. */
export async function stopParts(processes: ProcessFolder, onEach: (name: PartName) => void = () => {}): Promise<void> {
  for (const name of ORDER) {
    const running = processes.running(name);
    if (running !== undefined) {
      onEach(name);
      await terminate(running, PARTS[name]);
    }
    processes.forget(name);
  }
}
