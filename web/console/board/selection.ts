import { api } from '../../api/client.ts';
import type { Item, Query } from '../../api/types.ts';
import type { Chosen } from './give-back.ts';

export type Row = Item<'/api/v1/cases'>;
export type Filters = Query<'/api/v1/cases'>;

/** As many are chosen at once. */
export const MOST = 1_000;
const PAGE = 200;

export const chosen = ({ caseNo, assignee }: Row): Chosen => ({ caseNo, from: assignee?.id });

/** Every case that fits, read page by page, up to the most that are chosen at once. */
export async function allOf(query: Filters): Promise<Chosen[]> {
  const found: Chosen[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await api.GET('/api/v1/cases', {
      params: { query: { ...query, limit: PAGE, total: 'false', ...(cursor ? { cursor } : {}) } },
    });
    found.push(...(data?.items ?? []).map(chosen));
    cursor = data?.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < MOST);
  return found.slice(0, MOST);
}
