/** Lets the console be opened without a network: a worker keeps its pages on this device, and pictures of cases that were looked at. */
export async function startWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const ours = loaded.filter(({ origin, pathname }) => origin === globalThis.location.origin && pathname.startsWith('/assets/'));
  active?.postMessage({ keep: ['/', '/favicon.svg', ...ours.map(({ pathname }) => pathname)] });
}

/** Has the worker forget the pictures of cases. */
export async function forgetPictures(): Promise<void> {
  await globalThis.caches?.delete('anlao-pictures');
}
