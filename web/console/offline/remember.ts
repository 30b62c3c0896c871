import type { Middleware } from 'openapi-fetch';
import { store } from './store.ts';

/** Cases that are worked on where there may be no network. Complaints are not among them: they are never kept on a device. */
const ON_SITE = new Set(['rectification', 'filingCheck', 'inspection', 'selfCheck']);
const CASE = /^\/api\/v1\/cases\/([\w-]+)(\/(events|deadline|documents))?$/;
const ME = '/api/v1/me';
/** Institutions to choose from when a case is opened on site, as they were listed last. */
const REGISTER = '/api/v1/institutions';
/** So many answers are kept; the oldest go first. */
const MOST = 150;
const KEPT_AT = 'X-Kept-At';

/** Keeps what the server said of cases that may be needed on site, and answers with it where there is no network. */
export const remember: Middleware = {
  async onResponse({ request, response }) {
    const url = new URL(request.url);
    const isFirstPage = !url.searchParams.has('cursor');
    if (request.method === 'GET' && response.ok && isFirstPage && !response.headers.has(KEPT_AT)) await keep(url, response.clone());
  },
  async onError({ request }) {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.searchParams.has('cursor')) return undefined;
    if (url.pathname === REGISTER && !asksOnly(url, 'limit', 'q')) return undefined;
    const kept = await (await store()).get('answers', addressOf(url));
    return kept && Response.json(asAsked(url, kept.body), { headers: { [KEPT_AT]: new Date(kept.at).toISOString() } });
  },
};

/** Whether the case is kept on this device, so that it can be worked on without a network. */
export const isKept = async (caseNo: string): Promise<boolean> =>
  (await (await store()).getKey('answers', `/api/v1/cases/${caseNo}`)) !== undefined;

/** Numbers of the cases that are kept on this device, the last opened first. */
export async function keptCases(): Promise<{ caseNo: string; at: number }[]> {
  const all = await (await store()).getAll('answers');
  return all
    .flatMap(({ url, at }) => {
      const [, caseNo, part] = CASE.exec(url) ?? [];
      return caseNo !== undefined && part === undefined ? [{ caseNo, at }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

/** Forgets everything that was kept to look at. What waits to be sent stays: it is nowhere else. */
export const forgetAnswers = async (): Promise<void> => (await store()).clear('answers');

async function keep(url: URL, response: Response): Promise<void> {
  const [whole, caseNo, part] = CASE.exec(url.pathname) ?? [];
  const isRegister = url.pathname === REGISTER && asksOnly(url, 'limit');
  if (url.pathname !== ME && !isRegister && whole === undefined) return;
  const body: unknown = await response.json();
  if (caseNo !== undefined && part === undefined && !ON_SITE.has((body as { type: string }).type)) return;
  if (caseNo !== undefined && part !== undefined && !(await isKept(caseNo))) return;
  if (url.pathname === ME) await forgetOthers(body as { id: string });
  const db = await store();
  await db.put('answers', { url: addressOf(url), at: Date.now(), body });
  const all = await db.getAll('answers');
  const old = all.filter((a) => a.url !== ME).sort((a, b) => b.at - a.at);
  for (const { url: address } of old.slice(MOST)) await db.delete('answers', address);
}

/** What somebody else looked at is not for who signs in after them. */
async function forgetOthers({ id }: { id: string }): Promise<void> {
  const before = await (await store()).get('answers', ME);
  if (before && (before.body as { id: string }).id !== id) await forgetAnswers();
}

const asksOnly = ({ searchParams }: URL, ...names: string[]): boolean => [...searchParams.keys()].every((name) => names.includes(name));

/** Of the register that was kept, those whose name has in it what is looked for; pinyin is known to the server alone. */
function asAsked(url: URL, body: unknown): unknown {
  const q = url.searchParams.get('q');
  if (url.pathname !== REGISTER || q === null) return body;
  const { items, ...list } = body as { items: { name: string }[] };
  return { ...list, items: items.filter(({ name }) => name.includes(q)) };
}

/** Of a trail the first page is kept. */
const addressOf = ({ pathname }: URL): string => pathname;
