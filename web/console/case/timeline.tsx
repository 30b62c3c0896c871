import { AlertFilled, CheckCircleFilled, CloseCircleFilled, RobotOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Card, Tag } from 'antd';
import { $api } from '../../api/client.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { DEADLINE_WORDS, RUNG_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { Facts } from '../parts/facts.tsx';
import { ROLE_TEXTS } from '../role-texts.ts';
import { useMe } from '../session/me.ts';
import type { CaseEvent } from './types.ts';

const TEXTS = texts(
  {
    title: '办理经过',
    intact: (n: number) => `已核验：${n} 步环环相扣，未被改动`,
    broken: (seq: number | null) => `核验不通过：从第 ${seq ?? '?'} 步起对不上，请报告管理员`,
    checking: '正在核验…',
    system: '系统',
    public: '投诉人',
    rung: (deadline: string) => `${deadline}`,
    hash: '校验值',
    earlier: '显示更多',
    ladder: '逐级督促',
  },
  {
    title: 'Timeline',
    intact: (n: number) => `Verified: ${n} steps, each follows the one before, none was changed`,
    broken: (seq: number | null) => `Not verified: from step ${seq ?? '?'} on it does not fit; tell an administrator`,
    checking: 'Verifying…',
    system: 'System',
    public: 'Complainant',
    rung: (deadline: string) => deadline,
    hash: 'Hash',
    earlier: 'Show more',
    ladder: 'Ladder',
  },
);

interface Props {
  caseNo: string;
  version: number;
  events: readonly CaseEvent[];
  more?: (() => void) | undefined;
}

/** Every step of the case, the newest first: by whom, when, and what was said; and whether the log holds. */
export function Timeline({ caseNo, version, events, more }: Props) {
  const { role } = useMe();
  const t = useTexts(TEXTS);
  return (
    <Card title={t.title} size="small" className="panel" extra={role !== 'institution' && <ChainMark caseNo={caseNo} version={version} />}>
      <ol className="timeline">
        {events.toReversed().map((event) => (
          <Step key={event.seq} event={event} />
        ))}
      </ol>
      {more && <Button onClick={more}>{t.earlier}</Button>}
    </Card>
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
  return <span className="step-who">{role !== 'system' && role !== 'public' && name !== called ? `${name}（${called}）` : called}</span>;
}
