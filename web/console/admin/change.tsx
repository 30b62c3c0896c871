import { Alert, Button, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { lastDay } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { DEADLINE_WORDS } from '../../words/figures.ts';
import { useWords } from '../../words/word.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { CHANGE_FIELDS, TEXTS } from './texts.ts';

type Part = Answer<'/api/v1/policies/preview', 'post'>;
type Shift = Part['items'][number];

interface Foreseen {
  items: Shift[];
  looked: number;
  done: boolean;
}

/** How a change of the law is asked about and put in force. Each is thrown a `Problem` by the server when a field is wrong. */
export interface Change {
  preview(cursor: string | undefined): Promise<Part | undefined>;
  apply(): Promise<{ jobId: string } | undefined>;
}

/** Shows whose dates a change would move, part by part, and puts it in force when it was looked at. */
export function ChangeSteps({ change, disabled = false, onApplied }: { change: Change; disabled?: boolean; onApplied: () => void }) {
  const t = useTexts(TEXTS);
  const fields = useWords(CHANGE_FIELDS);
  const [foreseen, setForeseen] = useState<Foreseen>();
  const [problem, setProblem] = useState<unknown>();
  const [jobId, setJobId] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work()
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  const preview = () =>
    attempt(async () => {
      let so: Foreseen = { items: [], looked: 0, done: false };
      for (let cursor: string | undefined; !so.done; ) {
        const part = await change.preview(cursor);
        cursor = part?.nextCursor ?? undefined;
        so = { items: [...so.items, ...(part?.items ?? [])], looked: so.looked + (part?.looked ?? 0), done: cursor === undefined };
        setForeseen(so);
      }
    });
  const apply = () =>
    attempt(async () => {
      const started = await change.apply();
      setJobId(started?.jobId);
      onApplied();
    });
  return (
    <div className="change">
      <div className="change-steps">
        <Button type="primary" onClick={() => void preview()} loading={busy} disabled={disabled}>
          {t.preview}
        </Button>
        <Popconfirm title={t.applySure} okText={t.apply} onConfirm={() => void apply()} disabled={!foreseen?.done || disabled}>
          <Button danger disabled={!foreseen?.done || disabled || busy}>
            {t.apply}
          </Button>
        </Popconfirm>
      </div>
      <ProblemAlert problem={problem} called={fields} />
      {jobId && <Progress jobId={jobId} />}
      {foreseen && <Shifts foreseen={foreseen} />}
    </div>
  );
}

function Progress({ jobId }: { jobId: string }) {
  const t = useTexts(TEXTS);
  const { data } = $api.useQuery(
    'get',
    '/api/v1/jobs/{jobId}',
    { params: { path: { jobId } } },
    { refetchInterval: (query) => (query.state.data?.state === 'finished' ? false : 1_500) },
  );
  const finished = data?.state === 'finished';
  return <Alert type={finished ? 'success' : 'info'} showIcon role="status" title={finished ? t.done(data.done) : t.applied} />;
}

function Shifts({ foreseen: { items, looked } }: { foreseen: Foreseen }) {
  const t = useTexts(TEXTS);
  const words = useWords(DEADLINE_WORDS);
  const moved = items.filter((shift) => shift.days !== 0);
  const cases = new Set(moved.map((shift) => shift.caseNo)).size;
  const stay = items.length - moved.length;
  return (
    <>
      <p role="status" className="change-sum">
        {t.looked(looked)}；{moved.length === 0 ? t.nothingMoves : t.moved(moved.length, cases)}
        {stay > 0 && `；${t.stay(stay)}`}
      </p>
      {items.length > 0 && (
        <Table
          size="small"
          rowKey={(shift: Shift) => `${shift.caseNo}/${shift.deadline}`}
          dataSource={items}
          pagination={{ pageSize: 10, showSizeChanger: false, size: 'small' }}
          scroll={{ x: 600 }}
          columns={[
            { title: t.caseNo, dataIndex: 'caseNo' },
            { title: t.deadline, key: 'name', render: (shift: Shift) => words(shift.name) },
            { title: t.from, key: 'from', render: (shift: Shift) => lastDay(shift.from) },
            { title: t.to, key: 'to', render: (shift: Shift) => lastDay(shift.to) },
            { title: t.shift, key: 'days', render: (shift: Shift) => t.days(shift.days) },
          ]}
        />
      )}
    </>
  );
}
