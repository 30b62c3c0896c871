import { Link } from 'react-router';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { useFieldWord } from '../../words/field-word.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { useMe } from '../session/me.ts';
import { useNameOf } from './names.ts';

const TEXTS = texts({ yes: '是', no: '否' }, { yes: 'Yes', no: 'No' });

/** Fields that hold an instant in milliseconds. */
const INSTANTS = new Set([
  ...['at', 'until', 'readings', 'dueAt', 'from', 'to', 'requestedAt', 'noticeIssuedAt', 'receivedAt'],
  ...['occurredAt', 'reportedToCivilAffairsAt', 'reportedToEmergencyAt'],
]);
/** An instant as it is sent, RFC 3339. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Fields that hold the id of a person, or of a file. */
const NAMED = new Set(['evidence', 'by', 'to', 'before', 'assignee', 'sentBy', 'lateOfficials', 'inspectors', 'owner']);
/** What only the log needs. */
const INWARD = new Set(['seq', 'fellDueAt']);
/** Referrals are opened by discipline inspection alone, which opens nothing else. */
const REFERRAL = 'YS-';
const CASE_NO = /^(TS|ZG|BA|YS)-\d+-\d{4}-\d+$/;
/** A table with more columns than this is not read any more. */
const MOST_COLUMNS = 6;
/** In milliseconds; numbers below are not instants. */
const FIRST_INSTANT = 10 ** 11;

export const isEmptyValue = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** What is told first, and what comes of it last, in this order; the rest stands between as it comes. */
const FIRST = ['at', 'by', 'kind', 'source', 'category', 'content', 'channel', 'anonymous'];
const LAST = ['evidence', 'supplements', 'investigation', 'answer', 'callbacks', 'reopening'];
const placeOf = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) - FIRST.length : LAST.indexOf(name) + 1);

/** Facts of a case or an event in words, whatever their shape: rows of lists, groups within groups. */
export function Facts({ data, hide = [], of = '' }: { data: Record<string, unknown>; hide?: readonly string[]; of?: string }) {
  const words = useFieldWord();
  const shown = Object.entries(data)
    .filter(([name, value]) => !hide.includes(name) && !INWARD.has(name) && !isEmptyValue(value))
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  if (shown.length === 0) return null;
  return (
    <dl className="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{words(name, of)}</dt>
          <dd>
            <Value name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { name: string; value: unknown }) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  const me = useMe();
  const nameOf = useNameOf();
  const actions = useWords(ACTION_WORDS);
  const roles = useTexts(ROLE_TEXTS);
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return INSTANTS.has(name) && value > FIRST_INSTANT ? dayAndTime(value) : String(value);
  if (typeof value === 'string') {
    if (INSTANTS.has(name) && INSTANT.test(value)) return dayAndTime(value);
    if (CASE_NO.test(value) && value.startsWith(REFERRAL) === (me.role === 'discipline'))
      return <Link to={`/cases/${value}`}>{value}</Link>;
    if (NAMED.has(name)) return nameOf(value);
    if (name === 'role' && value in roles) return roles[value as keyof typeof roles];
    if (name === 'awaited') return actions(value);
    const special = words(`${name}.${value}`);
    return <span className="written">{special === `${name}.${value}` ? words(value) : special}</span>;
  }
  if (Array.isArray(value)) return <Values name={name} values={value} />;
  return typeof value === 'object' && value !== null ? <Facts data={value as Record<string, unknown>} of={name} /> : null;
}

function Values({ name, values }: { name: string; values: readonly unknown[] }) {
  if (values.every((value) => typeof value !== 'object'))
    return values.map((value, i) => (
      <span key={String(value)}>
        {i > 0 && '、'}
        <Value name={name} value={value} />
      </span>
    ));
  const rows = values as readonly Record<string, unknown>[];
  const filled = (column: string) => !INWARD.has(column) && rows.some((row) => !isEmptyValue(row[column]));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(filled);
  const isWide = columns.length > MOST_COLUMNS || rows.some((row) => Object.values(row).some((cell) => typeof cell === 'object'));
  if (isWide)
    return rows.map((row, i) => (
      <div key={i} className="facts-card">
        <Facts data={row} of={name} />
      </div>
    ));
  return <Rows of={name} columns={columns.toSorted((a, b) => rank(a) - rank(b))} rows={rows} />;
}

/** Which row it is comes first. */
const rank = (column: string): number => ['no', 'itemNo', 'at', 'name'].indexOf(column) + 1 || 9;

function Rows({ of, columns, rows }: { of: string; columns: readonly string[]; rows: readonly Record<string, unknown>[] }) {
  const words = useFieldWord();
  return (
    <table className="facts-rows">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words(column, of)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {columns.map((column) => (
              <td key={column}>
                <Value name={column} value={row[column]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
