import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { said } from '../said.ts';
import { useLoad } from '../ui/use-load.ts';
import type { RegisterEntry, RegisterName } from './registers.ts';

const PAGE = 30;

interface Asked {
  q: string;
  division: string;
}

interface PageOf {
  items: RegisterEntry[];
  nextCursor: string | null;
  total?: number | undefined;
}

/** One page of a register, each row marked with the register it is of. */
const READ: Record<RegisterName, (query: object) => Promise<PageOf>> = {
  institutions: async (query) => marked('institutions', await said(api.GET('/api/v1/public/institutions', { params: { query } }))),
  unfiled: async (query) => marked('unfiled', await said(api.GET('/api/v1/public/unfiled', { params: { query } }))),
  exits: async (query) => marked('exits', await said(api.GET('/api/v1/public/exits', { params: { query } }))),
  rectifications: async (query) => marked('rectifications', await said(api.GET('/api/v1/public/rectifications', { params: { query } }))),
  blacklist: async (query) => marked('blacklist', await said(api.GET('/api/v1/public/blacklist', { params: { query } }))),
};

const marked = <N extends RegisterName, T extends object>(of: N, page: { items: T[]; nextCursor: string | null; total?: number }) => ({
  ...page,
  items: page.items.map((item) => ({ of, ...item })),
});

/** A register, page after page. */
export function useRegister(name: RegisterName, asked: Asked) {
  const [cursor, setCursor] = useState<string>();
  const [items, setItems] = useState<RegisterEntry[]>([]);
  const [total, setTotal] = useState<number>();
  const filter = JSON.stringify(asked);
  const query = Object.fromEntries(
    Object.entries({ ...asked, cursor, limit: PAGE }).filter(([, value]) => value !== '' && value !== undefined),
  );
  const { data, problem, loading } = useLoad(JSON.stringify(query), () => READ[name](query));
  useEffect(() => {
    setCursor(undefined);
    setItems([]);
  }, [filter]);
  useEffect(() => {
    if (!data) return;
    setItems((before) => (cursor === undefined ? data.items : [...before, ...data.items]));
    if (cursor === undefined) setTotal(data.total);
  }, [data]);
  const next = data?.nextCursor;
  return { items, total, problem, loading, more: next && !loading ? () => setCursor(next) : undefined };
}

type Division = Item<'/api/v1/public/divisions'>;

/** The areas that have homes on the lists; none while they cannot be read. */
export function useDivisions(): Division[] {
  const { data } = useLoad('divisions', () => said(api.GET('/api/v1/public/divisions')));
  return data?.items ?? [];
}
