/** A value that is fetched again once it is older than `ttlMs`. Callers at the same moment share one fetch; a failed fetch is not kept. */
export function cached<T>(fetch: () => Promise<T>, ttlMs: number): { get(): Promise<T>; drop(): void } {
  let value: Promise<T> | undefined;
  let until = 0;
  return {
    get() {
      if (value && Date.now() < until) return value;
      const fetching = fetch();
      value = fetching;
      until = Date.now() + ttlMs;
      fetching.catch(() => {
        if (value === fetching) value = undefined;
      });
      return fetching;
    },
    drop() {
      value = undefined;
    },
  };
}
