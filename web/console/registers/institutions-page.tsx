import { ImportOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented, Select, Table, Tag } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { More } from '../parts/more.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import { ImportDrawer } from './import/import-drawer.tsx';
import './registers.css';
import { STATUS_WORDS, TEXTS } from './texts.ts';

type Row = Item<'/api/v1/institutions'>;
const LACKS = ['registration', 'grade', 'prices', 'regularName'] as const;
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
  const lacks = LACKS.find((value) => value === asked.get('lacks'));
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
        <Select
          allowClear
          aria-label={t.lacks}
          placeholder={t.lacks}
          value={lacks ?? null}
          onChange={(value?: string) => change('lacks', value ?? '')}
          options={LACKS.map((value) => ({ value, label: value === 'regularName' ? t[value] : `${t.lacks}：${t[value]}` }))}
          style={{ minWidth: 160 }}
        />
        {asked.get('division') && (
          <Tag closable onClose={() => change('division', '')}>
            {t.division} {asked.get('division')}
          </Tag>
        )}
        <Import />
      </div>
      <Rows q={asked.get('q') ?? ''} filingStatus={filing} lacks={lacks} division={asked.get('division') ?? ''} />
    </>
  );
}

/** The button to take records over from a file, for those who may. */
function Import() {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  if (!permissions.includes('imports.run')) return null;
  return (
    <>
      <Button icon={<ImportOutlined />} onClick={() => setOpen(true)}>
        {t.importing}
      </Button>
      <ImportDrawer open={open} onClose={() => setOpen(false)} onTaken={() => void queries.invalidateQueries()} />
    </>
  );
}

interface Filters {
  q: string;
  filingStatus: (typeof FILINGS)[number] | undefined;
  lacks: (typeof LACKS)[number] | undefined;
  division: string;
}

function Rows({ q, filingStatus, lacks, division }: Filters) {
  const t = useTexts(TEXTS);
  const words = useWords(STATUS_WORDS);
  const asked = useDeferredValue(q);
  const filters = {
    ...(asked ? { q: asked } : {}),
    ...(filingStatus ? { filingStatus } : {}),
    ...(lacks ? { lacks } : {}),
    ...(division ? { division } : {}),
  };
  const list = usePages({
    key: ['institutions', filters],
    page: async (at, signal) =>
      (await api.GET('/api/v1/institutions', { params: { query: { ...filters, limit: 50, ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <Table
        rowKey="id"
        loading={list.isPending}
        dataSource={list.rows}
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
      <More of={list} />
    </>
  );
}
