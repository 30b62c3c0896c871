import { Alert, Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { Facts } from '../parts/facts.tsx';
import { More } from '../parts/more.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Failure } from '../shell/states.tsx';
import { KIND_FIELDS } from './fields.ts';
import { Figures } from './figures.tsx';
import { Issue } from './issue.tsx';
import { UPWARD_TEXTS } from './texts.ts';
import '../registers/registers.css';

type Report = Item<'/api/v1/upward-reports'>;

/** What was reported to the authority above, and what is still to be. */
export default function UpwardReportsPage() {
  const t = useTexts(UPWARD_TEXTS);
  const [shown, show] = useState<Report>();
  const list = usePages({
    key: ['upward-reports'],
    page: async (at, signal) => (await api.GET('/api/v1/upward-reports', { params: { query: { limit: 50, ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <p className="panel-note">{t.note}</p>
      <Owed />
      <div className="register-tools">
        <Issue />
      </div>
      <SmallTable
        rowKey="id"
        loading={list.isPending}
        rows={list.rows}
        width={760}
        none={t.none}
        columns={[
          { title: t.kind, key: 'kind', render: ({ kind }: Report) => t.kinds[kind] },
          {
            title: t.days,
            key: 'days',
            render: ({ from, to }: Report) => <span className="nowrap">{from === to ? from : `${from} — ${to}`}</span>,
          },
          { title: t.at, key: 'at', render: ({ at }: Report) => <span className="nowrap">{dayAndTime(at)}</span> },
          { title: t.by, key: 'by', render: ({ by }: Report) => by?.name },
          {
            title: '',
            key: 'look',
            render: (report: Report) => (
              <Button
                type="link"
                size="small"
                aria-label={`${t.look}：${t.kinds[report.kind]} ${report.from}`}
                onClick={() => show(report)}
              >
                {t.look}
              </Button>
            ),
          },
        ]}
      />
      <More of={list} />
      {shown && <Shown report={shown} close={() => show(undefined)} />}
    </>
  );
}

/** The periods that nobody has reported on yet. */
function Owed() {
  const t = useTexts(UPWARD_TEXTS);
  const { data } = $api.useQuery('get', '/api/v1/upward-reports/owed', {});
  if (!data || data.items.length === 0) return null;
  const lines = data.items.map(({ kind, from, to, dueOn, late }) => (
    <div key={`${kind} ${from}`}>
      {t.owedOf(t.kinds[kind], from, to)}
      {dueOn && t.dueOn(dueOn)}
      {late && t.late}
    </div>
  ));
  return <Alert type="warning" showIcon className="problem" title={t.owed} description={lines} />;
}

function Shown({ report, close }: { report: Report; close: () => void }) {
  const t = useTexts(UPWARD_TEXTS);
  const wide = Grid.useBreakpoint().md ?? true;
  const { kind, sentTo, texts, caseNo } = report;
  const said = KIND_FIELDS[kind].flatMap(({ name }) => (name in texts ? [[name, texts[name]]] : []));
  return (
    <Drawer open onClose={close} size={wide ? 640 : '100%'} title={t.kinds[kind]}>
      <Facts data={{ sentTo, ...Object.fromEntries(said) }} />
      {caseNo && (
        <p>
          {t.caseNo} <Link to={`/cases/${caseNo}`}>{caseNo}</Link>
        </p>
      )}
      <Figures of={report} />
    </Drawer>
  );
}
