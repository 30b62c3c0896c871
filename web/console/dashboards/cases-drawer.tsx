import { Drawer, Grid, Tag } from 'antd';
import { Link } from 'react-router';
import type { Item } from '../../api/types.ts';
import { lastDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { More } from '../parts/more.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Failure } from '../shell/states.tsx';
import { type Asked, addressOf, type Cell, casesAt } from './asked.ts';

const TEXTS = texts(
  {
    caseNo: '案号',
    institution: '机构',
    stage: '环节',
    due: '期限',
    officer: '经办人',
    overdue: '逾期',
    nobody: '未分派',
    none: '没有案件',
    close: '关闭',
  },
  {
    caseNo: 'Case',
    institution: 'Institution',
    stage: 'Stage',
    due: 'Due',
    officer: 'Officer',
    overdue: 'Overdue',
    nobody: 'Nobody',
    none: 'No cases',
    close: 'Close',
  },
);

/** The cases behind a figure. */
export function CasesDrawer({ cell, asked, onClose }: { cell: Cell | undefined; asked: Asked; onClose: () => void }) {
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <Drawer open={cell !== undefined} onClose={onClose} size={wide ? 760 : '100%'} title={cell?.title} destroyOnHidden>
      {cell && <Cases address={addressOf(cell, asked)} />}
    </Drawer>
  );
}

function Cases({ address }: { address: string }) {
  const list = usePages({ key: ['behind', address], page: (at, signal) => casesAt(address, at, signal) });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <CaseTable rows={list.rows} loading={list.isPending} />
      <More of={list} />
    </>
  );
}

type Row = Item<'/api/v1/cases'>;

/** Cases as a short table; each leads to its page. */
export function CaseTable({ rows, loading = false }: { rows: readonly Row[]; loading?: boolean }) {
  const t = useTexts(TEXTS);
  const columns = [
    { title: t.caseNo, key: 'caseNo', render: (row: Row) => <Link to={`/cases/${row.caseNo}`}>{row.caseNo}</Link> },
    { title: t.institution, key: 'institution', render: (row: Row) => row.institution?.name },
    { title: t.stage, dataIndex: 'stageTitle' },
    {
      title: t.due,
      key: 'due',
      render: (row: Row) => (
        <span className="nowrap">
          {row.dueAt && lastDay(row.dueAt)} {row.overdue && <Tag color="error">{t.overdue}</Tag>}
        </span>
      ),
    },
    { title: t.officer, key: 'officer', render: (row: Row) => row.assignee?.name ?? t.nobody },
  ];
  return <SmallTable rowKey="caseNo" loading={loading} rows={rows} columns={columns} width={620} none={t.none} />;
}
