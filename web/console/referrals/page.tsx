import { Empty, Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { STAGE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { Remaining } from '../parts/remaining.tsx';
import { Failure, Loading } from '../shell/states.tsx';
import './referrals.css';

const TEXTS = texts(
  {
    stage: '阶段',
    sealed: '本队列仅纪检监察可见；移送方只能看到是否已接收。',
    sent: '移送时间',
    none: '没有这一阶段的移送',
    more: (n: number) => `另有 ${n} 件更早的，请按阶段查看`,
    unnamed: '机构待确认',
    look: '查看',
    all: '全部',
  },
  {
    stage: 'Stage',
    sealed: 'Nobody but discipline inspection sees this queue; senders learn only whether theirs was received.',
    sent: 'Sent',
    none: 'No referral is at this stage',
    more: (n: number) => `${n} older ones: look stage by stage`,
    unnamed: 'Institution to be identified',
    look: 'Open',
    all: 'All',
  },
);

const COLUMNS = ['queued', 'accepted', 'registered', 'returned', 'closed'] as const;
type Stage = (typeof COLUMNS)[number];
const isStage = (given: string | null): given is Stage => COLUMNS.some((stage) => stage === given);

/** Referral queue (移送队列): what was sent to discipline inspection, stage by stage, each with its next step. */
export default function ReferralsPage() {
  const t = useTexts(TEXTS);
  const stages = useWords(STAGE_WORDS);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('stage');
  const shown = isStage(asked) ? [asked] : COLUMNS;
  const options = [{ value: '', label: t.all }, ...COLUMNS.map((value) => ({ value: value as string, label: stages(value) }))];
  return (
    <div className="referrals">
      <div className="referrals-bar">
        <Segmented
          aria-label={t.stage}
          value={isStage(asked) ? asked : ''}
          onChange={(stage) => setSearch(stage ? { stage } : {}, { replace: true })}
          options={options}
        />
        <p>{t.sealed}</p>
      </div>
      <div className={shown.length === 1 ? 'referrals-columns one' : 'referrals-columns'}>
        {shown.map((stage) => (
          <Column key={stage} stage={stage} limit={shown.length === 1 ? 200 : 20} />
        ))}
      </div>
    </div>
  );
}

function Column({ stage, limit }: { stage: Stage; limit: number }) {
  const t = useTexts(TEXTS);
  const stages = useWords(STAGE_WORDS);
  const query = { stage, limit, sort: stage === 'closed' ? ('-openedAt' as const) : ('dueAt' as const) };
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/referrals', { params: { query } });
  const rest = (data?.total ?? 0) - (data?.items.length ?? 0);
  return (
    <section aria-label={stages(stage)} className="referrals-column">
      <h2>
        {stages(stage)} <span className="figure">{data?.total ?? ''}</span>
      </h2>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.none} />}
      <ul>
        {data?.items.map((row) => (
          <Referral key={row.caseNo} row={row} />
        ))}
      </ul>
      {rest > 0 && <p className="nothing">{t.more(rest)}</p>}
    </section>
  );
}

function Referral({ row }: { row: Item<'/api/v1/referrals'> }) {
  const t = useTexts(TEXTS);
  const actions = useWords(ACTION_WORDS);
  const to = `/cases/${row.caseNo}`;
  return (
    <li className="referral">
      <div className="referral-head">
        <Link to={to}>{row.institution?.name ?? t.unnamed}</Link>
        <Remaining of={row} />
      </div>
      <small className="figure">{row.caseNo}</small>
      <small>
        {t.sent} <span className="figure">{dayAndTime(row.openedAt)}</span>
      </small>
      <div className="referral-foot">
        <span>{row.owner?.name}</span>
        {row.next && row.mine ? (
          <Link to={`${to}?act=${row.next.event}`}>{actions(row.next.event)} →</Link>
        ) : (
          <Link to={to}>{t.look} →</Link>
        )}
      </div>
    </li>
  );
}
