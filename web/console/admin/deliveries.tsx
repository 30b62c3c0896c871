import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { DELIVERY_WORDS, MESSAGE_EVENT_WORDS } from '../../words/messages.ts';
import { refusalIn } from '../../words/refusals.ts';
import { useWords } from '../../words/word.ts';
import { More } from '../parts/more.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { usePages } from '../parts/use-pages.ts';
import { MESSAGE_TEXTS } from './message-texts.ts';
import { StateTag } from './state-tag.tsx';

type Delivery = Item<'/api/v1/webhooks/{id}/deliveries'>;
const TONES = { queued: 'soon', sending: 'soon', sent: 'calm', failed: 'late', gathered: 'plain' } as const;

/** What was posted to an endpoint, what waits, and what did not get through: that is sent again by hand. */
export function Deliveries({ id }: { id: string }) {
  const t = useTexts(MESSAGE_TEXTS);
  const [failedOnly, setFailedOnly] = useState(false);
  const list = useDeliveries(id, failedOnly);
  const { attempt, busy, problem } = useAttempt();
  const replay = (delivery: string) =>
    attempt(async () => {
      await api.POST('/api/v1/webhook-deliveries/{id}/replay', { params: { path: { id: delivery } } });
      await list.refetch();
    });
  return (
    <>
      <div className="admin-tools">
        <Segmented
          value={failedOnly ? 'failed' : 'all'}
          onChange={(value) => setFailedOnly(value === 'failed')}
          options={[
            { value: 'all', label: t.all },
            { value: 'failed', label: t.failedOnly },
          ]}
        />
        <Button size="small" onClick={() => void list.refetch()} loading={list.isRefetching}>
          {t.refresh}
        </Button>
      </div>
      <ProblemAlert problem={problem ?? list.error} />
      <Rows rows={list.rows} loading={list.isPending} busy={busy} replay={replay} />
      <More of={list} text={t.more} size="small" />
    </>
  );
}

const useDeliveries = (id: string, failedOnly: boolean) =>
  usePages({
    key: ['deliveries', id, failedOnly],
    page: async (at, signal) => {
      const query = { limit: 20, ...(failedOnly ? { state: 'failed' as const } : {}), ...at };
      return (await api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query }, signal })).data;
    },
  });

interface RowsProps {
  rows: readonly Delivery[];
  loading: boolean;
  busy: boolean;
  replay: (id: string) => Promise<void>;
}

function Rows({ rows, loading, busy, replay }: RowsProps) {
  const t = useTexts(MESSAGE_TEXTS);
  const events = useWords(MESSAGE_EVENT_WORDS);
  const states = useWords(DELIVERY_WORDS);
  return (
    <SmallTable
      rowKey="id"
      loading={loading}
      rows={rows}
      none={t.noDeliveries}
      columns={[
        { title: t.at, key: 'at', render: ({ queuedAt }: Delivery) => dayAndTime(queuedAt) },
        { title: t.event, key: 'event', render: ({ event }: Delivery) => events(event) },
        { title: t.caseNo, key: 'case', render: ({ caseNo }: Delivery) => caseNo && <Link to={`/cases/${caseNo}`}>{caseNo}</Link> },
        {
          title: t.state,
          key: 'state',
          render: ({ state, attempts, error, nextTryAt }: Delivery) => (
            <>
              <StateTag tone={TONES[state]}>{states(state)}</StateTag>
              {attempts > 1 && ` ${t.tried(attempts)}`}
              {error && <div className="bad">{refusalIn(error)}</div>}
              {nextTryAt && <div className="admin-note">{t.nextTry(dayAndTime(nextTryAt))}</div>}
            </>
          ),
        },
        {
          title: '',
          key: 'replay',
          render: ({ id, state }: Delivery) =>
            state === 'failed' && (
              <Button size="small" type="link" disabled={busy} onClick={() => void replay(id)} aria-label={`${t.replay} ${id}`}>
                {t.replay}
              </Button>
            ),
        },
      ]}
    />
  );
}
