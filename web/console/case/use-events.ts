import { $api, api } from '../../api/client.ts';
import { usePages } from '../parts/use-pages.ts';
import type { CaseEvent } from './types.ts';

/** So many steps are read at once. */
const PAGE = 200;

/** The newest page of a trail, as the server has it now; `cursor` asks for what came before. */
async function pageOf(caseNo: string, at: { cursor?: string } = {}, signal?: AbortSignal) {
  const query = { newest: 'true' as const, limit: PAGE, ...at };
  const { data, response } = await api.GET('/api/v1/cases/{caseNo}/events', {
    params: { path: { caseNo }, query },
    ...(signal ? { signal } : {}),
  });
  return { items: data?.items ?? [], nextCursor: data?.nextCursor ?? null, isKept: response.headers.has('X-Kept-At') };
}

/** What has happened in a case after a step, oldest first. @throws when the server cannot be asked: a trail kept on this device would not tell */
export async function eventsSince(caseNo: string, seq: number): Promise<CaseEvent[]> {
  const { items, isKept } = await pageOf(caseNo);
  if (isKept) throw new Error('the server cannot be reached');
  return items.filter((event) => event.seq > seq).toSorted((a, b) => a.seq - b.seq);
}

/** The trail of a case, oldest first, from the newest page back as far as it was asked for. */
export function useEvents(caseNo: string) {
  const { queryKey } = $api.queryOptions('get', '/api/v1/cases/{caseNo}/events', { params: { path: { caseNo } } });
  const { rows, ...trail } = usePages({ key: [...queryKey, 'pages'], page: (at, signal) => pageOf(caseNo, at, signal) });
  return { ...trail, events: rows.toSorted((a, b) => a.seq - b.seq) };
}
