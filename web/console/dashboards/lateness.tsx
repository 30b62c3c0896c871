import { Link } from 'react-router';
import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { RUNG_WORDS } from '../../words/figures.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { COLOURS } from '../theme.ts';
import { type Asked, type Cell, csvOf, itemsOf } from './asked.ts';
import { AMBER, categoryAxis, QUIET, RUNG_COLOURS, valueAxis } from './palette.ts';
import { Figure, Panel } from './panel.tsx';
import { summed } from './summed.ts';
import { TEXTS } from './texts.ts';

const RUNGS = ['remind', 'overdue', 'urge', 'circulate', 'supervise', 'propose', 'refer'];

/** What the ladder did, month by month. */
export function LadderPanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(RUNG_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/ladder', { params: { query: asked } });
  const rows = summed(itemsOf(query.data), ['month', 'rung'], ['rungs', 'caseCount']).toSorted(
    (a, b) => b.month.localeCompare(a.month) || RUNGS.indexOf(a.rung) - RUNGS.indexOf(b.rung),
  );
  const months = [...new Set(rows.map((row) => row.month))].sort();
  const rungs = RUNGS.filter((rung) => rows.some((row) => row.rung === rung));
  const count = new Map(rows.map((row) => [`${row.month}/${row.rung}`, row.rungs]));
  const option = {
    ...QUIET,
    xAxis: categoryAxis(months),
    yAxis: valueAxis(),
    series: rungs.map((rung) => ({
      name: words(rung),
      type: 'bar',
      stack: 'rungs',
      barMaxWidth: 36,
      color: RUNG_COLOURS[rung],
      data: months.map((month) => count.get(`${month}/${rung}`) ?? 0),
    })),
  };
  const behind = (month: string, rung: string): Cell => ({
    title: t.behind(`${month} ${words(rung)}`),
    report: 'ladder',
    figure: 'rungs',
    columns: { month, rung },
  });
  return (
    <Panel
      title={t.ladder}
      note={t.ladderNote}
      csv={csvOf('ladder', asked)}
      query={query}
      label={t.chartOf(t.ladder)}
      option={option}
      onClick={({ seriesName, dataIndex }) => {
        const [month, rung] = [months[dataIndex], rungs.find((name) => words(name) === seriesName)];
        if (month && rung) open(behind(month, rung));
      }}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { title: t.month, dataIndex: 'month' },
        { title: t.rung, key: 'rung', render: (row) => words(row.rung) },
        {
          title: t.times,
          key: 'rungs',
          align: 'right',
          render: (row) => <Figure value={row.rungs} label={words(row.rung)} onOpen={() => open(behind(row.month, row.rung))} />,
        },
      ]}
    />
  );
}

/** Hazards that came back, the institutions with most of them first. */
export function RecurrencePanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/recurrences', { params: { query: asked } });
  const rows = itemsOf(query.data).toSorted((a, b) => b.repeated + b.relapsed - a.repeated - a.relapsed);
  type Row = (typeof rows)[number];
  const figure = (name: 'items' | 'repeated' | 'relapsed') => ({
    title: t[name],
    key: name,
    align: 'right' as const,
    render: (row: Row) => (
      <Figure
        value={row[name]}
        label={`${row.name} ${t[name]}`}
        onOpen={() =>
          open({
            title: t.behind(`${row.name} ${words(row.kind)} ${t[name]}`),
            report: 'recurrences',
            figure: name,
            columns: { institution: row.institution, name: row.name, kind: row.kind },
          })
        }
      />
    ),
  });
  return (
    <Panel
      title={t.recurrences}
      note={t.recurrencesNote}
      csv={csvOf('recurrences', asked)}
      query={query}
      label={t.recurrences}
      rows={rows}
      rowKey={(row) => `${row.institution}/${row.name}/${row.kind}`}
      columns={[
        {
          title: t.institution,
          key: 'name',
          render: (row) => (row.institution ? <Link to={`/institutions/${row.institution}`}>{row.name}</Link> : row.name),
        },
        { title: t.kind, key: 'kind', render: (row) => words(row.kind) },
        figure('items'),
        figure('repeated'),
        figure('relapsed'),
      ]}
    />
  );
}

/** What everybody has in hand. */
export function LoadPanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const query = $api.useQuery('get', '/api/v1/reports/load', { params: { query: asked } });
  const rows = itemsOf(query.data).toSorted((a, b) => b.open - a.open);
  type Row = (typeof rows)[number];
  const nameOf = (row: Row) => row.name || t.nobody;
  const FIGURES = ['open', 'overdue', 'stalled'] as const;
  const colours = { open: COLOURS.link, overdue: COLOURS.late, stalled: AMBER };
  const option = {
    ...QUIET,
    xAxis: valueAxis(),
    yAxis: { ...categoryAxis(rows.map(nameOf)), inverse: true },
    series: FIGURES.map((figure) => ({
      name: t[figure],
      type: 'bar',
      barMaxWidth: 12,
      color: colours[figure],
      data: rows.map((row) => row[figure]),
    })),
  };
  const behind = (row: Row, figure: (typeof FIGURES)[number]): Cell => ({
    title: t.behind(`${nameOf(row)} ${t[figure]}`),
    report: 'load',
    figure,
    columns: { officer: row.officer },
  });
  return (
    <Panel
      title={t.load}
      note={t.loadNote}
      csv={csvOf('load', asked)}
      query={query}
      label={t.chartOf(t.load)}
      option={option}
      height={Math.max(160, rows.length * 52 + 50)}
      onClick={({ seriesName, dataIndex }) => {
        const [row, figure] = [rows[dataIndex], FIGURES.find((name) => t[name] === seriesName)];
        if (row && figure) open(behind(row, figure));
      }}
      rows={rows}
      rowKey={(row) => row.officer}
      columns={[
        { title: t.officer, key: 'name', render: nameOf },
        ...FIGURES.map((figure) => ({
          title: t[figure],
          key: figure,
          align: 'right' as const,
          render: (row: Row) => (
            <Figure value={row[figure]} label={`${nameOf(row)} ${t[figure]}`} onOpen={() => open(behind(row, figure))} />
          ),
        })),
      ]}
    />
  );
}
