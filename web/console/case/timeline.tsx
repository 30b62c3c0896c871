import { AlertFilled, BellOutlined, CheckCircleFilled, CloseCircleFilled, RobotOutlined, UserOutlined } from '@ant-design/icons';
import { Card, Tag } from 'antd';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { DEADLINE_WORDS, RUNG_WORDS } from '../../words/cases.ts';
import { CHANNEL_WORDS, DELIVERY_WORDS } from '../../words/messages.ts';
import { refusalIn } from '../../words/refusals.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useWords } from '../../words/word.ts';
import { Facts } from '../parts/facts.tsx';
import { More } from '../parts/more.tsx';
import { useMe } from '../session/me.ts';
import type { CaseEvent } from './types.ts';
import type { useEvents } from './use-events.ts';

const TEXTS = texts(
  {
    title: '办理经过',
    intact: (n: number) => `已核验：${n} 步环环相扣，未被改动`,
    broken: (seq: number | null) => `核验不通过：从第 ${seq ?? '?'} 步起对不上，请报告管理员`,
    checking: '正在核验…',
    system: '系统',
    public: '投诉人',
    hash: '校验值',
    earlier: '显示更早的经过',
    told: '通知',
  },
  {
    title: 'Timeline',
    intact: (n: number) => `Verified: ${n} steps, each follows the one before, none was changed`,
    broken: (seq: number | null) => `Not verified: from step ${seq ?? '?'} on it does not fit; tell an administrator`,
    checking: 'Verifying…',
    system: 'System',
    public: 'Complainant',
    hash: 'Hash',
    earlier: 'Show what came before',
    told: 'Message',
  },
);

type Message = Item<'/api/v1/cases/{caseNo}/notifications'>;

interface Props {
  caseNo: string;
  version: number;
  trail: ReturnType<typeof useEvents>;
}

/** Every step of the case, the newest first: by whom, when, and what was said; and whether the log holds. */
export function Timeline({ caseNo, version, trail }: Props) {
  const { role, permissions } = useMe();
  const init = { params: { path: { caseNo }, query: { limit: 200 } } };
  const enabled = permissions.includes('deliveries.read');
  const messages = $api.useQuery('get', '/api/v1/cases/{caseNo}/notifications', init, { enabled }).data?.items ?? [];
  const t = useTexts(TEXTS);
  return (
    <Card title={t.title} size="small" className="panel" extra={role !== 'institution' && <ChainMark caseNo={caseNo} version={version} />}>
      <ol className="timeline">
        {entriesOf(trail.events, messages).map((entry) =>
          'seq' in entry ? <Step key={entry.seq} event={entry} /> : <Told key={`m${entry.id}`} message={entry} />,
        )}
      </ol>
      <More of={trail} text={t.earlier} />
    </Card>
  );
}

/** Steps and messages together, the newest first; of what happened at once, the message after the step it tells of. */
function entriesOf(events: readonly CaseEvent[], messages: readonly Message[]): (CaseEvent | Message)[] {
  const at = (entry: CaseEvent | Message) => Date.parse('seq' in entry ? entry.at : entry.queuedAt);
  return [...events, ...messages.toReversed()].toSorted((a, b) => at(a) - at(b)).toReversed();
}

function Told({ message: { channel, recipient, subject, state, queuedAt, error } }: { message: Message }) {
  const t = useTexts(TEXTS);
  const channels = useWords(CHANNEL_WORDS);
  const states = useWords(DELIVERY_WORDS);
  return (
    <li className="step step-message">
      <span className="step-mark" aria-hidden>
        <BellOutlined />
      </span>
      <div className="step-head">
        <span>
          {t.told} → {recipient.name}
        </span>
        <Tag color={state === 'failed' ? 'red' : 'default'}>
          {channels(channel)} · {states(state)}
        </Tag>
        <span className="step-who">{subject}</span>
        <time dateTime={queuedAt} className="figure">
          {dayAndTime(queuedAt)}
        </time>
      </div>
      {error && <p className="step-error bad">{refusalIn(error)}</p>}
    </li>
  );
}

/** Whether the chain of the log holds; asked anew whenever the case has moved on. */
function ChainMark({ caseNo, version }: { caseNo: string; version: number }) {
  const t = useTexts(TEXTS);
  const { data } = $api.useQuery(
    'get',
    '/api/v1/cases/{caseNo}/trail',
    { params: { path: { caseNo } } },
    { queryHash: `trail ${caseNo} ${version}` },
  );
  if (!data) return <span className="chain">{t.checking}</span>;
  return (
    <span className={data.intact ? 'chain chain-intact' : 'chain chain-broken'} title={data.broken?.why}>
      {data.intact ? <CheckCircleFilled /> : <CloseCircleFilled />}{' '}
      {data.intact ? t.intact(data.events) : t.broken(data.broken?.seq ?? null)}
    </span>
  );
}

function Step({ event }: { event: CaseEvent }) {
  const t = useTexts(TEXTS);
  const { seq, at, kind, name, actor, data, hash } = event;
  const actions = useWords(ACTION_WORDS);
  const rungs = useWords(RUNG_WORDS);
  const deadlines = useWords(DEADLINE_WORDS);
  const isRung = kind === 'rung';
  const title = isRung ? rungs(String(data.rung ?? name)) : actions(name);
  const of = isRung ? deadlines(String(data.deadline ?? '').split('#')[0] ?? '') : '';
  return (
    <li className={`step step-${kind}`}>
      <span className="step-mark" aria-hidden>
        {isRung ? <AlertFilled /> : kind === 'system' ? <RobotOutlined /> : <UserOutlined />}
      </span>
      <div className="step-body">
        <div className="step-head">
          <strong>{title}</strong>
          {of && <Tag>{of}</Tag>}
          <Who actor={actor} />
          <time dateTime={at} className="figure">
            {dayAndTime(at)}
          </time>
        </div>
        <Facts
          data={data}
          hide={['rung', 'deadline', 'rungAt', 'institution', 'receivedAt', 'division', ...('dueDates' in data ? ['dates'] : [])]}
        />
        <small className="step-hash" title={`${t.hash} ${hash}`}>
          #{seq} {hash.slice(0, 10)}
        </small>
      </div>
    </li>
  );
}

function Who({ actor: { name, role } }: Pick<CaseEvent, 'actor'>) {
  const t = useTexts(TEXTS);
  const roles = useTexts(ROLE_TEXTS) as Record<string, string>;
  const called = role === 'system' ? t.system : role === 'public' ? t.public : (roles[role] ?? role);
  return (
    <span className="step-who">
      {role !== 'system' && role !== 'public' && name !== '' && name !== called ? `${name}（${called}）` : called}
    </span>
  );
}
