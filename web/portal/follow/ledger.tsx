import { daysBetween } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import type { Followed } from './case-page.tsx';

type Day = Followed['ledger'][number];
const WEEK = 7;
/** A Monday: what the columns of the calendar are counted from. */
const MONDAY = '2024-01-01';
const TEXTS = texts(
  {
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    caption: '从收到之日起的每一天',
    counted: (n: number) => `第${n}天`,
    reasons: {
      dayOfReceipt: '收到当天，不计',
      weekend: '周末，不计',
      holiday: '放假，不计',
      suspended: '中止，不计',
      makeUpWorkday: '调休上班',
      workingDay: '',
    } as Record<string, string>,
  },
  {
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    caption: 'Every day since receipt',
    counted: (n: number) => `day ${n}`,
    reasons: {
      dayOfReceipt: 'receipt, not counted',
      weekend: 'weekend',
      holiday: 'holiday',
      suspended: 'suspended',
      makeUpWorkday: 'worked instead',
      workingDay: '',
    } as Record<string, string>,
  },
);

/** The days of a period as a calendar: counted, or skipped and why. */
export function Ledger({ days }: { days: readonly Day[] }) {
  const t = useTexts(TEXTS);
  return (
    <div id="ledger-of-days">
      <table className="ledger">
        <caption>{t.caption}</caption>
        <thead>
          <tr>
            {t.weekdays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week, i) => (
            <tr key={i}>
              {week.map((day, column) => (
                <LedgerCell key={column} day={day} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LedgerCell({ day }: { day: Day | undefined }) {
  const t = useTexts(TEXTS);
  if (!day) return <td />;
  const why = [
    day.counted && day.number !== undefined ? t.counted(day.number) : '',
    day.reason === 'holiday' && day.name ? day.name : (t.reasons[day.reason] ?? ''),
  ];
  return (
    <td className="ledger-day" data-counted={day.counted}>
      <time dateTime={day.date}>{`${Number(day.date.slice(5, 7))}/${Number(day.date.slice(8))}`}</time>
      <small>{why.filter(Boolean).join(' ')}</small>
    </td>
  );
}

/** Rows of seven, Monday first. */
function weeksOf(days: readonly Day[]): (Day | undefined)[][] {
  const [first] = days;
  if (!first) return [];
  const before = daysBetween(MONDAY, first.date) % WEEK;
  const cells = [...Array<undefined>(before).fill(undefined), ...days];
  const weeks = Math.ceil(cells.length / WEEK);
  return Array.from({ length: weeks }, (_, i) => Array.from({ length: WEEK }, (_day, j) => cells[i * WEEK + j]));
}
