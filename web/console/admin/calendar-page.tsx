import { Alert, Button, Card, Input, InputNumber, Table } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { Failure, Loading } from '../shell/states.tsx';
import './admin.css';
import { ChangeSteps } from './change.tsx';
import { StateTag } from './state-tag.tsx';
import { TEXTS } from './texts.ts';

type Year = Item<'/api/v1/calendar'>;
type Days = Record<string, string>;

const LINE = /^(\d{4}-\d{2}-\d{2})[\s,，:：]+(\S.*)$/;

/** Days written one a line as a date and a name; `bad` is the first line that is not. */
function daysIn(text: string): { days: Days; bad?: string } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => LINE.exec(line));
  const bad = lines[read.indexOf(null)];
  const days = Object.fromEntries(read.flatMap((found) => (found?.[1] && found[2] ? [[found[1], found[2]] as const] : [])));
  return bad === undefined ? { days } : { days, bad };
}

const written = (days: Days): string =>
  Object.entries(days)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, name]) => `${day} ${name}`)
    .join('\n');

/** The calendar of working days, and the notice of a year with the dates that it would move. */
export default function CalendarPage() {
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/calendar', {});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const waiting = data.items.filter((year) => !year.announced).at(-1) ?? data.items[0];
  const next = waiting?.year ?? 0;
  return (
    <div className="admin-columns">
      {waiting && <Notice years={data.items} first={waiting} onApplied={() => void refetch()} />}
      <Years years={[...data.items.filter(({ year }) => year <= next), ...data.items.filter(({ year }) => year > next).toReversed()]} />
    </div>
  );
}

function Notice({ years, first, onApplied }: { years: readonly Year[]; first: Year; onApplied: () => void }) {
  const t = useTexts(TEXTS);
  const [year, setYear] = useState(first.year);
  const [holidays, setHolidays] = useState(written(first.holidays));
  const [makeUp, setMakeUp] = useState(written(first.makeUpWorkdays));
  const known = years.find((each) => each.year === year);
  const [off, worked] = [daysIn(holidays), daysIn(makeUp)];
  const bad = off.bad ?? worked.bad;
  const body = { year, holidays: off.days, makeUpWorkdays: worked.days };
  const change = {
    preview: async (cursor: string | undefined) =>
      (await api.POST('/api/v1/calendar/preview', { params: { query: cursor ? { cursor } : {} }, body })).data,
    apply: async () => (await api.POST('/api/v1/calendar', { body })).data,
  };
  const start = () => {
    setHolidays(written(known?.holidays ?? {}));
    setMakeUp(written(known?.makeUpWorkdays ?? {}));
  };
  return (
    <Card className="admin-card" title={<h2 className="admin-subtitle">{t.importNotice}</h2>}>
      <p className="admin-note">{t.noticeNote}</p>
      <div className="admin-tools">
        <label htmlFor="notice-year">{t.year}</label>
        <InputNumber id="notice-year" min={2000} max={2100} precision={0} value={year} onChange={(next) => setYear(next ?? year)} />
        <Button onClick={start} disabled={!known}>
          {t.start}
        </Button>
      </div>
      <div className="notice-days">
        <label htmlFor="notice-holidays">
          <span>{t.holidays}</span>
          <Input.TextArea
            id="notice-holidays"
            autoSize={{ minRows: 8, maxRows: 16 }}
            value={holidays}
            onChange={(event) => setHolidays(event.target.value)}
          />
        </label>
        <label htmlFor="notice-make-up">
          <span>{t.makeUp}</span>
          <Input.TextArea
            id="notice-make-up"
            autoSize={{ minRows: 8, maxRows: 16 }}
            value={makeUp}
            onChange={(event) => setMakeUp(event.target.value)}
          />
        </label>
      </div>
      {bad !== undefined && <Alert type="error" showIcon role="alert" title={t.badLine(bad)} />}
      <ChangeSteps key={JSON.stringify(body)} change={change} disabled={bad !== undefined} onApplied={onApplied} />
    </Card>
  );
}

function Years({ years }: { years: readonly Year[] }) {
  const t = useTexts(TEXTS);
  return (
    <Table
      size="small"
      rowKey="year"
      dataSource={years}
      pagination={{ pageSize: 8, showSizeChanger: false, size: 'small' }}
      expandable={{
        expandedRowRender: (year: Year) => (
          <pre className="year-days">{`${written(year.holidays)}\n\n${t.makeUp}\n${written(year.makeUpWorkdays)}`}</pre>
        ),
      }}
      columns={[
        { title: t.year, dataIndex: 'year' },
        {
          title: t.state,
          key: 'announced',
          render: (year: Year) =>
            year.announced ? <StateTag tone="calm">{t.announced}</StateTag> : <StateTag tone="soon">{t.expected}</StateTag>,
        },
        { title: t.holidays, key: 'holidays', align: 'right', render: (year: Year) => t.count(Object.keys(year.holidays).length) },
        { title: t.makeUp, key: 'makeUp', align: 'right', render: (year: Year) => t.count(Object.keys(year.makeUpWorkdays).length) },
      ]}
    />
  );
}
