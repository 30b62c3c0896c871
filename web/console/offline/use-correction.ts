import { useQuery } from '@tanstack/react-query';
import { withServerIds } from './send.ts';
import { store, type WaitingAction } from './store.ts';

/** A step that waits on this device and was not taken, to be mended in its form; files in it are called as the server calls them by now. */
export function useCorrection(id: string | null): { entry?: WaitingAction | undefined; isReading: boolean } {
  const asked = id !== null;
  const { data, isPending } = useQuery({
    queryKey: ['correction', id],
    queryFn: () => waitingStep(Number(id)),
    enabled: asked,
    gcTime: 0,
    networkMode: 'always',
  });
  return { entry: data ?? undefined, isReading: asked && isPending };
}

async function waitingStep(id: number): Promise<WaitingAction | null> {
  const entry = await (await store()).get('waiting', id);
  return entry?.kind === 'action' ? { ...entry, input: await withServerIds(entry.input) } : null;
}
