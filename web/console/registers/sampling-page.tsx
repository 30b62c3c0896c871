import { Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { type Cell, itemsOf } from '../dashboards/asked.ts';
import { CasesDrawer } from '../dashboards/cases-drawer.tsx';
import { Figure } from '../dashboards/panel.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { Failure } from '../shell/states.tsx';
import '../dashboards/dashboards.css';
import './registers.css';

const TEXTS = texts(
  {
    note: '投诉举报多、安全隐患大、有失信行为或者严重违法违规记录的机构，每有一项事由，每年多检查一次。统计近一年的记录；重大隐患统计至今未销号的。',
    csv: '导出 CSV',
    name: '机构',
    division: '区划',
    complaintCount: '投诉',
    greatHazards: '未销号重大隐患',
    breaches: '失信',
    violations: '严重违法违规',
    reasons: '加频事由',
    frequency: '每年检查',
    visits: '已检查',
    due: '还需',
    none: '没有运营中的机构',
    behind: (what: string) => `${what}的案件`,
  },
  {
    note: 'Institutions with many complaints, great hazards, a breach of trust or serious violations are visited once more a year for each of these. Of the records of a year; great hazards are those that are not removed yet.',
    csv: 'Export as CSV',
    name: 'Institution',
    division: 'Division',
    complaintCount: 'Complaints',
    greatHazards: 'Great hazards left',
    breaches: 'Breaches of trust',
    violations: 'Serious violations',
    reasons: 'Reasons',
    frequency: 'Visits a year',
    visits: 'Made',
    due: 'Still due',
    none: 'No institution operates',
    behind: (what: string) => `Cases: ${what}`,
  },
);

type Row = Extract<Answer<'/api/v1/reports/sampling'>, { items: unknown }>['items'][number];
const COUNTS = ['complaintCount', 'greatHazards', 'breaches', 'violations'] as const;

/** How often each institution is to be visited, and why more often than others. */
export default function SamplingPage() {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  const [cell, setCell] = useState<Cell>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/reports/sampling', {});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const asked = typeof data === 'object' ? { from: data.from, to: data.to } : { from: '', to: '' };
  const count = (name: (typeof COUNTS)[number]) => ({
    title: t[name],
    key: name,
    align: 'right' as const,
    render: (row: Row) => (
      <Figure
        value={row[name]}
        label={`${row.name} ${t[name]}`}
        onOpen={() =>
          setCell({
            title: t.behind(`${row.name} ${t[name]}`),
            report: 'sampling',
            figure: name,
            columns: { institution: row.institution },
          })
        }
      />
    ),
  });
  return (
    <>
      <p className="panel-note">
        {t.note} <a href="/api/v1/reports/sampling?format=csv">{t.csv}</a>
      </p>
      <SmallTable
        rowKey="institution"
        loading={isPending}
        rows={itemsOf<Row>(data)}
        width={980}
        none={t.none}
        columns={[
          { title: t.name, key: 'name', render: (row: Row) => <Link to={`/institutions/${row.institution}`}>{row.name}</Link> },
          { title: t.division, dataIndex: 'divisionName' },
          ...COUNTS.map(count),
          { title: t.reasons, key: 'reasons', render: (row: Row) => row.reasons.map((reason) => <Tag key={reason}>{words(reason)}</Tag>) },
          { title: t.frequency, dataIndex: 'frequency', align: 'right' },
          { title: t.visits, dataIndex: 'visits', align: 'right' },
          {
            title: t.due,
            key: 'due',
            align: 'right',
            render: ({ due, reasons }: Row) => (due > 0 && reasons.length > 0 ? <strong className="is-late">{due}</strong> : due),
          },
        ]}
      />
      <CasesDrawer cell={cell} asked={asked} onClose={() => setCell(undefined)} />
    </>
  );
}
