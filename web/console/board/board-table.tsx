import { HolderOutlined } from '@ant-design/icons';
import { Checkbox, Empty, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { STALLED_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { More } from '../parts/more.tsx';
import { Remaining } from '../parts/remaining.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Failure, Loading } from '../shell/states.tsx';
import type { Chosen } from './give-back.ts';
import { chosen, type Filters, type Row } from './selection.ts';
import { BOARD_TEXTS } from './texts.ts';

interface Props {
  query: Filters;
  cases: readonly Chosen[];
  choose: (cases: readonly Chosen[]) => void;
  chooseAll: () => void;
  drag: (row: Row) => void;
  drop: () => void;
  children: ReactNode;
}

const PAGE = 100;

/** The cases, each of which can be ticked or dragged; the list grows page by page. */
export function BoardTable({ query, cases, choose, chooseAll, drag, drop, children }: Props) {
  const t = useTexts(BOARD_TEXTS);
  const list = usePages({
    key: ['get', '/api/v1/cases', query, 'board'],
    page: async (at, signal) => (await api.GET('/api/v1/cases', { params: { query: { ...query, limit: PAGE, ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  const { rows, total = rows.length } = list;
  if (rows.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />;
  const ticked = new Set(cases.map(({ caseNo }) => caseNo));
  const tick = (row: Row, on: boolean) => choose(on ? [...cases, chosen(row)] : cases.filter(({ caseNo }) => caseNo !== row.caseNo));
  return (
    <div className="board-list">
      <div className="board-select">
        <Checkbox
          checked={ticked.size >= rows.length}
          indeterminate={ticked.size > 0 && ticked.size < rows.length}
          onChange={(e) => (e.target.checked ? chooseAll() : choose([]))}
        >
          {t.selectAll(total)}
        </Checkbox>
        {children}
      </div>
      <table className="board-table">
        <thead>
          <tr>
            <th aria-label={t.selectAll(total)} />
            <th scope="col">{t.due}</th>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.stage}</th>
            <th scope="col">{t.why}</th>
            <th scope="col">{t.who}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BoardRow
              key={row.caseNo}
              row={row}
              ticked={ticked.has(row.caseNo)}
              tick={(on) => tick(row, on)}
              drag={() => drag(row)}
              drop={drop}
            />
          ))}
        </tbody>
      </table>
      <More of={list} />
    </div>
  );
}

interface RowProps {
  row: Row;
  ticked: boolean;
  tick: (on: boolean) => void;
  drag: () => void;
  drop: () => void;
}

function BoardRow({ row, ticked, tick, drag, drop }: RowProps) {
  const t = useTexts(BOARD_TEXTS);
  const stalled = useWords(STALLED_WORDS);
  const begin = (event: React.DragEvent) => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', row.caseNo);
    drag();
  };
  return (
    <tr draggable className={ticked ? 'ticked' : ''} onDragStart={begin} onDragEnd={drop}>
      <td>
        <HolderOutlined aria-hidden className="board-handle" />
        <Checkbox checked={ticked} onChange={(e) => tick(e.target.checked)} aria-label={row.caseNo} />
      </td>
      <td>
        <Remaining of={row} />
      </td>
      <td>
        <Link to={`/cases/${row.caseNo}`} className="work-title" draggable={false}>
          {row.institution?.name ?? row.caseNo}
        </Link>
        <small>
          {row.title} <span className="figure">{row.caseNo}</span>
        </small>
      </td>
      <td>{row.stageTitle}</td>
      <td>
        <span className="board-why">
          {row.stalledReasons.map((reason) => (
            <Tag key={reason} className="tag-soon">
              {stalled(reason)}
            </Tag>
          ))}
        </span>
      </td>
      <td>{row.assignee?.name ?? <span className="work-nobody">{t.nobody}</span>}</td>
    </tr>
  );
}
