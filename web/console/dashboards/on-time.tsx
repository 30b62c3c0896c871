import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { DEADLINE_WORDS } from '../../words/figures.ts';
import { useWords } from '../../words/word.ts';
import { COLOURS } from '../theme.ts';
import { type Asked, type Cell, csvOf, itemsOf } from './asked.ts';
import { categoryAxis, OCHRE, QUIET, valueAxis } from './palette.ts';
import { Figure, Panel } from './panel.tsx';
import { summed } from './summed.ts';
import { TEXTS } from './texts.ts';

/** The dates by which each process is judged: the law's, and for hazards the ones set for the institution and for who verifies. */
const HEADLINES = ['answer', 'siteCheck', 'rectification', 'verification'];
const COLOURS_OF: Record<string, string> = {
  answer: COLOURS.red,
  siteCheck: COLOURS.link,
  rectification: OCHRE,
  verification: COLOURS.calm,
};

interface Row {
  key: string;
  label: string;
  month: string;
  deadline: string;
  division: string;
  total: number;
  onTime: number;
  late: number;
}

/** The dates by which processes are judged come first. */
const placeOf = (deadline: string): number => (HEADLINES.includes(deadline) ? HEADLINES.indexOf(deadline) : HEADLINES.length);

const rateOf = ({ onTime, total }: { onTime: number; total: number }): number => Math.round((onTime / Math.max(1, total)) * 1_000) / 10;

export const useOnTime = (asked: Asked) => $api.useQuery('get', '/api/v1/reports/onTime', { params: { query: asked } });

/** On-time rate by month, a line for each of the dates by which processes are judged. */
export function OnTimePanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(DEADLINE_WORDS);
  const query = useOnTime(asked);
  const rows = summed(itemsOf(query.data), ['month', 'deadline'], ['total', 'onTime', 'late'])
    .map((row) => ({
      ...row,
      label: words(row.deadline),
    }))
    .toSorted((a, b) => b.month.localeCompare(a.month) || placeOf(a.deadline) - placeOf(b.deadline));
  const months = [...new Set(rows.map((row) => row.month))].sort();
  const shown = HEADLINES.filter((name) => rows.some((row) => row.deadline === name));
  const find = (month: string | undefined, deadline: string | undefined) => rows.find((r) => r.month === month && r.deadline === deadline);
  const option = {
    ...QUIET,
    tooltip: { ...QUIET.tooltip, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value}%` : '—') },
    xAxis: categoryAxis(months),
    yAxis: valueAxis({ max: 100, axisLabel: { formatter: '{value}%', color: COLOURS.inkSoft } }),
    series: shown.map((deadline) => ({
      name: words(deadline),
      type: 'line',
      symbolSize: 8,
      color: COLOURS_OF[deadline],
      data: months.map((month) => {
        const row = find(month, deadline);
        return row ? rateOf(row) : null;
      }),
    })),
  };
  const behind = (row: Omit<Row, 'label' | 'division'>, figure: string, what: string): Cell => ({
    title: t.behind(`${row.month} ${words(row.deadline)} ${what}`),
    report: 'onTime',
    figure,
    columns: { month: row.month, deadline: row.deadline },
  });
  return (
    <Panel
      title={t.onTime}
      note={t.onTimeNote}
      csv={csvOf('onTime', asked)}
      query={query}
      label={t.chartOf(t.onTime)}
      option={option}
      onClick={({ seriesName, dataIndex }) => {
        const row = find(
          months[dataIndex],
          shown.find((name) => words(name) === seriesName),
        );
        if (row) open(row.late > 0 ? behind(row, 'late', t.late) : behind(row, 'total', t.total));
      }}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { title: t.month, dataIndex: 'month' },
        { title: t.deadline, dataIndex: 'label' },
        ...(['total', 'onTime', 'late'] as const).map((figure) => {
          const title = { total: t.total, onTime: t.inTime, late: t.late }[figure];
          return {
            title,
            key: figure,
            align: 'right' as const,
            render: (row: (typeof rows)[number]) => (
              <Figure value={row[figure]} label={title} onOpen={() => open(behind(row, figure, title))} />
            ),
          };
        }),
        { title: t.rate, key: 'rate', align: 'right', render: (row) => `${rateOf(row)}%` },
      ]}
    />
  );
}

/** On-time rate of each division, the lowest first. */
export function DivisionPanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const query = useOnTime(asked);
  const items = itemsOf(query.data).filter((row) => HEADLINES.includes(row.deadline));
  const rows = summed(items, ['division', 'divisionName'], ['total', 'onTime', 'late']).toSorted((a, b) => rateOf(a) - rateOf(b));
  const option = {
    ...QUIET,
    legend: { show: false },
    grid: { ...QUIET.grid, top: 8 },
    tooltip: { ...QUIET.tooltip, valueFormatter: (value: unknown) => `${value}%` },
    xAxis: valueAxis({ max: 100, axisLabel: { formatter: '{value}%', color: COLOURS.inkSoft } }),
    yAxis: { ...categoryAxis(rows.map((row) => row.divisionName)), inverse: true },
    series: [
      {
        name: t.rate,
        type: 'bar',
        barMaxWidth: 16,
        data: rows.map((row) => ({ value: rateOf(row), itemStyle: { color: rateOf(row) < 80 ? COLOURS.late : COLOURS.calm } })),
      },
    ],
  };
  const behind = (row: (typeof rows)[number], figure: string, what: string): Cell => ({
    title: t.behind(`${row.divisionName} ${what}`),
    report: 'onTime',
    figure,
    columns: { code: row.division, deadline: HEADLINES.join() },
  });
  return (
    <Panel
      title={t.byDivision}
      csv={csvOf('onTime', asked)}
      query={query}
      label={t.chartOf(t.byDivision)}
      option={option}
      height={Math.max(160, rows.length * 26 + 40)}
      onClick={({ dataIndex }) => {
        const row = rows[dataIndex];
        if (row) open(row.late > 0 ? behind(row, 'late', t.late) : behind(row, 'total', t.total));
      }}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { title: t.division, dataIndex: 'divisionName' },
        { title: t.total, dataIndex: 'total', align: 'right' },
        {
          title: t.late,
          key: 'late',
          align: 'right',
          render: (row) => <Figure value={row.late} label={t.late} onOpen={() => open(behind(row, 'late', t.late))} />,
        },
        { title: t.rate, key: 'rate', align: 'right', render: (row) => `${rateOf(row)}%` },
      ]}
    />
  );
}
