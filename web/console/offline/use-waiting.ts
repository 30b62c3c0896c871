import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { isToSend, readWaiting, waitingNow, whenWaitingChanges } from './queue.ts';
import { sendWaiting } from './send.ts';
import type { Waiting } from './store.ts';

/** How often it is tried again while something waits: a network may be back without the device noticing. */
const AGAIN_MS = 20_000;

/** What this person did without a network and what still waits to be sent. */
export function useWaiting(by: string): readonly Waiting[] {
  const all = useSyncExternalStore(whenWaitingChanges, waitingNow);
  useEffect(() => {
    void readWaiting();
  }, []);
  return all.filter((entry) => entry.by === by);
}

/** Sends what waits as soon as there is a network again, for as long as somebody is signed in. */
export function useSending(by: string): () => void {
  const queries = useQueryClient();
  const some = useWaiting(by).some(isToSend);
  const send = useCallback(async () => {
    if ((await sendWaiting(by)) > 0) await queries.invalidateQueries();
  }, [by, queries]);
  useEffect(() => {
    const now = () => void send();
    globalThis.addEventListener('online', now);
    const timer = some ? setInterval(now, AGAIN_MS) : undefined;
    if (some && globalThis.navigator.onLine) now();
    return () => {
      globalThis.removeEventListener('online', now);
      clearInterval(timer);
    };
  }, [send, some]);
  return () => void send();
}
