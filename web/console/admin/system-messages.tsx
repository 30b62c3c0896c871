import { Card, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { CHANNEL_WORDS, MESSAGE_EVENT_WORDS, RECIPIENT_WORDS } from '../../words/messages.ts';
import { refusalIn } from '../../words/refusals.ts';
import { useWords } from '../../words/word.ts';
import { More } from '../parts/more.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Wide } from '../parts/wide.tsx';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';

const TEXTS = texts(
  {
    title: '消息',
    failed: '未送达',
    queued: '待发送',
    note: '不显示地址和内容；案号只对看得到该案的人显示。函件在案件页面重新发送。',
    endpoints: '推送失败的，在“消息与接口”里重新发送',
    none: { failed: '没有未送达的消息', queued: '没有待发送的消息' },
    at: '时间',
    caseNo: '案号',
    event: '事项',
    digest: '汇总消息',
    channel: '方式',
    to: '收件人',
    why: '原因',
    tried: (n: number) => `已尝试 ${n} 次`,
  },
  {
    title: 'Messages',
    failed: 'Not delivered',
    queued: 'Waiting',
    note: 'Neither address nor text is shown, and a case only to whoever may see it. A letter is sent again from the page of its case.',
    endpoints: 'What an endpoint did not take is sent again under “Messages”',
    none: { failed: 'Everything was delivered', queued: 'Nothing waits' },
    at: 'Time',
    caseNo: 'Case',
    event: 'About',
    digest: 'Several in one',
    channel: 'By',
    to: 'To',
    why: 'Why',
    tried: (n: number) => (n === 1 ? 'tried once' : `tried ${n} times`),
  },
);

const REFRESH_MS = 10_000;
const STATES = ['failed', 'queued'] as const;
type State = (typeof STATES)[number];
type Message = Item<'/api/v1/ops/messages'>;

/** Which messages did not get through and why, and which wait. */
export function SystemMessages() {
  const t = useTexts(TEXTS);
  const mayReplay = useMe().permissions.includes('webhooks.manage');
  const [state, setState] = useState<State>('failed');
  const list = useMessages(state);
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <Card className="admin-card">
      <p className="admin-note">
        {t.note} {mayReplay && <Link to="/admin/messages">{t.endpoints}</Link>}
      </p>
      <div className="admin-tools">
        <Segmented value={state} onChange={setState} options={STATES.map((value) => ({ value, label: t[value] }))} />
      </div>
      <Wide label={t.title}>
        <Rows rows={list.rows} loading={list.isPending} none={t.none[state]} />
      </Wide>
      <More of={list} />
    </Card>
  );
}

const useMessages = (state: State) =>
  usePages({
    key: ['ops-messages', state],
    refetchInterval: REFRESH_MS,
    page: async (at, signal) => (await api.GET('/api/v1/ops/messages', { params: { query: { state, ...at } }, signal })).data,
  });

function Rows(table: { rows: readonly Message[]; loading: boolean; none: string }) {
  const t = useTexts(TEXTS);
  const events = useWords(MESSAGE_EVENT_WORDS);
  const channels = useWords(CHANNEL_WORDS);
  const recipients = useWords(RECIPIENT_WORDS);
  return (
    <SmallTable
      {...table}
      rowKey="id"
      columns={[
        { title: t.at, key: 'at', render: ({ at }: Message) => dayAndTime(at) },
        { title: t.caseNo, key: 'case', render: ({ caseNo }: Message) => (caseNo ? <Link to={`/cases/${caseNo}`}>{caseNo}</Link> : '—') },
        { title: t.event, key: 'event', render: ({ event }: Message) => (event === 'digest' ? t.digest : events(event)) },
        { title: t.channel, key: 'channel', render: ({ channel }: Message) => channels(channel) },
        { title: t.to, key: 'to', render: ({ recipient: { kind, name } }: Message) => name ?? recipients(kind) },
        { title: t.why, key: 'why', render: (message: Message) => <Why {...message} /> },
      ]}
    />
  );
}

function Why({ error, attempts }: Message) {
  const t = useTexts(TEXTS);
  return (
    <div className="admin-why">
      {error && <div className="bad">{refusalIn(error)}</div>}
      {attempts > 0 && <div className="admin-note">{t.tried(attempts)}</div>}
    </div>
  );
}
