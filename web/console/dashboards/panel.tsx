import { BarChartOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Card, Segmented, Table, type TableColumnsType } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { Failure, Loading } from '../shell/states.tsx';
import type { Clicked } from './chart.tsx';

const Chart = lazy(() => import('./chart.tsx'));

const TEXTS = texts(
  { chart: '图', table: '表', asCsv: '导出 CSV', none: '这段时间没有数据' },
  { chart: 'Chart', table: 'Table', asCsv: 'Export as CSV', none: 'Nothing in this time' },
);

/** A figure as something that can be opened; as a button it is reached by keyboard too. */
export function Figure({ value, unit = '', onOpen, label }: { value: number | string; unit?: string; onOpen: () => void; label: string }) {
  if (value === 0) return <span className="figure nothing">0{unit}</span>;
  return (
    <Button type="link" size="small" className="figure figure-open" onClick={onOpen} aria-label={`${label}：${value}${unit}`}>
      {value}
      {unit}
    </Button>
  );
}

interface PanelProps<T extends object> {
  title: string;
  /** What the figures are, in a sentence. */
  note?: string;
  csv: string;
  query: { error: unknown; isPending: boolean; refetch: () => unknown };
  /** Says of what the chart is a picture. */
  label: string;
  option?: Record<string, unknown>;
  height?: number;
  onClick?: (clicked: Clicked) => void;
  rows: readonly T[];
  columns: TableColumnsType<T>;
  rowKey: (row: T) => string;
  extra?: ReactNode;
}

/** One report: its chart, the same figures as a table, and the table as a file. */
export function Panel<T extends object>({ title, note, csv, query, option, extra, rows, ...rest }: PanelProps<T>) {
  const t = useTexts(TEXTS);
  const [asTable, setAsTable] = useState(option === undefined);
  const forms = [
    { value: 'chart', label: t.chart, icon: <BarChartOutlined /> },
    { value: 'table', label: t.table, icon: <TableOutlined /> },
  ];
  const tools = (
    <span className="panel-tools">
      {extra}
      {option && (
        <Segmented size="small" value={asTable ? 'table' : 'chart'} options={forms} onChange={(value) => setAsTable(value === 'table')} />
      )}
      <Button size="small" icon={<DownloadOutlined />} href={csv} download aria-label={`${title}：${t.asCsv}`} title={t.asCsv} />
    </span>
  );
  return (
    <Card size="small" className="report-panel" title={<h2>{title}</h2>} extra={tools}>
      {note && <p className="panel-note">{note}</p>}
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <p className="nothing">{t.none}</p>
      ) : (
        <Content asTable={asTable} option={option} rows={rows} {...rest} />
      )}
    </Card>
  );
}

function Content<T extends object>({
  asTable,
  option,
  label,
  height = 280,
  onClick,
  rows,
  columns,
  rowKey,
}: Pick<PanelProps<T>, 'option' | 'label' | 'height' | 'onClick' | 'rows' | 'columns' | 'rowKey'> & { asTable: boolean }) {
  if (option && !asTable)
    return (
      <Suspense fallback={<Loading />}>
        <Chart option={option} height={height} label={label} {...(onClick ? { onClick } : {})} />
      </Suspense>
    );
  return (
    <Table
      size="small"
      rowKey={rowKey}
      dataSource={rows}
      columns={columns}
      pagination={rows.length > 10 ? { pageSize: 10, showSizeChanger: false, size: 'small' } : false}
      scroll={{ x: 'max-content' }}
      aria-label={label}
    />
  );
}
