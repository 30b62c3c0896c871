import { FileExcelOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { $api } from '../../api/client.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { type Asked, type CaseType, type Cell, itemsOf } from './asked.ts';
import { CasesDrawer } from './cases-drawer.tsx';
import './dashboards.css';
import { BacklogPanel, DwellPanel } from './flow.tsx';
import { LadderPanel, LoadPanel, RecurrencePanel } from './lateness.tsx';
import { EnforcementPanel, HazardPanel } from './measures.tsx';
import { DivisionPanel, OnTimePanel, useOnTime } from './on-time.tsx';
import { TEXTS } from './texts.ts';

const TYPES = ['complaint', 'rectification', 'filingCheck'] as const satisfies readonly CaseType[];
const SPANS = [3, 6, 12];
/** The dates that the law itself sets. */
const LAWS = ['answer', 'siteCheck'];
const DAY_MS = 86_400_000;
const MONTH_DAYS = 30.4;

const daysOf = (months: number): Pick<Asked, 'from' | 'to'> => ({
  from: dayOf(Date.now() - Math.round(months * MONTH_DAYS) * DAY_MS),
  to: dayOf(Date.now()),
});

/** The dashboards: how well the law's dates are met, where cases wait, what came back; every figure opens the cases behind it. */
export default function DashboardsPage() {
  const [months, setMonths] = useState(6);
  const [type, setType] = useState<CaseType | ''>('');
  const [division, setDivision] = useState('');
  const [cell, setCell] = useState<Cell>();
  const asked = useMemo(
    (): Asked => ({ ...daysOf(months), ...(type ? { type } : {}), ...(division ? { division } : {}) }),
    [months, type, division],
  );
  const panel = { asked, open: setCell };
  return (
    <div className="dashboards">
      <Filters months={months} setMonths={setMonths} type={type} setType={setType} division={division} setDivision={setDivision} />
      <Headlines {...panel} />
      <div className="report-panels">
        <OnTimePanel {...panel} />
        <BacklogPanel {...panel} />
        <LadderPanel {...panel} />
        <LoadPanel {...panel} />
        <DivisionPanel {...panel} />
        <DwellPanel {...panel} />
        <HazardPanel {...panel} />
        <EnforcementPanel {...panel} />
        <div className="report-wide">
          <RecurrencePanel {...panel} />
        </div>
      </div>
      <CasesDrawer cell={cell} asked={asked} onClose={() => setCell(undefined)} />
    </div>
  );
}

interface FiltersProps {
  months: number;
  setMonths: (months: number) => void;
  type: CaseType | '';
  setType: (type: CaseType | '') => void;
  division: string;
  setDivision: (division: string) => void;
}

function Filters({ months, setMonths, type, setType, division, setDivision }: FiltersProps) {
  const t = useTexts(TEXTS);
  const words = useWords(TYPE_WORDS);
  const { data } = $api.useQuery('get', '/api/v1/reports/divisions', {});
  const parts = itemsOf(data).map(({ code, name }) => ({ value: code, label: name }));
  const query = new URLSearchParams({ status: 'open', ...(type ? { type } : {}), ...(division ? { division } : {}) });
  return (
    <div className="report-filters">
      <Segmented
        aria-label={t.range}
        value={months}
        onChange={setMonths}
        options={SPANS.map((value) => ({ value, label: t.months(value) }))}
      />
      <Select
        aria-label={t.type}
        value={type}
        onChange={setType}
        options={[{ value: '' as const, label: t.allTypes }, ...TYPES.map((value) => ({ value, label: words(value) }))]}
      />
      <Select
        aria-label={t.division}
        value={division}
        onChange={setDivision}
        options={[{ value: '', label: t.everywhere }, ...parts]}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Button icon={<FileExcelOutlined />} href={`/api/v1/reports/worklist?${query}`} download>
        {t.exportCases}
      </Button>
    </div>
  );
}

/** What matters most, in five figures. */
function Headlines({ asked, open }: { asked: Asked; open: (cell: Cell) => void }) {
  const t = useTexts(TEXTS);
  const load = $api.useQuery('get', '/api/v1/reports/load', { params: { query: asked } });
  const ladder = $api.useQuery('get', '/api/v1/reports/ladder', { params: { query: asked } });
  const onTime = useOnTime(asked);
  const sum = (figure: 'open' | 'overdue' | 'stalled') => itemsOf(load.data).reduce((n, row) => n + row[figure], 0);
  const answers = itemsOf(onTime.data).filter(({ deadline }) => LAWS.includes(deadline));
  const met = answers.reduce((n, row) => n + row.onTime, 0);
  const due = answers.reduce((n, row) => n + row.total, 0);
  const referred = itemsOf(ladder.data)
    .filter((row) => row.rung === 'refer')
    .reduce((n, row) => n + row.rungs, 0);
  const loadCell = (figure: 'open' | 'overdue' | 'stalled'): Cell => ({ title: t.behind(t[figure]), report: 'load', figure, columns: {} });
  const tiles: { label: string; value: string | number; cell: Cell; tone?: 'late' | 'soon' }[] = [
    { label: t.open, value: sum('open'), cell: loadCell('open') },
    { label: t.overdue, value: sum('overdue'), cell: loadCell('overdue'), tone: 'late' },
    { label: t.stalled, value: sum('stalled'), cell: loadCell('stalled'), tone: 'soon' },
    {
      label: t.rate,
      value: due === 0 ? '—' : `${Math.round((met / due) * 100)}%`,
      cell: { title: t.behind(t.late), report: 'onTime', figure: 'late', columns: { deadline: LAWS.join() } },
    },
    {
      label: t.referred,
      value: referred,
      cell: { title: t.behind(t.referred), report: 'ladder', figure: 'rungs', columns: { rung: 'refer' } },
    },
  ];
  return (
    <div className="headlines">
      {tiles.map(({ label, value, cell, tone = '' }) => (
        <button type="button" key={label} className={`headline ${tone}`} onClick={() => open(cell)}>
          <span>{label}</span>
          <strong className="figure">{value}</strong>
        </button>
      ))}
    </div>
  );
}
