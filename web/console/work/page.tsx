import { RightOutlined, SearchOutlined } from '@ant-design/icons';
import { Empty, Input, Segmented, Select, Tag } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { $api, api } from '../../api/client.ts';
import type { Item, Query } from '../../api/types.ts';
import { lastDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { LETTER_TEXTS, STALLED_WORDS, TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { More } from '../parts/more.tsx';
import { Remaining } from '../parts/remaining.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import './work.css';
import { LinkButton } from '../parts/link-button.tsx';

const TEXTS = texts(
  {
    mine: '等我办理',
    overdue: '已逾期',
    stalled: '停滞',
    all: '全部在办',
    closed: '已办结',
    view: '筛选',
    type: '类型',
    allTypes: '全部类型',
    search: '搜索案号、机构、内容',
    total: (n: number) => `共 ${n.toLocaleString('zh-CN')} 件`,
    none: '没有需要办理的案件',
    noneFound: '没有符合条件的案件',
    unassigned: '未分派',
    open: '查看',
    list: '案件列表',
    unnamed: '机构待确认',
  },
  {
    mine: 'Waiting for me',
    overdue: 'Overdue',
    stalled: 'Stalled',
    all: 'All open',
    closed: 'Closed',
    view: 'Filter',
    type: 'Type',
    allTypes: 'All types',
    search: 'Number, institution or content',
    total: (n: number) => `${n.toLocaleString('en')} cases`,
    none: 'Nothing waits for you',
    noneFound: 'No case fits',
    unassigned: 'nobody',
    open: 'Open',
    list: 'Cases',
    unnamed: 'Institution to be identified',
  },
);

type Filters = Query<'/api/v1/cases'>;
type Row = Item<'/api/v1/cases'>;
type View = 'mine' | 'overdue' | 'stalled' | 'all' | 'closed';

const VIEWS: Record<View, Filters> = {
  mine: { mine: 'true', sort: 'dueAt' },
  overdue: { status: 'open', overdue: 'true', sort: 'dueAt' },
  stalled: { status: 'open', stalled: 'true', sort: 'dueAt' },
  all: { status: 'open', sort: 'dueAt' },
  closed: { status: 'closed', sort: '-openedAt' },
};
const PAGE = 50;
/** The list is asked for anew this often, in ms. */
const AGAIN_MS = 60_000;

const isView = (given: string | null): given is View => given !== null && given in VIEWS;

/** My work (工作台): what I must do next, by the statutory clock, with one click to the next step. */
export default function WorkPage() {
  const t = useTexts(TEXTS);
  const types = useWords(TYPE_WORDS);
  const { permissions } = useMe();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view');
  const readsOnly = !permissions.includes('cases.act');
  const view: View = isView(asked) ? asked : readsOnly ? 'all' : 'mine';
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const q = useDeferredValue(typed.trim());
  const type = search.get('type') ?? '';
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const query = { ...VIEWS[view], limit: PAGE, ...(q ? { q } : {}), ...(type ? { type: type as Row['type'] } : {}) };
  const views = (Object.keys(VIEWS) as View[]).filter((v) => v !== 'mine' || !readsOnly);
  const kinds = ['complaint', 'rectification', 'filingCheck'].map((value) => ({ value, label: types(value) }));
  return (
    <div className="work">
      <div className="work-bar">
        <Segmented
          aria-label={t.view}
          value={view}
          onChange={(v) => set('view', v)}
          options={views.map((value) => ({ value, label: t[value] }))}
        />
        <Select
          aria-label={t.type}
          value={type}
          onChange={(value) => set('type', value)}
          options={[{ value: '', label: t.allTypes }, ...kinds]}
          className="work-type"
        />
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t.search}
          aria-label={t.search}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          className="work-search"
        />
      </div>
      <CaseList query={query} empty={view === 'mine' && q === '' ? t.none : t.noneFound} />
    </div>
  );
}

/** So many rows the browser draws or leaves out together: one that changes has it draw these anew, not the whole list. */
const PART = 10;
const partsOf = (rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, n) => rows.slice(n * PART, (n + 1) * PART));

/** A list of cases that grows page by page. */
function CaseList({ query, empty }: { query: Filters; empty: string }) {
  const t = useTexts(TEXTS);
  const { queryKey } = $api.queryOptions('get', '/api/v1/cases', { params: { query } });
  const list = usePages({
    key: [...queryKey, 'pages'],
    page: async (at, signal) => (await api.GET('/api/v1/cases', { params: { query: { ...query, ...at } }, signal })).data,
    refetchInterval: AGAIN_MS,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  const { rows, total } = list;
  if (rows.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} className="work-none" />;
  return (
    <>
      {total !== undefined && (
        <p className="work-total" role="status">
          {t.total(total)}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a list in parts, and ul may hold nothing but li */}
      <div role="list" className="work-list" aria-label={t.list} aria-busy={list.isFetching}>
        {partsOf(rows).map((part, n) => (
          <div role="presentation" key={n * PART} className="work-part">
            {part.map((row) => (
              <WorkRow key={row.caseNo} row={row} />
            ))}
          </div>
        ))}
      </div>
      <More of={list} />
    </>
  );
}

function WorkRow({ row }: { row: Row }) {
  const t = useTexts(TEXTS);
  const actions = useWords(ACTION_WORDS);
  const stalled = useWords(STALLED_WORDS);
  const letters = useTexts(LETTER_TEXTS);
  const to = `/cases/${row.caseNo}`;
  const assigns = useMe().permissions.includes('bulk.reassign') && row.status === 'open' && !row.assignee && row.type !== 'referral';
  const step = row.next && row.mine ? row.next.event : assigns ? 'assign' : undefined;
  const reasons = row.stalledReasons.filter((reason) => reason !== 'unassigned' && reason !== 'nextEventOverdue');
  return (
    // biome-ignore lint/a11y/useSemanticElements: li belongs into ul alone
    <div role="listitem" className="work-row">
      <Remaining of={row} />
      <div className="work-what">
        <Link to={to} className="work-title">
          {row.institution?.name ?? t.unnamed}
        </Link>
        <small>
          <span>{row.title}</span>
          <span className="figure">{row.caseNo}</span>
        </small>
      </div>
      <div className="work-where">
        <Tag>{row.stageTitle}</Tag>
        {row.mine && row.next?.event === 'recordReply' && <Tag className="tag-soon">{letters.before(lastDay(row.next.at))}</Tag>}
        {reasons.map((reason) => (
          <Tag key={reason} className="tag-soon">
            {stalled(reason)}
          </Tag>
        ))}
      </div>
      <span className={row.assignee ? 'work-who' : 'work-who work-nobody'}>
        {row.assignee?.name ?? (row.type === 'referral' ? row.owner?.name : t.unassigned)}
      </span>
      <LinkButton
        to={step ? `${to}?act=${step}` : to}
        className="work-next"
        type={step ? 'primary' : 'default'}
        ghost={step !== undefined}
        size="middle"
      >
        {step ? actions(step) : t.open} <RightOutlined />
      </LinkButton>
    </div>
  );
}
