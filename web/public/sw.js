/** Keeps the console's own pages on the device, so that it opens without a network, and pictures of cases that were looked at. */
const SHELL = 'anlao-shell';
const PICTURES = 'anlao-pictures';
/** Pages that are not the console's, and what is not a page at all. */
const ELSEWHERE = /^\/(portal|verify|letters|api|open311|docs|healthz|readyz|metrics|openapi\.json)(\/|$)/;
const PICTURE = /^\/api\/v1\/evidence\/[\w-]+$/;
const MOST_PICTURES = 200;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keepAll(event.data.keep));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !ELSEWHERE.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/') || /^\/favicon\.svg$/.test(url.pathname)) event.respondWith(asset(request));
  else if (PICTURE.test(url.pathname) && request.destination === 'image') event.respondWith(picture(request));
});

/** The page as the server has it now; as it was last, where there is no server. */
async function page(request) {
  const cache = await caches.open(SHELL);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put('/', response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match('/');
    if (kept) return kept;
    throw error;
  }
}

/** Files whose name tells their content never change: kept ones are as good. */
async function asset(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** A picture that was looked at, where there is no network to ask for it again. */
async function picture(request) {
  const cache = await caches.open(PICTURES);
  try {
    const response = await fetch(request);
    if (response.ok) {
      await cache.put(request, response.clone());
      const keys = await cache.keys();
      await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PICTURES)).map((key) => cache.delete(key)));
    }
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}

/** Keeps the page that is open and what it was made of: it was loaded before this worker stood between it and the network. */
async function keepAll(addresses) {
  const cache = await caches.open(SHELL);
  for (const address of new Set(addresses)) {
    if (await cache.match(address)) continue;
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) await cache.put(address, response);
  }
}
