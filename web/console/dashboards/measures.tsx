import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { COLOURS } from '../theme.ts';
import { type Asked, type Cell, csvOf, itemsOf } from './asked.ts';
import { AMBER, categoryAxis, MEASURE_COLOURS, QUIET, valueAxis } from './palette.ts';
import { Figure, Panel } from './panel.tsx';
import { summed } from './summed.ts';
import { TEXTS } from './texts.ts';

interface Props {
  asked: Asked;
  open: (cell: Cell) => void;
}

const FIGURES = ['items', 'removed'] as const;

/** Hazards found, and how many of them are gone: by kind in the chart, by kind and severity in the table. */
export function HazardPanel({ asked, open }: Props) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/hazards', { params: { query: asked } });
  const rows = itemsOf(query.data);
  const kinds = summed(rows, ['kind'], FIGURES).toSorted((a, b) => b.items - a.items);
  const colours = { items: AMBER, removed: COLOURS.calm };
  const option = {
    ...QUIET,
    xAxis: valueAxis(),
    yAxis: { ...categoryAxis(kinds.map(({ kind }) => words(kind))), inverse: true },
    series: FIGURES.map((figure) => ({
      name: t[figure],
      type: 'bar',
      barMaxWidth: 12,
      color: colours[figure],
      data: kinds.map((row) => row[figure]),
    })),
  };
  const behind = (figure: (typeof FIGURES)[number], columns: { kind: string; severity?: string }): Cell => ({
    title: t.behind(`${Object.values(columns).map(words).join(' ')} ${t[figure]}`),
    report: 'hazards',
    figure,
    columns,
  });
  return (
    <Panel
      title={t.hazards}
      note={t.hazardsNote}
      csv={csvOf('hazards', asked)}
      query={query}
      label={t.chartOf(t.hazards)}
      option={option}
      height={Math.max(160, kinds.length * 40 + 50)}
      onClick={({ seriesName, dataIndex }) => {
        const [row, figure] = [kinds[dataIndex], FIGURES.find((name) => t[name] === seriesName)];
        if (row && figure) open(behind(figure, { kind: row.kind }));
      }}
      rows={rows}
      rowKey={(row) => `${row.kind}/${row.severity}`}
      columns={[
        { title: t.kind, key: 'kind', render: (row) => words(row.kind) },
        { title: t.severity, key: 'severity', render: (row) => words(row.severity) },
        ...FIGURES.map((figure) => ({
          title: t[figure],
          key: figure,
          align: 'right' as const,
          render: (row: (typeof rows)[number]) => (
            <Figure
              value={row[figure]}
              label={`${words(row.kind)} ${words(row.severity)} ${t[figure]}`}
              onOpen={() => open(behind(figure, { kind: row.kind, severity: row.severity }))}
            />
          ),
        })),
        { title: t.removedRate, key: 'removedRate', align: 'right', render: (row) => `${row.removedRate}%` },
      ]}
    />
  );
}

/** What was ordered against institutions, month by month. */
export function EnforcementPanel({ asked, open }: Props) {
  const t = useTexts(TEXTS);
  const words = useWords(ACTION_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/enforcement', { params: { query: asked } });
  const rows = itemsOf(query.data).toSorted((a, b) => b.month.localeCompare(a.month));
  const months = [...new Set(rows.map((row) => row.month))].sort();
  const measures = Object.keys(MEASURE_COLOURS).filter((measure) => rows.some((row) => row.measure === measure));
  const count = new Map(rows.map((row) => [`${row.month}/${row.measure}`, row.times]));
  const option = {
    ...QUIET,
    xAxis: categoryAxis(months),
    yAxis: valueAxis(),
    series: measures.map((measure) => ({
      name: words(measure),
      type: 'bar',
      stack: 'measures',
      barMaxWidth: 36,
      color: MEASURE_COLOURS[measure],
      data: months.map((month) => count.get(`${month}/${measure}`) ?? 0),
    })),
  };
  const behind = (month: string, measure: string): Cell => ({
    title: t.behind(`${month} ${words(measure)}`),
    report: 'enforcement',
    figure: 'times',
    columns: { month, measure },
  });
  return (
    <Panel
      title={t.enforcement}
      note={t.enforcementNote}
      csv={csvOf('enforcement', asked)}
      query={query}
      label={t.chartOf(t.enforcement)}
      option={option}
      onClick={({ seriesName, dataIndex }) => {
        const [month, measure] = [months[dataIndex], measures.find((name) => words(name) === seriesName)];
        if (month && measure) open(behind(month, measure));
      }}
      rows={rows}
      rowKey={(row) => `${row.month}/${row.measure}`}
      columns={[
        { title: t.month, dataIndex: 'month' },
        { title: t.measure, key: 'measure', render: (row) => words(row.measure) },
        {
          title: t.times,
          key: 'times',
          align: 'right',
          render: (row) => <Figure value={row.times} label={words(row.measure)} onOpen={() => open(behind(row.month, row.measure))} />,
        },
        { title: t.caseCount, dataIndex: 'caseCount', align: 'right' },
      ]}
    />
  );
}
