import { useCallback, useEffect, useRef, useState } from 'react';

interface Loaded<T> {
  data: T | undefined;
  problem: unknown;
  loading: boolean;
}

/** Reads something whenever its key changes, and again on demand; an answer that comes too late for its key is dropped. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> & { again: () => void } {
  const [state, setState] = useState<Loaded<T>>({ data: undefined, problem: undefined, loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let wanted = true;
    setState((before) => ({ ...before, problem: undefined, loading: true }));
    latest.current().then(
      (data) => wanted && setState({ data, problem: undefined, loading: false }),
      (problem: unknown) => wanted && setState({ data: undefined, problem, loading: false }),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { ...state, again };
}

/** Something that is sent once: whether it is under way, and why it failed. Answers whether it succeeded. */
export function useSending(): { busy: boolean; problem: unknown; send: (task: () => Promise<void>) => Promise<boolean> } {
  const [state, setState] = useState<{ busy: boolean; problem: unknown }>({ busy: false, problem: undefined });
  const send = useCallback(async (task: () => Promise<void>) => {
    setState({ busy: true, problem: undefined });
    try {
      await task();
      setState({ busy: false, problem: undefined });
      return true;
    } catch (problem) {
      setState({ busy: false, problem });
      return false;
    }
  }, []);
  return { ...state, send };
}
