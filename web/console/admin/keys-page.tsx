import { Button, Card, Popconfirm } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Answer, Item } from '../../api/types.ts';
import { dayAndTime, lastDay } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { More } from '../parts/more.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { usePages } from '../parts/use-pages.ts';
import { Wide } from '../parts/wide.tsx';
import { Failure } from '../shell/states.tsx';
import { IssueKey } from './issue-key.tsx';
import { KEY_TEXTS } from './key-texts.ts';
import { StateTag } from './state-tag.tsx';
import './admin.css';

type Key = Item<'/api/v1/api-keys'>;
type Issued = Answer<'/api/v1/api-keys', 'post'>;
const PAGE = 100;

/** Keys by which other systems come in: issued with what they may do and until when, shown once, revoked. */
export default function KeysPage() {
  const t = useTexts(KEY_TEXTS);
  const [issuing, issue] = useState(false);
  const [issued, show] = useState<Issued>();
  const list = useKeys();
  const { attempt, problem } = useAttempt();
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const revoke = (id: string) =>
    attempt(async () => {
      await api.POST('/api/v1/api-keys/{id}/revoke', { params: { path: { id } } });
      await list.refetch();
    });
  const done = (key: Issued | undefined) => {
    issue(false);
    show(key);
    void list.refetch();
  };
  return (
    <Card className="admin-card">
      <p className="admin-note">{t.lead}</p>
      <div className="admin-tools">
        <Button type="primary" onClick={() => issue(true)}>
          {t.issue}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      {issued && <ShownOnce title={t.issued(issued.account.name)} secret={issued.key} close={() => show(undefined)} />}
      <Keys keys={list.rows} loading={list.isPending} revoke={revoke} />
      <More of={list} />
      {issuing && <IssueKey accounts={accountsOf(list.rows)} close={() => issue(false)} done={done} />}
    </Card>
  );
}

const useKeys = () =>
  usePages({
    key: ['get', '/api/v1/api-keys', 'pages'],
    page: async (at, signal) => (await api.GET('/api/v1/api-keys', { params: { query: { limit: PAGE, ...at } }, signal })).data,
  });

/** The service accounts that have keys, each once. */
const accountsOf = (keys: readonly Key[]): Key['account'][] => [...new Map(keys.map(({ account }) => [account.id, account])).values()];

const stateOf = ({ revokedAt, expiresAt }: Key) => (revokedAt ? 'revoked' : Date.parse(expiresAt) <= Date.now() ? 'expired' : 'good');
const TONES = { good: 'calm', expired: 'plain', revoked: 'late' } as const;

interface KeysProps {
  keys: readonly Key[];
  loading: boolean;
  revoke: (id: string) => Promise<void>;
}

function Keys({ keys, loading, revoke }: KeysProps) {
  const t = useTexts(KEY_TEXTS);
  const roles = useTexts(ROLE_TEXTS) as Record<string, string>;
  return (
    <Wide label={t.list}>
      <SmallTable
        rowKey="id"
        loading={loading}
        rows={keys}
        none={t.none}
        columns={[
          { title: t.account, key: 'account', render: ({ account }: Key) => account.name },
          { title: t.role, key: 'role', render: ({ account: { role, division } }: Key) => `${roles[role ?? ''] ?? '—'} ${division}` },
          { title: t.scopes, key: 'scopes', render: ({ scopes }: Key) => scopes.map((scope) => t.scope[scope]).join('、') },
          { title: t.prefix, key: 'prefix', render: ({ prefix }: Key) => <code>{prefix}…</code> },
          {
            title: t.state,
            key: 'state',
            render: (key: Key) => <StateTag tone={TONES[stateOf(key)]}>{t.states[stateOf(key)]}</StateTag>,
          },
          { title: t.expiresOn, key: 'expiresAt', render: ({ expiresAt }: Key) => lastDay(expiresAt) },
          { title: t.lastUsed, key: 'lastUsedAt', render: ({ lastUsedAt }: Key) => (lastUsedAt ? dayAndTime(lastUsedAt) : t.never) },
          {
            title: t.actions,
            key: 'actions',
            render: (key: Key) =>
              stateOf(key) === 'good' && (
                <Popconfirm title={t.revokeSure} okText={t.revoke} cancelText={t.cancel} onConfirm={() => void revoke(key.id)}>
                  <Button size="small" type="link" danger aria-label={`${t.revoke}：${key.account.name} ${key.prefix}`}>
                    {t.revoke}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </Wide>
  );
}
