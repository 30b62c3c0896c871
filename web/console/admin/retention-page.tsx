import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, newKey } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import './admin.css';
import { More } from '../parts/more.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { RETENTION_TEXTS, RETENTION_WORDS } from './retention-texts.ts';
import { StateTag } from './state-tag.tsx';

type Row = Item<'/api/v1/retention'>;
type Asked = { row: Row; what: 'hold' | 'release' | 'anonymise' };

/** What becomes of closed cases: how long each is kept, what is held for the law, what was made anonymous. */
export default function RetentionPage() {
  const t = useTexts(RETENTION_TEXTS);
  const queries = useQueryClient();
  const [asked, ask] = useState<Asked>();
  const list = usePages({
    key: ['retention'],
    page: async (at, signal) => (await api.GET('/api/v1/retention', { params: { query: { limit: 50, ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <Card className="admin-card">
      <p className="admin-note">{t.note}</p>
      <Rows rows={list.rows} loading={list.isPending} ask={ask} />
      <More of={list} />
      {asked && (
        <Decide
          asked={asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            ask(undefined);
            void queries.invalidateQueries({ queryKey: ['retention'] });
          }}
        />
      )}
    </Card>
  );
}

function Rows({ rows, loading, ask }: { rows: readonly Row[]; loading: boolean; ask: (asked: Asked) => void }) {
  const t = useTexts(RETENTION_TEXTS);
  const words = useWords(RETENTION_WORDS);
  const types = useWords(TYPE_WORDS);
  const { permissions } = useMe();
  const button = (row: Row, what: Asked['what']) => (
    <Button
      size="small"
      type="link"
      danger={what === 'anonymise'}
      onClick={() => ask({ row, what })}
      aria-label={`${t[what]}：${row.caseNo}`}
    >
      {t[what]}
    </Button>
  );
  return (
    <SmallTable
      rowKey="caseNo"
      loading={loading}
      rows={rows}
      width={760}
      none={t.none}
      columns={[
        { title: t.caseNo, key: 'caseNo', render: (row: Row) => <Link to={`/cases/${row.caseNo}`}>{row.caseNo}</Link> },
        { title: t.type, key: 'type', render: (row: Row) => types(row.type) },
        { title: t.closed, key: 'closed', render: (row: Row) => dayOf(row.closedAt) },
        {
          title: t.state,
          key: 'state',
          render: (row: Row) => <StateTag tone={row.state === 'held' ? 'soon' : 'plain'}>{words(row.state)}</StateTag>,
        },
        { title: t.on, key: 'on', render: (row: Row) => row.on ?? '—' },
        {
          title: '',
          key: 'act',
          render: (row: Row) => (
            <span className="tags">
              {permissions.includes('retention.hold') && row.removed === null && button(row, row.state === 'held' ? 'release' : 'hold')}
              {permissions.includes('retention.anonymise') && row.state === 'due' && button(row, 'anonymise')}
            </span>
          ),
        },
      ]}
    />
  );
}

function Decide({ asked: { row, what }, onClose, onDone }: { asked: Asked; onClose: () => void; onDone: () => void }) {
  const t = useTexts(RETENTION_TEXTS);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const params = { path: { caseNo: row.caseNo }, header: { 'Idempotency-Key': newKey() } };
  const send = async () => {
    if (what === 'anonymise') await api.POST('/api/v1/cases/{caseNo}/anonymise', { params, body: { reason } });
    else await api.POST('/api/v1/cases/{caseNo}/legal-hold', { params, body: { on: what === 'hold', reason } });
  };
  return (
    <Modal
      open
      title={`${t[what]}：${row.caseNo}`}
      okText={t[what]}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => void send().then(onDone, setProblem)}
      okButtonProps={{ disabled: !reason.trim(), danger: what === 'anonymise' }}
    >
      {what === 'anonymise' && <p>{t.sure}</p>}
      <label htmlFor="retention-reason">{t.reason}</label>
      <Input.TextArea id="retention-reason" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      <ProblemAlert problem={problem} />
    </Modal>
  );
}
