import { useQuery } from '@tanstack/react-query';
import { withServerIds } from './send.ts';
import { store, type Waiting, type WaitingAction, type WaitingOpening } from './store.ts';

/** What waits on this device and was not taken, to be mended in its form. `read` says what of, and is one of the two below. */
export function useCorrection<T extends Waiting>(
  id: string | null,
  read: (id: number) => Promise<T | null>,
): { entry?: T | undefined; isReading: boolean } {
  const asked = id !== null;
  const { data, isPending } = useQuery({
    queryKey: ['correction', id],
    queryFn: () => read(Number(id)),
    enabled: asked,
    gcTime: 0,
    networkMode: 'always',
  });
  return { entry: data ?? undefined, isReading: asked && isPending };
}

/** A step; files in it are called as the server calls them by now. */
export async function waitingStep(id: number): Promise<WaitingAction | null> {
  const entry = await (await store()).get('waiting', id);
  return entry?.kind === 'action' ? { ...entry, input: await withServerIds(entry.input) } : null;
}

/** A case that is still to be opened. */
export async function waitingOpening(id: number): Promise<WaitingOpening | null> {
  const entry = await (await store()).get('waiting', id);
  return entry?.kind === 'opening' ? entry : null;
}
