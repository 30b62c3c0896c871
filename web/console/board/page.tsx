import { SearchOutlined } from '@ant-design/icons';
import { App, Button, Input, Segmented } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useSearchParams } from 'react-router';
import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { useProblemText } from '../parts/problem-alert.tsx';
import { BoardTable } from './board-table.tsx';
import type { Chosen } from './give-back.ts';
import { Officers } from './officers.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { ReassignDialog } from './reassign-dialog.tsx';
import { useReassignment } from './reassignment.ts';
import { allOf, chosen, type Filters, MOST, type Row } from './selection.ts';
import { BOARD_TEXTS } from './texts.ts';
import './board.css';

type View = 'overdue' | 'stalled' | 'unassigned' | 'all';
const VIEWS: Record<View, Filters> = {
  overdue: { status: 'open', overdue: 'true', sort: 'dueAt' },
  stalled: { status: 'open', stalled: 'true', sort: 'dueAt' },
  unassigned: { status: 'open', unassigned: 'true', sort: 'dueAt' },
  all: { status: 'open', sort: 'dueAt' },
};
const NAMES = Object.keys(VIEWS) as View[];
const isView = (given: string | null): given is View => given !== null && given in VIEWS;

/** Supervisor board (督办台): what is late, what stands still and why, who has too much; and handing over one case or many. */
export default function BoardPage() {
  const t = useTexts(BOARD_TEXTS);
  const { message } = App.useApp();
  const whyNot = useProblemText();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view');
  const view: View = isView(asked) ? asked : 'overdue';
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [cases, setCases] = useState<readonly Chosen[]>([]);
  const [dragged, setDragged] = useState<readonly Chosen[]>([]);
  const [giving, setGiving] = useState<{ cases: readonly Chosen[]; to?: string | undefined }>();
  const job = useReassignment();
  const query = { ...VIEWS[view], ...(q ? { q } : {}) };

  const drag = (row: Row) => setDragged(cases.some(({ caseNo }) => caseNo === row.caseNo) ? cases : [chosen(row)]);
  const give = (to: string) => {
    const them = dragged.length > 0 ? dragged : cases;
    setDragged([]);
    if (them.length > 0) setGiving({ cases: them, to });
  };
  const chooseAll = () => allOf(query).then(setCases, (error: unknown) => void message.error(whyNot(error)));
  return (
    <div className="board">
      <div className="board-bar">
        <Segmented
          aria-label={t.views}
          value={view}
          onChange={(chosenView) => {
            setCases([]);
            setSearch({ view: chosenView }, { replace: true });
          }}
          options={NAMES.map((value) => ({ value, label: <Counted view={value} label={t[value]} /> }))}
        />
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t.search}
          aria-label={t.search}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
      </div>
      <ProgressPanel job={job} />
      <div className="board-columns">
        <BoardTable
          query={query}
          cases={cases}
          choose={setCases}
          chooseAll={() => void chooseAll()}
          drag={drag}
          drop={() => setDragged([])}
        >
          {cases.length > 0 && (
            <>
              <strong role="status">{t.selected(cases.length)}</strong>
              {cases.length === MOST && <span>{t.too}</span>}
              <Button type="primary" onClick={() => setGiving({ cases })}>
                {t.reassign}
              </Button>
              <Button onClick={() => setCases([])}>{t.clear}</Button>
            </>
          )}
        </BoardTable>
        <Officers give={give} ready={cases.length > 0} dragging={dragged.length > 0} />
      </div>
      {giving && (
        <ReassignDialog
          count={giving.cases.length}
          to={giving.to}
          close={() => setGiving(undefined)}
          reassign={async (to, note) => {
            await job.reassign(giving.cases, to, note);
            setCases([]);
          }}
        />
      )}
    </div>
  );
}

/** The name of a view with how many cases it holds. */
function Counted({ view, label }: { view: View; label: string }) {
  const { data } = $api.useQuery('get', '/api/v1/cases', { params: { query: { ...VIEWS[view], limit: 1 } } });
  return (
    <span className={view === 'all' || data?.total === 0 ? 'counted-view' : 'counted-view urgent'}>
      {label} <b className="figure">{data?.total ?? '…'}</b>
    </span>
  );
}
