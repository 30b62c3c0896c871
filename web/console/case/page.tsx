import { Card } from 'antd';
import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { $api } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { STALLED_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { useCorrection, waitingStep } from '../offline/use-correction.ts';
import { Facts } from '../parts/facts.tsx';
import { NamesKnown } from '../parts/names.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { Accountable, CaseHead } from './head.tsx';
import { InformantPanel } from './informant.tsx';
import { Items } from './items.tsx';
import { LedgerCalendar } from './ledger-calendar.tsx';
import { Letters } from './letters.tsx';
import { Links } from './links.tsx';
import { Documents, EvidencePanel } from './papers.tsx';
import { asksLeader } from './proposal.ts';
import { Signatures } from './signatures.tsx';
import { StageLine } from './stage-line.tsx';
import { Timeline } from './timeline.tsx';
import type { CaseEvent, CaseView, OfferedAction } from './types.ts';
import { useEvents } from './use-events.ts';
import '../forms/forms.css';
import './case.css';

const TEXTS = texts(
  {
    facts: '案情',
    stalled: '停滞原因：',
    proposed: '机构经催办仍未整改，已提请分管领导决定：责令停业整顿、启动联合执法或报告政府。',
  },
  {
    facts: 'The case',
    stalled: 'Why it stands still: ',
    proposed:
      'The institution was urged in vain: the bureau leader is asked to decide on suspension, joint enforcement or a report to the government.',
  },
);
/** What has a place of its own on the page. */
const SHOWN_ELSEWHERE = ['unsealing', 'letters'];
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
  const trail = useEvents(caseNo);
  const act = search.get('act');
  const action = useOpened(kase, act);
  const correction = useCorrection(search.get('correct'), waitingStep);
  useEffect(() => void Promise.all([import('../offline/waiting-page.tsx'), import('../open/page.tsx')]).catch(() => undefined), []); // kept with the case, for where there is no network
  const take = (name?: string) => setSearch(name ? { act: name } : {}, { replace: name === undefined });
  return (
    <NamesKnown value={namesIn(kase, trail.events)}>
      <div className="case">
        <CaseHead kase={kase} take={take} />
        {kase.stalledReasons.length > 0 && (
          <p className="case-stalled">
            {t.stalled}
            {kase.stalledReasons.map(stalled).join('、')}
          </p>
        )}
        {kase.status === 'open' && asksLeader(trail.events) && <p className="case-proposed">{t.proposed}</p>}
        <Card size="small" className="panel case-way">
          <StageLine kase={kase} events={trail.events} />
          <Accountable kase={kase} />
        </Card>
        <div className="case-columns">
          <div className="case-main">
            <Card title={t.facts} size="small" className="panel">
              <Facts
                of={kase.type}
                data={kase.data}
                hide={[...SHOWN_ELSEWHERE, ...['listed', 'reopened'].filter((name) => kase.data[name] === false)]}
              />
            </Card>
            <Items kase={kase} />
            <Timeline caseNo={caseNo} version={version} trail={trail} />
          </div>
          <aside className="case-side">
            {deadlines.data && <LedgerCalendar deadlines={deadlines.data} />}
            <InformantPanel kase={kase} />
            <Links kase={kase} />
            <Letters caseNo={caseNo} version={version} />
            <Signatures kase={kase} />
            <Documents kase={kase} />
            <EvidencePanel kase={kase} added={refetch} mayAdd={me.permissions.includes('evidence.add') && kase.status === 'open'} />
          </aside>
        </div>
        {action && !correction.isReading && (
          <ActionDrawer
            key={action.name}
            kase={kase}
            action={action}
            {...(correction.entry ? { correcting: correction.entry } : {})}
            close={() => take()}
          />
        )}
      </div>
    </NamesKnown>
  );
}

/** The step that is being filled in: it stays open when others have made it unlawful meanwhile, so that nothing typed is lost. */
function useOpened({ availableActions }: CaseView, act: string | null): OfferedAction | undefined {
  const [held, hold] = useState<OfferedAction>();
  const offered = availableActions.find(({ name }) => name === act);
  if (offered && offered.name !== held?.name) hold(offered);
  return offered ?? (held?.name === act ? held : undefined);
}

/** Who is who in the case, and what its files are called. */
const namesIn = ({ assignee, owner, people = [], evidence }: CaseView, events: readonly CaseEvent[]): ReadonlyMap<string, string> =>
  new Map(
    [...events.flatMap(({ actor, people = [] }) => [...people, actor]), assignee, owner, ...people, ...evidence].flatMap((one) =>
      one?.name ? [[one.id, one.name]] : [],
    ),
  );
