import { $api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { STAGE_WORDS, STAGES, TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { COLOURS } from '../theme.ts';
import { type Asked, type Cell, csvOf, itemsOf } from './asked.ts';
import { AMBER, categoryAxis, QUIET, TYPE_COLOURS, valueAxis } from './palette.ts';
import { Figure, Panel } from './panel.tsx';
import { TEXTS } from './texts.ts';

/** How long cases stayed in each stage. */
export function DwellPanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const types = useWords(TYPE_WORDS);
  const stages = useWords(STAGE_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/dwell', { params: { query: asked } });
  const placeOf = ({ type, stage }: { type: string; stage: string }) => STAGES[type]?.indexOf(stage) ?? 0;
  const rows = itemsOf(query.data).toSorted((a, b) => a.type.localeCompare(b.type) || placeOf(a) - placeOf(b));
  const nameOf = ({ type, stage }: { type: string; stage: string }) => `${types(type)} · ${stages(stage)}`;
  const bar = (name: string, color: string, data: number[]) => ({ name, type: 'bar', barMaxWidth: 12, color, data });
  const option = {
    ...QUIET,
    xAxis: valueAxis(),
    yAxis: { ...categoryAxis(rows.map(nameOf)), inverse: true },
    series: [
      bar(
        t.median,
        COLOURS.calm,
        rows.map((row) => row.median),
      ),
      bar(
        t.p90,
        AMBER,
        rows.map((row) => row.p90),
      ),
    ],
  };
  const behind = (row: (typeof rows)[number]): Cell => ({
    title: t.behind(nameOf(row)),
    report: 'dwell',
    figure: 'visits',
    columns: { type: row.type, stage: row.stage },
  });
  return (
    <Panel
      title={t.dwell}
      note={t.dwellNote}
      csv={csvOf('dwell', asked)}
      query={query}
      label={t.chartOf(t.dwell)}
      option={option}
      height={Math.max(200, rows.length * 34 + 50)}
      onClick={({ dataIndex }) => {
        const row = rows[dataIndex];
        if (row) open(behind(row));
      }}
      rows={rows}
      rowKey={(row) => `${row.type}/${row.stage}`}
      columns={[
        { title: t.stage, key: 'stage', render: nameOf },
        {
          title: t.visits,
          key: 'visits',
          align: 'right',
          render: (row) => <Figure value={row.visits} label={nameOf(row)} onOpen={() => open(behind(row))} />,
        },
        { title: t.median, dataIndex: 'median', align: 'right' },
        { title: t.p90, dataIndex: 'p90', align: 'right' },
        { title: t.longest, dataIndex: 'longest', align: 'right' },
      ]}
    />
  );
}

/** Cases open at the end of each day. */
export function BacklogPanel({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(TYPE_WORDS);
  const query = $api.useQuery('get', '/api/v1/reports/backlog', { params: { query: asked } });
  const rows = itemsOf(query.data);
  const days = [...new Set(rows.map((row) => row.day))];
  const types = [...new Set(rows.map((row) => row.type))];
  const openOn = new Map(rows.map((row) => [`${row.day}/${row.type}`, row.open]));
  const option = {
    ...QUIET,
    xAxis: { ...categoryAxis(days), boundaryGap: false },
    yAxis: valueAxis(),
    series: types.map((type) => ({
      name: words(type),
      type: 'line',
      stack: 'open',
      symbol: 'circle',
      symbolSize: days.length > 60 ? 3 : 6,
      lineStyle: { width: 1 },
      areaStyle: { opacity: 0.25 },
      color: TYPE_COLOURS[type],
      data: days.map((day) => openOn.get(`${day}/${type}`) ?? 0),
    })),
  };
  const behind = (day: string, type: string, figure: 'open' | 'opened' | 'closed'): Cell => ({
    title: t.behind(`${day} ${words(type)} ${t[figure]}`),
    report: 'backlog',
    figure,
    columns: { day, type },
  });
  return (
    <Panel
      title={t.backlog}
      note={t.backlogNote}
      csv={csvOf('backlog', asked)}
      query={query}
      label={t.chartOf(t.backlog)}
      option={option}
      onClick={({ seriesName, dataIndex }) => {
        const [day, type] = [days[dataIndex], types.find((name) => words(name) === seriesName)];
        if (day && type) open(behind(day, type, 'open'));
      }}
      rows={rows.toReversed()}
      rowKey={(row) => `${row.day}/${row.type}`}
      columns={[
        { title: t.day, dataIndex: 'day' },
        { title: t.type, key: 'type', render: (row) => words(row.type) },
        ...(['opened', 'closed', 'open'] as const).map((figure) => ({
          title: t[figure],
          key: figure,
          align: 'right' as const,
          render: (row: (typeof rows)[number]) => (
            <Figure value={row[figure]} label={t[figure]} onOpen={() => open(behind(row.day, row.type, figure))} />
          ),
        })),
      ]}
    />
  );
}
