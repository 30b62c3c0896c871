/** How long to wait after the n-th failure in a row: doubling from the first wait, up to the longest. */
export const backOff = (first: number, failures: number, longest: number): number => Math.min(first * 2 ** Math.min(failures, 30), longest);

/** Sleeps, or wakes at once when told to stop. */
export async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  if (ms <= 0 || stopping.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(wake, ms);
    function wake() {
      clearTimeout(timer);
      stopping.removeEventListener('abort', wake);
      resolve();
    }
    stopping.addEventListener('abort', wake);
  });
}
