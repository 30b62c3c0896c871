import { InvalidInput } from '../../../casebook/errors.ts';
import type { Person } from '../../../casebook/people.ts';
import { addDays, dayOf } from '../../../domain/working-days.ts';
import type { Deps } from '../../deps.ts';
import type { Language } from '../../language.ts';
import { scopeOf } from '../../permissions.ts';
import type { ReportCasesQuery, ReportQuery } from '../../schemas/reports.ts';
import { casesBehind } from '../behind.ts';
import { rowView } from '../case-row.ts';
import { atKey, KEYS, pageOf, placeOf } from '../cursor.ts';
import { REPORTS, type ReportName } from './index.ts';
import { type Ask, casesSql, figuresSql, Params, type Report } from './report.ts';

/** Days that a report goes back when nobody says from when, and at most. */
const USUAL_DAYS: Partial<Record<ReportName, number>> = { backlog: 90 };
const USUAL = 365;
const MOST_DAYS = 3_700;
/** Asks for the cases of a division itself, where `division` asks for all that lies at or under it. */
const OWN_DIVISION = 'code';

/** @throws InvalidInput when the days run backwards, or are too many */
async function askOf(deps: Deps, person: Person, name: ReportName, query: ReportQuery): Promise<Ask> {
  const { type, division, from: since, to = dayOf(Date.now()), ...cell } = query;
  const from = since ?? addDays(to, -(USUAL_DAYS[name] ?? USUAL));
  if (from > to) throw new InvalidInput('from', `it lies after ${to}`);
  if (addDays(from, MOST_DAYS) < to) throw new InvalidInput('from', `at most ${MOST_DAYS} days are reported on at once`);
  const { by, asksBehind } = REPORTS[name] as Report;
  const behind = asksBehind ? await casesBehind(deps.pool) : [];
  const wanted = Object.entries(cell)
    .map(([column, value]) => [column === OWN_DIVISION && !by.includes(OWN_DIVISION) ? 'division' : column, value] as const)
    .filter(([column, value]) => by.includes(column) && value !== undefined);
  const more = { ...(type ? { type } : {}), ...(division ? { division } : {}) };
  return { person, params: new Params(), from, to, behind, ...more, cell: Object.fromEntries(wanted) as Record<string, string> };
}

/** Where the cases behind a figure are listed. */
function linksOf(name: ReportName, { counts, by }: Report, { from, to, type, division }: Ask, row: Record<string, unknown>) {
  const cell = Object.fromEntries(by.map((column) => [column === 'division' ? OWN_DIVISION : column, String(row[column] ?? '')]));
  const asked = Object.entries({ type, division }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(
    Object.keys(counts).map((figure) => {
      const query = new URLSearchParams({ from, to, ...Object.fromEntries(asked), ...cell, figure });
      return [figure, `/api/v1/reports/${name}/cases?${query}`];
    }),
  );
}

/** A report's figures, each with the address that lists the cases behind it. */
export async function figuresOf(deps: Deps, person: Person, name: ReportName, query: ReportQuery) {
  const report: Report = REPORTS[name];
  const ask = await askOf(deps, person, name, query);
  const { rows } = await deps.pool.query<Record<string, unknown>>(figuresSql(report, ask), ask.params.values);
  const finished = await named(deps, report.finish ? await report.finish(deps, ask, rows) : rows);
  return { from: ask.from, to: ask.to, items: finished.map((row) => ({ ...row, cases: linksOf(name, report, ask, row) })) };
}

/** Adds the name to what has the code of a division. */
async function named({ pool }: Deps, rows: Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
  const codes = [...new Set(rows.flatMap(({ division }) => (typeof division === 'string' ? [division] : [])))];
  if (codes.length === 0) return rows;
  const { rows: found } = await pool.query<{ code: string; name: string }>('SELECT code, name FROM division WHERE code = ANY($1)', [codes]);
  const names = new Map(found.map(({ code, name }) => [code, name]));
  return rows.map((row) => ({ ...row, divisionName: names.get(String(row.division)) ?? row.division }));
}

/** The cases behind one figure, as rows of a worklist. @throws InvalidInput when the report has no such figure */
export async function casesBehindFigure(deps: Deps, person: Person, name: ReportName, query: ReportCasesQuery, language: Language) {
  const { figure, cursor, limit, ...asked } = query;
  const report: Report = REPORTS[name];
  if (!(figure in report.counts)) throw new InvalidInput('figure', `one of ${Object.keys(report.counts).join(', ')}`);
  const ask = await askOf(deps, person, name, asked);
  const after = placeOf(cursor, KEYS.id)?.key ?? '';
  const { rows } = await deps.pool.query<{ case_no: string }>(casesSql(report, ask, figure, after, limit + 1), ask.params.values);
  const { items: page, nextCursor } = pageOf(rows, limit, (row) => atKey(row.case_no));
  const shown = page.map((row) => row.case_no);
  const [calendar, found, behind] = await Promise.all([
    deps.law.calendar(),
    deps.prisma.caseFile.findMany({
      where: { AND: [scopeOf(person), { caseNo: { in: shown } }] },
      orderBy: { caseNo: 'asc' },
      omit: { file: true, head: true },
    }),
    casesBehind(deps.pool, shown),
  ]);
  const now = Date.now();
  const items = found.map((row) => rowView(row, deps.people, { now, calendar, person, language, behind: behind.includes(row.caseNo) }));
  return { items: await Promise.all(items), nextCursor };
}
