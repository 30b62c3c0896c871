import { Card, Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { type Cell, itemsOf } from '../dashboards/asked.ts';
import { CasesDrawer } from '../dashboards/cases-drawer.tsx';
import '../dashboards/dashboards.css';
import { Figure } from '../dashboards/panel.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { Failure, Loading } from '../shell/states.tsx';
import './registers.css';
import { TEXTS } from './texts.ts';

const Chart = lazy(() => import('../dashboards/chart.tsx'));

type Part = Item<'/api/v1/reports/divisions'>;
type Measure = 'open' | 'institutions';

/** From calm to late; white text stands on the dark ones. */
const SHADES = ['#4f7263', '#876620', '#96521b', '#a03d18', '#8f1d21'];
const shadeOf = ({ open, overdue }: Part): string | undefined =>
  SHADES[open === 0 ? 0 : Math.min(SHADES.length - 1, Math.ceil((overdue / open) * (SHADES.length - 1)))];

/** The division by counts, as areas that need no map from outside. */
export default function MapPage() {
  const t = useTexts(TEXTS);
  const [measure, setMeasure] = useState<Measure>('open');
  const [cell, setCell] = useState<Cell>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/reports/divisions', {});
  const asked = useMemo(() => ({ from: dayOf(Date.now()), to: dayOf(Date.now()) }), []);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const parts = itemsOf(data);
  const openCases = (part: Part, figure: keyof Part['cases'], what: string) =>
    setCell({ title: t.behind(`${part.name} ${what}`), report: 'divisions', figure, columns: { code: part.code } });
  const option = {
    tooltip: { confine: true, formatter: tip(parts, t) },
    series: [
      {
        type: 'treemap',
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        itemStyle: { borderColor: '#fff', borderWidth: 2, gapWidth: 2 },
        label: { color: '#fff', fontSize: 13, lineHeight: 19 },
        data: parts
          .filter((part) => part[measure] > 0)
          .map((part) => ({
            name: part.name,
            value: part[measure],
            itemStyle: { color: shadeOf(part) },
            label: { formatter: `${part.name}\n${part[measure]}${part.overdue > 0 ? ` · ${t.overdue} ${part.overdue}` : ''}` },
          })),
      },
    ],
  };
  return (
    <Card
      className="register-card"
      title={<h2 className="register-subtitle">{t.map}</h2>}
      extra={
        <Segmented
          aria-label={t.size}
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'open' as const, label: t.byCases },
            { value: 'institutions' as const, label: t.byInstitutions },
          ]}
        />
      }
    >
      {isPending ? (
        <Loading />
      ) : (
        <Suspense fallback={<Loading />}>
          <Chart
            option={option}
            height={360}
            label={t.mapLabel}
            onClick={({ name }) => {
              const part = parts.find((each) => each.name === name);
              if (part && part.open > 0) openCases(part, 'open', t.open);
            }}
          />
        </Suspense>
      )}
      <p className="panel-note">{t.mapNote}</p>
      <Parts parts={parts} open={openCases} />
      <p className="panel-note">
        {t.coverageNote} <a href="/api/v1/reports/coverage?format=csv">{t.coverageList}</a>
      </p>
      <CasesDrawer cell={cell} asked={asked} onClose={() => setCell(undefined)} />
    </Card>
  );
}

const tip = (parts: readonly Part[], t: { open: string; overdue: string; institutions: string; unfiled: string }) => (at: unknown) => {
  const name = (at as { name?: string }).name ?? '';
  const part = parts.find((each) => each.name === name);
  if (!part) return name;
  return [
    name,
    `${t.open} ${part.open}，${t.overdue} ${part.overdue}`,
    `${t.institutions} ${part.institutions}，${t.unfiled} ${part.unfiled}`,
  ].join('<br>');
};

/** How many of those that operate had somebody on the spot within a year, and their share. */
const checkedOf = ({ checked, operating, checkedRate }: Part) => (checkedRate === null ? '—' : `${checked}/${operating} · ${checkedRate}%`);

function Parts({ parts, open }: { parts: readonly Part[]; open: (part: Part, figure: keyof Part['cases'], what: string) => void }) {
  const t = useTexts(TEXTS);
  const figure = (name: keyof Part['cases'], title: string) => ({
    title,
    key: name,
    align: 'right' as const,
    sorter: (a: Part, b: Part) => a[name] - b[name],
    render: (part: Part) => <Figure value={part[name]} label={`${part.name} ${title}`} onOpen={() => open(part, name, title)} />,
  });
  const linked = (part: Part, value: number, filter = '') =>
    value === 0 ? 0 : <Link to={`/institutions?division=${part.code}${filter}`}>{value}</Link>;
  return (
    <SmallTable
      rowKey="code"
      rows={parts}
      width={760}
      columns={[
        { title: t.division, dataIndex: 'name' },
        { title: t.institutions, key: 'institutions', align: 'right', render: (part: Part) => linked(part, part.institutions) },
        { title: t.unfiled, key: 'unfiled', align: 'right', render: (part: Part) => linked(part, part.unfiled, '&filingStatus=unfiled') },
        { title: t.beds, dataIndex: 'beds', align: 'right' },
        { title: t.checked, key: 'checked', align: 'right', render: checkedOf },
        figure('open', t.open),
        figure('overdue', t.overdue),
        figure('complaints', t.complaintsOpen),
        figure('rectifications', t.rectifications),
      ]}
    />
  );
}
