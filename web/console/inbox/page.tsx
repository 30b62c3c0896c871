import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Empty, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { More } from '../parts/more.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { usePages } from '../parts/use-pages.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import './inbox.css';

const TEXTS = texts(
  {
    unread: '未读',
    all: '全部',
    view: '筛选',
    none: '没有消息',
    noneUnread: '没有未读消息',
    readAll: '全部标为已读',
    read: '标为已读',
    open: '打开案件',
    isNew: '未读',
    list: '消息',
  },
  {
    unread: 'Unread',
    all: 'All',
    view: 'Filter',
    none: 'No messages',
    noneUnread: 'Nothing unread',
    readAll: 'Mark all as read',
    read: 'Mark as read',
    open: 'Open the case',
    isNew: 'unread',
    list: 'Messages',
  },
);

type Message = Item<'/api/v1/notifications'>;
const PAGE = 50;
/** Numbers of referrals begin with this; only discipline inspection looks into them, though others are told of them. */
const REFERRAL = 'YS-';

/** One's messages, the newest first: read, marked as read, and the way to the case that each is about. */
export default function InboxPage() {
  const t = useTexts(TEXTS);
  const [onlyUnread, choose] = useState(true);
  const { rows: messages, ...list } = useMessages(onlyUnread);
  const { read, readAll, busy, problem } = useReading();
  if (list.error && messages.length === 0) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const [newest] = messages;
  return (
    <div className="inbox">
      <div className="inbox-bar">
        <Segmented
          aria-label={t.view}
          value={onlyUnread}
          onChange={choose}
          options={[
            { value: true, label: t.unread },
            { value: false, label: t.all },
          ]}
        />
        <Button disabled={!newest || messages.every((m) => m.read)} loading={busy} onClick={() => newest && void readAll(newest.id)}>
          {t.readAll}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      <Card size="small" className="panel">
        {list.isPending && <Loading rows={6} />}
        {!list.isPending && messages.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={onlyUnread ? t.noneUnread : t.none} />
        )}
        <ul className="inbox-list" aria-label={t.list}>
          {messages.map((message) => (
            <Entry key={message.id} message={message} read={read} />
          ))}
        </ul>
        <More of={list} />
      </Card>
    </div>
  );
}

/** Pages of messages, each beginning where the last one ended. */
function useMessages(onlyUnread: boolean) {
  const base = { limit: PAGE, ...(onlyUnread ? { unread: 'true' as const } : {}) };
  const { queryKey } = $api.queryOptions('get', '/api/v1/notifications', { params: { query: base } });
  return usePages({
    key: [...queryKey, 'pages'],
    page: async (at, signal) => (await api.GET('/api/v1/notifications', { params: { query: { ...base, ...at } }, signal })).data,
  });
}

/** Marks messages as read, and has the bell and the list look again. */
function useReading() {
  const queries = useQueryClient();
  const { attempt, busy, problem } = useAttempt();
  const again = () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/notifications'] });
  const read = (id: string) =>
    attempt(async () => {
      await api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } });
      await again();
    });
  const readAll = (upTo: string) =>
    attempt(async () => {
      await api.POST('/api/v1/notifications/read', { body: { upTo } });
      await again();
    });
  return { read, readAll, busy, problem };
}

function Entry({
  message: { id, caseNo, subject, body, at, read: wasRead },
  read,
}: {
  message: Message;
  read: (id: string) => Promise<void>;
}) {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const isShut = caseNo?.startsWith(REFERRAL) && !permissions.includes('referrals.read');
  const [first = '', ...more] = body.trim().split(/\n+/);
  return (
    <li className={wasRead ? 'message' : 'message message-new'}>
      <div className="message-head">
        <strong>
          {!wasRead && <span className="message-mark">{t.isNew}</span>}
          {subject}
        </strong>
        <time dateTime={at} className="figure">
          {dayAndTime(at)}
        </time>
      </div>
      {more.length === 0 ? (
        <p>{first}</p>
      ) : (
        <details>
          <summary>{first}</summary>
          <p className="written">{more.join('\n')}</p>
        </details>
      )}
      <div className="message-do">
        {caseNo && !isShut && (
          <Link to={`/cases/${caseNo}`} onClick={() => void (wasRead || read(id))}>
            {t.open} {caseNo}
          </Link>
        )}
        {!wasRead && (
          <Button type="link" size="small" onClick={() => void read(id)} aria-label={`${t.read}：${subject}`}>
            {t.read}
          </Button>
        )}
      </div>
    </li>
  );
}
