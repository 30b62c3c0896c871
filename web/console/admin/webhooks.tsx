import { Button, Card, Switch, Table } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { CHANNEL_WORDS, MESSAGE_EVENT_WORDS } from '../../words/messages.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useWords } from '../../words/word.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Wide } from '../parts/wide.tsx';
import { Failure } from '../shell/states.tsx';
import { Deliveries } from './deliveries.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';
import { WebhookForm } from './webhook-form.tsx';

type Webhook = Item<'/api/v1/webhooks'>;

/** Where messages and events are posted to: set up, switched on and off, and what did not get through. */
export function Webhooks() {
  const t = useTexts(MESSAGE_TEXTS);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/webhooks', {});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const done = (made: string | null | undefined) => {
    setMaking(false);
    setSecret(made ?? undefined);
    void refetch();
  };
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Button type="primary" onClick={() => setMaking(true)}>
          {t.newWebhook}
        </Button>
      </div>
      {secret && <ShownOnce title={t.secretOnce} secret={secret} close={() => setSecret(undefined)} />}
      <Endpoints webhooks={data?.items ?? []} loading={isPending} changed={refetch} />
      {making && <WebhookForm onClose={() => setMaking(false)} onDone={done} />}
    </Card>
  );
}

function Endpoints({ webhooks, loading, changed }: { webhooks: readonly Webhook[]; loading: boolean; changed: () => Promise<unknown> }) {
  const t = useTexts(MESSAGE_TEXTS);
  const channels = useWords(CHANNEL_WORDS);
  const { attempt, busy, problem } = useAttempt();
  const enable = ({ id }: Webhook, enabled: boolean) =>
    attempt(async () => {
      await api.POST('/api/v1/webhooks/{id}/enabled', { params: { path: { id } }, body: { enabled } });
      await changed();
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      <Wide label={t.webhooks}>
        <Table
          size="small"
          rowKey="id"
          loading={loading}
          dataSource={webhooks}
          pagination={false}
          locale={{ emptyText: t.noWebhooks }}
          expandable={{ expandedRowRender: (row: Webhook) => <Deliveries id={row.id} /> }}
          columns={[
            { title: t.name, dataIndex: 'name' },
            { title: t.channel, key: 'channel', render: (row: Webhook) => channels(row.channel) },
            { title: t.host, dataIndex: 'host' },
            { title: t.told, key: 'told', render: (row: Webhook) => <Told webhook={row} /> },
            {
              title: t.enabled,
              key: 'enabled',
              render: (row: Webhook) => (
                <Switch
                  checked={row.enabled}
                  disabled={busy}
                  onChange={(on) => void enable(row, on)}
                  aria-label={`${t.enabled}：${row.name}`}
                />
              ),
            },
          ]}
        />
      </Wide>
    </>
  );
}

/** For whom and of what an endpoint is told. */
function Told({ webhook: { channel, role, department, events } }: { webhook: Webhook }) {
  const t = useTexts(MESSAGE_TEXTS);
  const roles = useTexts(ROLE_TEXTS) as Record<string, string>;
  const words = useWords(MESSAGE_EVENT_WORDS);
  if (channel === 'events') return t.allEvents;
  const whom = department ?? (role ? (roles[role] ?? role) : t.everyRole);
  return `${whom} · ${events.length === 0 ? t.allEvents : events.map(words).join('、')}`;
}
