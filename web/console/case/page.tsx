import { Card } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { $api } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { STALLED_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { Facts } from '../parts/facts.tsx';
import { NamesKnown } from '../parts/names.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { Accountable, CaseHead } from './head.tsx';
import { Items } from './items.tsx';
import { LedgerCalendar } from './ledger-calendar.tsx';
import { Links } from './links.tsx';
import { Documents, EvidencePanel } from './papers.tsx';
import { StageLine } from './stage-line.tsx';
import { Timeline } from './timeline.tsx';
import type { CaseEvent, CaseView } from './types.ts';
import '../forms/forms.css';
import './case.css';

const TEXTS = texts({ facts: '案情', stalled: '停滞原因：' }, { facts: 'The case', stalled: 'Why it stands still: ' });
/** A case is looked at anew this often while it is open on the screen, in ms. */
const AGAIN_MS = 30_000;

/** One case: where it stands, by when, what happened, and what can be done. `?act=` opens a step at once. */
export default function CasePage() {
  const { caseNo = '' } = useParams();
  const init = { params: { path: { caseNo } } };
  const { data: kase, error, refetch } = $api.useQuery('get', '/api/v1/cases/{caseNo}', init, { refetchInterval: AGAIN_MS });
  if (kase) return <Case key={caseNo} kase={kase} refetch={() => void refetch()} />;
  return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading rows={12} />;
}

function Case({ kase, refetch }: { kase: CaseView; refetch: () => void }) {
  const t = useTexts(TEXTS);
  const me = useMe();
  const stalled = useWords(STALLED_WORDS);
  const [search, setSearch] = useSearchParams();
  const { caseNo, version } = kase;
  const params = { path: { caseNo } };
  const deadlines = $api.useQuery('get', '/api/v1/cases/{caseNo}/deadline', { params });
  const events = $api.useQuery('get', '/api/v1/cases/{caseNo}/events', { params: { ...params, query: { limit: 200 } } });
  const act = search.get('act');
  const action = kase.availableActions.find(({ name }) => name === act);
  const take = (name?: string) => setSearch(name ? { act: name } : {}, { replace: name === undefined });
  const steps = events.data?.items ?? [];
  return (
    <NamesKnown value={namesIn(kase, steps)}>
      <div className="case">
        <CaseHead kase={kase} take={take} />
        {kase.stalledReasons.length > 0 && (
          <p className="case-stalled">
            {t.stalled}
            {kase.stalledReasons.map(stalled).join('、')}
          </p>
        )}
        <Card size="small" className="panel case-way">
          <StageLine kase={kase} events={steps} />
          <Accountable kase={kase} />
        </Card>
        <div className="case-columns">
          <div className="case-main">
            <Card title={t.facts} size="small" className="panel">
              <Facts data={kase.data} hide={['listed', 'reopened'].filter((name) => kase.data[name] === false)} />
            </Card>
            <Items kase={kase} />
            <Timeline caseNo={caseNo} version={version} events={steps} />
          </div>
          <aside className="case-side">
            {deadlines.data && <LedgerCalendar deadlines={deadlines.data} />}
            <Links kase={kase} />
            <Documents kase={kase} />
            <EvidencePanel kase={kase} added={refetch} mayAdd={me.permissions.includes('evidence.add') && kase.status === 'open'} />
          </aside>
        </div>
        {action && <ActionDrawer key={action.name} kase={kase} action={action} close={() => take()} />}
      </div>
    </NamesKnown>
  );
}

/** Who is who in the case: whoever did something, and whoever answers for it. */
const namesIn = ({ assignee, owner }: CaseView, events: readonly CaseEvent[]): ReadonlyMap<string, string> =>
  new Map([...events.map(({ actor }) => actor), assignee, owner].flatMap((person) => (person?.name ? [[person.id, person.name]] : [])));
