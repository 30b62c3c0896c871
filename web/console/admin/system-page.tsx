import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Input, Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer, Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import './admin.css';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { Wide } from '../parts/wide.tsx';
import { StateTag } from './state-tag.tsx';
import { SystemMessages } from './system-messages.tsx';
import { DRIFT_WORDS, TEXTS } from './texts.ts';

const REFRESH_MS = 10_000;

/** What an operator looks at: how the system is, where log and workflow engine disagree, and whether the trail holds. */
export default function SystemPage() {
  const t = useTexts(TEXTS);
  const [tab, setTab] = useState('health');
  return (
    <Tabs
      activeKey={tab}
      onChange={setTab}
      items={[
        { key: 'health', label: t.health, children: <Health showMessages={() => setTab('messages')} /> },
        { key: 'messages', label: t.messages, children: <SystemMessages /> },
        { key: 'drift', label: t.drift, children: <Drift /> },
        { key: 'audit', label: t.audit, children: <Audit /> },
      ]}
    />
  );
}

const toneOf = (status: string): 'calm' | 'soon' | 'late' => (status === 'ok' ? 'calm' : status === 'degraded' ? 'soon' : 'late');

function Health({ showMessages }: { showMessages: () => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(DRIFT_WORDS);
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/ops/health', {}, { refetchInterval: REFRESH_MS });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const checks = data.checks as Record<string, { status?: string; why?: string; outbox?: number; lagSeconds?: number } | undefined>;
  const item = (label: string, children: React.ReactNode) => ({ key: label, label, children });
  const state = (status = 'down', why = '') => (
    <>
      <StateTag tone={toneOf(status)}>{words(status)}</StateTag> {why}
    </>
  );
  return (
    <Card className="admin-card">
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={[
          item(t.status, state(data.status)),
          item(t.temporal, state(checks.temporal?.status, checks.temporal?.why)),
          item(t.database, `PostgreSQL ${data.database.version} · ${Math.round(data.database.bytes / 1_048_576)} MB`),
          item(t.relay, t.waiting(checks.relay?.outbox ?? 0, checks.relay?.lagSeconds ?? 0)),
          item(t.openCases, data.openCases),
          item(t.jobs, data.jobsRunning),
          item(
            t.messages,
            <Button type="link" size="small" className="in-text" onClick={showMessages}>
              {`${t.queued(data.messages.queued)} · ${t.failed(data.messages.failed)}`}
            </Button>,
          ),
          item(t.ledger, data.ledgerDay ?? '—'),
        ]}
      />
      <Wide label={t.workers}>
        <SmallTable
          rowKey="worker"
          rows={data.workers}
          columns={[
            { title: t.workers, dataIndex: 'worker' },
            { title: t.seen, key: 'at', render: (row: Worker) => dayAndTime(row.at) },
            { title: t.temporal, key: 'temporal', render: (row: Worker) => state(isThere(row) ? row.temporal : 'down') },
          ]}
        />
      </Wide>
    </Card>
  );
}

type Worker = Answer<'/api/v1/ops/health'>['workers'][number];
/** A worker that has not been heard of for so long has stopped, in ms. */
const SILENT_MS = 60_000;
const isThere = ({ at }: Worker): boolean => Date.now() - Date.parse(at) < SILENT_MS;

type DriftRow = Item<'/api/v1/ops/drift'>;
const DECISIONS = ['rebuild', 'terminate', 'dismiss'] as const;

function Drift() {
  const t = useTexts(TEXTS);
  const words = useWords(DRIFT_WORDS);
  const [all, setAll] = useState(false);
  const query = all ? {} : { state: 'open' as const };
  const { data, error, isPending, refetch } = $api.useQuery(
    'get',
    '/api/v1/ops/drift',
    { params: { query } },
    { refetchInterval: REFRESH_MS },
  );
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const last = data?.lastCheck;
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Segmented
          value={all ? 'all' : 'open'}
          onChange={(value) => setAll(value === 'all')}
          options={[
            { value: 'open', label: t.onlyOpen },
            { value: 'all', label: t.all },
          ]}
        />
        <span className="admin-note">{last ? t.lastCheck(dayAndTime(last.startedAt), last.cases) : t.neverChecked}</span>
      </div>
      <Wide label={t.workflow}>
        <SmallTable
          rowKey="id"
          loading={isPending}
          rows={data?.items ?? []}
          none={t.noDrift}
          columns={[
            { title: t.workflow, dataIndex: 'workflowId' },
            { title: t.kind, key: 'kind', render: (row: DriftRow) => words(row.kind) },
            { title: t.state, key: 'state', render: (row: DriftRow) => words(row.state) },
            { title: t.found, key: 'found', render: (row: DriftRow) => dayAndTime(row.foundAt) },
            { title: t.seen, key: 'seen', render: (row: DriftRow) => dayAndTime(row.seenAt) },
            { title: '', key: 'decide', render: (row: DriftRow) => <Decide row={row} onDecided={() => void refetch()} /> },
          ]}
        />
      </Wide>
    </Card>
  );
}

function Decide({ row, onDecided }: { row: DriftRow; onDecided: () => void }) {
  const t = useTexts(TEXTS);
  const mayAct = useMe().permissions.includes('operations.act');
  const [problem, setProblem] = useState<unknown>();
  if (row.decision) return <>{t.decided(t[row.decision], row.decidedBy ?? '')}</>;
  if (row.state !== 'open' || !mayAct) return null;
  const decide = (decision: (typeof DECISIONS)[number]) =>
    void api.POST('/api/v1/ops/drift/{id}/decision', { params: { path: { id: row.id } }, body: { decision } }).then(onDecided, setProblem);
  const offered = DECISIONS.filter((decision) => decision !== 'rebuild' || row.kind !== 'workflowWithoutCase');
  return (
    <>
      {offered.map((decision) => (
        <Button key={decision} size="small" type="link" onClick={() => decide(decision)}>
          {t[decision]}
        </Button>
      ))}
      <ProblemAlert problem={problem} />
    </>
  );
}

type Check = Item<'/api/v1/audit/verify'>;
interface Report {
  ok: boolean;
  cases: number;
  events: number;
  breaks: { caseNo?: string; day?: string; seq?: number; why: string }[];
}

function Audit() {
  const t = useTexts(TEXTS);
  const queries = useQueryClient();
  const [caseNo, setCaseNo] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const { data, error, isPending, refetch } = $api.useQuery(
    'get',
    '/api/v1/audit/verify',
    {},
    { refetchInterval: (query) => (query.state.data?.items.some((check) => check.state === 'running') ? 1_500 : false) },
  );
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const start = () => {
    setProblem(undefined);
    void api.POST('/api/v1/audit/verify', { body: caseNo ? { caseNo } : {} }).then(() => queries.invalidateQueries(), setProblem);
  };
  return (
    <Card className="admin-card">
      <p className="admin-note">{t.verifyNote}</p>
      <div className="admin-tools">
        <Input
          aria-label={t.caseNo}
          placeholder={t.oneOrWhole}
          value={caseNo}
          allowClear
          className="case-input"
          onChange={(event) => setCaseNo(event.target.value.trim())}
        />
        <Button type="primary" onClick={start}>
          {t.verify}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      <Wide label={t.result}>
        <SmallTable
          rowKey="jobId"
          loading={isPending}
          rows={data?.items ?? []}
          columns={[
            { title: t.at, key: 'at', render: (check: Check) => dayAndTime(check.startedAt) },
            { title: t.by, dataIndex: 'by' },
            { title: t.caseNo, key: 'caseNo', render: (check: Check) => check.caseNo ?? t.whole },
            { title: t.result, key: 'result', render: (check: Check) => <Found check={check} /> },
          ]}
        />
      </Wide>
    </Card>
  );
}

function Found({ check }: { check: Check }) {
  const t = useTexts(TEXTS);
  if (check.state === 'running') return <StateTag tone="soon">{t.running}</StateTag>;
  const report = check.result as Report | null;
  if (!report) return null;
  if (report.ok) return <StateTag tone="calm">{t.holds(report.cases, report.events)}</StateTag>;
  const lines = report.breaks.slice(0, 10).map(({ caseNo, day, seq, why }) => (
    <div key={`${caseNo}/${day}/${seq}`}>
      {caseNo ?? day} {seq === undefined ? '' : `#${seq}`}：{why}
    </div>
  ));
  return <Alert type="error" showIcon title={t.broken(report.breaks.length)} description={lines} />;
}
