import { Card, Select } from 'antd';
import { useState } from 'react';
import { dayOf, lastDay, longDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { DAY_WORDS, DEADLINE_WORDS } from '../../words/cases.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { type Cell, monthsOf, totalsOf } from './ledger.ts';
import type { Deadlines, OneDeadline } from './types.ts';

const TEXTS = texts(
  {
    title: '期限台账',
    choose: '查看哪个期限',
    statutory: '法定',
    internal: '内部',
    ordered: '责令限期',
    asked: '函请答复',
    past: '已结束',
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    month: (year: number, month: number) => `${year} 年 ${month} 月`,
    counted: (n: number) => `计入 ${n} 个工作日`,
    nth: (n: number) => `第 ${n} 个工作日`,
    due: '届满日',
    today: '今天',
    none: '没有正在计算的期限',
    ends: (day: string) => `${day} 24:00 届满`,
    provisional: '暂定：放假安排公布后重新计算',
    suspensions: '计时中止',
    until: (from: string, to: string) => `${from} 起，${to} 恢复`,
    since: (from: string) => `${from} 起，尚未恢复`,
  },
  {
    title: 'Deadline ledger',
    choose: 'Which date',
    statutory: 'statutory',
    internal: 'internal',
    ordered: 'ordered',
    asked: 'asked by letter',
    past: 'over',
    weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
    month: (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`,
    counted: (n: number) => `${n} working days counted`,
    nth: (n: number) => `working day ${n}`,
    due: 'last day',
    today: 'today',
    none: 'No date is running',
    ends: (day: string) => `Ends ${day} at 24:00`,
    provisional: 'Provisional: counted again when the holidays are announced',
    suspensions: 'Clock stopped',
    until: (from: string, to: string) => `from ${from} until ${to}`,
    since: (from: string) => `since ${from}, not resumed yet`,
  },
);

/** Dates that the bureau sets an institution in writing. */
const ORDERED = new Set(['rectification', 'correction', 'filing']);

/** Every date of the case on a small calendar: what counted, what was skipped and why, when the clock stood still. */
export function LedgerCalendar({ deadlines: { deadlines, history, suspensions, dueAt } }: { deadlines: Deadlines }) {
  const t = useTexts(TEXTS);
  const names = useWords(DEADLINE_WORDS);
  const grounds = useWords(VALUE_WORDS);
  const all = [...deadlines, ...history];
  const key = (d: OneDeadline) => `${d.id}@${d.setBy}`;
  const judged = deadlines.find((d) => d.dueAt === dueAt) ?? all[0];
  const [chosen, setChosen] = useState<string>();
  const shown = all.find((d) => key(d) === chosen) ?? judged;
  const label = (d: OneDeadline) => {
    const kind = d.statutory ? t.statutory : ORDERED.has(d.name) ? t.ordered : d.name === 'departmentReply' ? t.asked : t.internal;
    return `${names(d.name)} ${lastDay(d.dueAt)}（${deadlines.includes(d) ? kind : t.past}）`;
  };
  return (
    <Card title={t.title} size="small" className="panel ledger">
      {shown === undefined ? (
        <p>{t.none}</p>
      ) : (
        <>
          <Select
            aria-label={t.choose}
            value={key(shown)}
            onChange={setChosen}
            options={all.map((d) => ({ value: key(d), label: label(d) }))}
            className="ledger-choice"
          />
          <p className="ledger-ends">{t.ends(longDay(Date.parse(shown.dueAt) - 1))}</p>
          {shown.provisional && <p className="ledger-provisional">{t.provisional}</p>}
          <Months ledger={shown.ledger} />
          <Totals ledger={shown.ledger} />
        </>
      )}
      {suspensions.map(({ from, to, actNo, ground }) => (
        <p key={String(actNo)} className="ledger-suspension">
          {t.suspensions}（{grounds(ground)}）：{to ? t.until(from, to) : t.since(from)}
        </p>
      ))}
    </Card>
  );
}

function Months({ ledger }: { ledger: OneDeadline['ledger'] }) {
  const t = useTexts(TEXTS);
  const weekdays = t.weekdays.map((name) => (
    <th key={name} scope="col">
      {name}
    </th>
  ));
  return monthsOf(ledger).map(({ month, weeks }) => (
    <table key={month} className="ledger-month">
      <caption>{t.month(Number(month.slice(0, 4)), Number(month.slice(5)))}</caption>
      <thead>
        <tr>{weekdays}</tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)?.date}>
            {week.map((cell, i) => (cell ? <Day key={cell.date} cell={cell} /> : <td key={`${month}-${t.weekdays[i]}`} />))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}

function Day({ cell: { date, day, entry, last } }: { cell: Cell }) {
  const t = useTexts(TEXTS);
  const words = useWords(DAY_WORDS);
  const today = date === dayOf(Date.now());
  if (!entry) return <td className={today ? 'ledger-day today' : 'ledger-day'}>{day}</td>;
  const why = entry.counted && entry.number !== undefined ? `${words(entry.reason)}，${t.nth(entry.number)}` : words(entry.reason);
  const more = [entry.reason === 'holiday' ? entry.name : undefined, last ? t.due : undefined, today ? t.today : undefined].filter(Boolean);
  const said = [date, why, ...more].join(' · ');
  const classes = ['ledger-day', entry.counted ? 'counted' : `skipped ${entry.reason}`, last ? 'last' : '', today ? 'today' : ''];
  return (
    <td className={classes.join(' ')} title={said}>
      <span aria-hidden>{day}</span>
      {entry.number !== undefined && (
        <small aria-hidden className="figure">
          {entry.number}
        </small>
      )}
      <span className="only-read">{said}</span>
    </td>
  );
}

function Totals({ ledger }: { ledger: OneDeadline['ledger'] }) {
  const t = useTexts(TEXTS);
  const words = useWords(DAY_WORDS);
  const { counted, skipped } = totalsOf(ledger);
  return (
    <ul className="ledger-totals">
      <li className="counted">{t.counted(counted)}</li>
      {Object.entries(skipped).map(([reason, count]) => (
        <li key={reason} className={reason}>
          {words(reason)} × {count}
        </li>
      ))}
    </ul>
  );
}
