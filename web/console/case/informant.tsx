import { EyeInvisibleOutlined, LockOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer, Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';
import { AskToUnseal, DecideUnsealing } from './informant-forms.tsx';
import { INFORMANT_TEXTS } from './informant-texts.ts';
import type { CaseView } from './types.ts';

type Unsealing = Item<'/api/v1/cases/{caseNo}/informant/requests'>;
type Informant = Answer<'/api/v1/cases/{caseNo}/informant'>;

/** Who complained: asked for with a reason, decided by somebody else, read for a limited time, and who has read it. */
export function InformantPanel({ kase }: { kase: CaseView }) {
  const t = useTexts(INFORMANT_TEXTS);
  const { permissions } = useMe();
  if (kase.type === 'referral' && kase.data.withInformant === true && permissions.includes('informants.read'))
    return (
      <Card title={t.title} size="small" className="panel no-print">
        <p className="nothing">{t.discipline}</p>
        <Reading caseNo={kase.caseNo} />
      </Card>
    );
  if (kase.type !== 'complaint' || !permissions.includes('cases.act')) return null;
  return (
    <Card title={t.title} size="small" className="panel no-print">
      <p className="nothing">{kase.data.anonymous === true ? t.anonymous : t.sealed}</p>
      {kase.data.anonymous !== true && <Requests kase={kase} />}
    </Card>
  );
}

function Requests({ kase }: { kase: CaseView }) {
  const t = useTexts(INFORMANT_TEXTS);
  const me = useMe();
  const queries = useQueryClient();
  const [form, open] = useState<'ask' | 'decide'>();
  const { caseNo } = kase;
  const init = { params: { path: { caseNo } } };
  const { data } = $api.useQuery('get', '/api/v1/cases/{caseNo}/informant/requests', init);
  const requests = data?.items ?? [];
  const offered = (name: string) => kase.availableActions.some((action) => action.name === name);
  const waiting = requests.find(({ decision }) => decision === null);
  const done = () => {
    open(undefined);
    void queries.invalidateQueries();
  };
  return (
    <>
      <ul className="unsealing">
        {requests.toReversed().map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
      {requests.some((request) => request.by?.id === me.id && isOpen(request)) && <Reading caseNo={caseNo} />}
      {offered('requestUnsealing') && (
        <Button icon={<LockOutlined />} onClick={() => open('ask')}>
          {t.ask}
        </Button>
      )}
      {waiting && offered('decideUnsealing') && (
        <Button type="primary" onClick={() => open('decide')}>
          {t.decide}
        </Button>
      )}
      {form === 'ask' && <AskToUnseal caseNo={caseNo} done={done} close={() => open(undefined)} />}
      {form === 'decide' && waiting && <DecideUnsealing caseNo={caseNo} id={waiting.id} done={done} close={() => open(undefined)} />}
    </>
  );
}

/** Whether it was granted and the time has not run out. */
const isOpen = ({ decision }: Unsealing): boolean =>
  decision?.granted === true && decision.until !== null && Date.parse(decision.until) > Date.now();

function Request({ request }: { request: Unsealing }) {
  const t = useTexts(INFORMANT_TEXTS);
  const { by, at, reason, decision, readings } = request;
  return (
    <li>
      <p>
        {t.asked(by?.name ?? t.somebody, dayAndTime(at))}
        {!decision && <Tag className="tag-soon">{t.waits}</Tag>}
      </p>
      <p className="nothing">{reason}</p>
      {decision && (
        <p>
          <Tag className={isOpen(request) ? 'tag-calm' : ''}>
            {decision.granted && decision.until ? t.grantedUntil(dayAndTime(decision.until)) : t.denied}
            {decision.granted && !isOpen(request) && ` · ${t.over}`}
          </Tag>
          {t.decidedBy(decision.by?.name ?? t.somebody)} · {decision.reason}
        </p>
      )}
      {decision?.granted && (
        <p className="nothing figure">
          {readings.length === 0 ? t.never : `${t.readings(readings.length)}：${readings.map(dayAndTime).join('、')}`}
        </p>
      )}
    </li>
  );
}

/** Reads who complained, every time anew: it is kept nowhere, and gone when the time is over. */
function Reading({ caseNo }: { caseNo: string }) {
  const t = useTexts(INFORMANT_TEXTS);
  const queries = useQueryClient();
  const [informant, show] = useState<Informant>();
  const { attempt, busy, problem } = useAttempt();
  const until = informant?.until;
  useEffect(() => {
    if (!until) return undefined;
    const timer = setTimeout(() => show(undefined), Date.parse(until) - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  const read = () =>
    attempt(async () => {
      const { data } = await api.GET('/api/v1/cases/{caseNo}/informant', { params: { path: { caseNo } }, cache: 'no-store' });
      show(data);
      await queries.invalidateQueries();
    });
  if (!informant)
    return (
      <>
        <ProblemAlert problem={problem} />
        <Button type="primary" icon={<LockOutlined />} loading={busy} onClick={() => void read()}>
          {t.read}
        </Button>
      </>
    );
  const facts = [
    [t.name, informant.name],
    [t.phone, informant.phone],
    [t.address, informant.address],
  ] as const;
  return (
    <section className="informant" aria-label={t.title}>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? t.unsaid}</dd>
          </div>
        ))}
      </dl>
      {until && <p className="nothing figure">{t.until(dayAndTime(until))}</p>}
      <Button icon={<EyeInvisibleOutlined />} onClick={() => show(undefined)}>
        {t.hide}
      </Button>
    </section>
  );
}
