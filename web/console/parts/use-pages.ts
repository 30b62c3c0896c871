import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

/** A page of a list, as every list of the API answers it. */
interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
  total?: number;
}

interface Asked<Row> {
  key: QueryKey;
  /** Asks for the page that begins at a cursor; without one, for the first. */
  page: (at: { cursor?: string }, signal: AbortSignal) => Promise<Page<Row> | undefined>;
  /** The list is asked for anew this often, in ms. */
  refetchInterval?: number;
}

/** A list that grows page by page; the next page begins where the last one ended, whatever comes and goes meanwhile. */
export function usePages<Row>({ key, page, refetchInterval }: Asked<Row>) {
  const { data, ...list } = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor, signal }) => (await page(cursor ? { cursor } : {}, signal)) ?? { items: [], nextCursor: null },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...(refetchInterval ? { refetchInterval } : {}),
  });
  return { ...list, rows: data?.pages.flatMap(({ items }) => items) ?? [], total: data?.pages[0]?.total };
}
