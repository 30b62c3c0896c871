import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Table, Tag } from 'antd';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { Failure } from '../shell/states.tsx';
import './registers.css';
import { STATUS_WORDS, TEXTS } from './texts.ts';

type Row = Item<'/api/v1/institutions'>;
const FILINGS = ['filed', 'unfiled', 'unknown'] as const;

/** The register of institutions, searched by name, pinyin and initials. What is asked for stands in the address. */
export default function InstitutionsPage() {
  const t = useTexts(TEXTS);
  const words = useWords(STATUS_WORDS);
  const [asked, ask] = useSearchParams();
  const change = (name: string, value: string) =>
    ask(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const filing = FILINGS.find((value) => value === asked.get('filingStatus'));
  return (
    <>
      <div className="register-tools">
        <Input.Search
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          defaultValue={asked.get('q') ?? ''}
          onChange={(event) => change('q', event.target.value.trim())}
        />
        <Segmented
          aria-label={t.status}
          value={filing ?? ''}
          onChange={(value) => change('filingStatus', value)}
          options={[{ value: '', label: t.all }, ...FILINGS.map((value) => ({ value: value as string, label: words(value) }))]}
        />
        {asked.get('division') && (
          <Tag closable onClose={() => change('division', '')}>
            {t.division} {asked.get('division')}
          </Tag>
        )}
      </div>
      <Rows q={asked.get('q') ?? ''} filing={filing} division={asked.get('division') ?? ''} />
    </>
  );
}

function Rows({ q, filing, division }: { q: string; filing: (typeof FILINGS)[number] | undefined; division: string }) {
  const t = useTexts(TEXTS);
  const words = useWords(STATUS_WORDS);
  const asked = useDeferredValue(q);
  const filters = { ...(asked ? { q: asked } : {}), ...(filing ? { filingStatus: filing } : {}), ...(division ? { division } : {}) };
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['institutions', filters],
    queryFn: async ({ pageParam }) => {
      const query = { ...filters, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      const { data: page } = await api.GET('/api/v1/institutions', { params: { query } });
      return page ?? { items: [], nextCursor: null };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <>
      <Table
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap((page) => page.items) ?? []}
        pagination={false}
        scroll={{ x: 640 }}
        locale={{ emptyText: t.none }}
        columns={[
          { title: t.name, key: 'name', render: (row: Row) => <Link to={`/institutions/${row.id}`}>{row.name}</Link> },
          { title: t.address, dataIndex: 'address' },
          { title: t.beds, dataIndex: 'beds', align: 'right' },
          {
            title: t.filing,
            key: 'filing',
            render: (row: Row) => <Tag color={row.filingStatus === 'unfiled' ? 'error' : 'default'}>{words(row.filingStatus)}</Tag>,
          },
          { title: t.operating, key: 'operating', render: (row: Row) => words(row.operatingStatus) },
        ]}
      />
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()} className="more">
          {t.more}
        </Button>
      )}
    </>
  );
}
