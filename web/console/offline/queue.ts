import { newKey } from '../../api/client.ts';
import { store, type Waiting, type WaitingAction, type WaitingFile, type WaitingOpening } from './store.ts';

const LOCAL = 'local:';
const listeners = new Set<() => void>();
let waiting: readonly Waiting[] = [];

/** What waits to be sent, oldest first, as it was last read from the device. */
export const waitingNow = (): readonly Waiting[] => waiting;

/** Calls back whenever something is added, sent or given up. */
export function whenWaitingChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads anew what waits, and tells everybody who listens. */
export async function readWaiting(): Promise<readonly Waiting[]> {
  waiting = await (await store()).getAll('waiting');
  for (const listener of listeners) listener();
  return waiting;
}

type Said<T> = Omit<T, 'id' | 'kind' | 'at' | 'refused' | 'opened'>;

/** Keeps a step that could not be sent. Its key goes with it, so that it is taken once, even if the server had heard of it after all. */
export async function keepAction(said: Said<WaitingAction>): Promise<void> {
  await (await store()).add('waiting', { kind: 'action', at: Date.now(), ...said });
  await readWaiting();
}

/** Keeps a case that could not be opened; its key goes with it, too. */
export async function keepOpening(said: Said<WaitingOpening>): Promise<void> {
  await (await store()).add('waiting', { kind: 'opening', at: Date.now(), ...said });
  await readWaiting();
}

/** Keeps a file that could not be sent. @returns the id that stands for it in the meantime */
export async function keepFile(said: Omit<Said<WaitingFile>, 'localId'>): Promise<string> {
  const localId = `${LOCAL}${newKey()}`;
  await (await store()).add('waiting', { kind: 'file', at: Date.now(), localId, ...said });
  await readWaiting();
  return localId;
}

/** What is taken one after the other: what was done in one case. A case that is still to be opened stands by itself. */
export const lineOf = (entry: Waiting): string => (entry.kind === 'opening' ? `opening:${entry.id}` : entry.caseNo);

/** What the case became that was opened meanwhile. */
export const openedIn = (entry: Waiting) => (entry.kind === 'opening' ? entry.opened : undefined);

/** Whether it is to be sent, and nobody has to look at it first. */
export const isToSend = (entry: Waiting): boolean => !entry.refused && !openedIn(entry);

/** Writes down what became of something that waits. */
export async function rewrite(changed: Waiting): Promise<void> {
  await (await store()).put('waiting', changed);
  await readWaiting();
}

/** Takes something off the device: it was sent, or somebody gave it up. */
export async function dropWaiting({ id }: Waiting): Promise<void> {
  if (id !== undefined) await (await store()).delete('waiting', id);
  await readWaiting();
}

/** Whether an id stands for a file that was kept here. */
export const isLocal = (id: unknown): id is string => typeof id === 'string' && id.startsWith(LOCAL);
