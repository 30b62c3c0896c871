import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Table } from 'antd';
import { useTexts } from '../../../shared/texts.ts';
import { refusalIn } from '../../../words/refusals.ts';
import { csvAddress } from './csv.ts';
import type { Kind, Report } from './send.ts';
import { IMPORT_TEXTS } from './texts.ts';

type Left = Report['notTaken'][number];

/** What became of the rows of a file, and of each that was not taken why. */
export function ImportReport({ kind, report }: { kind: Kind; report: Report }) {
  const t = useTexts(IMPORT_TEXTS);
  const { rows, taken, alreadyThere, duplicates, notTaken, unmatchedInstitutions } = report;
  const item = (label: string, value: number) => ({ key: label, label, children: <strong className="figure">{value}</strong> });
  return (
    <section className="import-report" aria-label={t.result}>
      <Alert
        type={notTaken.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={notTaken.length > 0 ? t.left(notTaken.length) : t.all}
      />
      <Descriptions
        size="small"
        column={{ xs: 2, sm: 3 }}
        items={[
          item(t.rows, rows),
          item(t.taken, taken),
          item(t.alreadyThere, alreadyThere),
          item(t.duplicates, duplicates),
          item(t.notTakenCount, notTaken.length),
          ...(kind === 'complaints' ? [item(t.unmatched, unmatchedInstitutions)] : []),
        ]}
      />
      {notTaken.length > 0 && <NotTaken rows={notTaken} />}
    </section>
  );
}

function NotTaken({ rows }: { rows: Left[] }) {
  const t = useTexts(IMPORT_TEXTS);
  const lines = rows.map(({ line, reason }) => [String(line), refusalIn(reason)]);
  return (
    <>
      <Table
        size="small"
        rowKey="line"
        dataSource={rows}
        pagination={rows.length > 10 ? { pageSize: 10, showSizeChanger: false, size: 'small' } : false}
        columns={[
          { title: t.line, dataIndex: 'line', width: 72, align: 'right' },
          { title: t.reason, key: 'reason', render: ({ reason }: Left) => refusalIn(reason) },
        ]}
      />
      <Button size="small" icon={<DownloadOutlined />} href={csvAddress([[t.line, t.reason], ...lines])} download="not-taken.csv">
        {t.saveRows}
      </Button>
    </>
  );
}
