import type { z } from 'zod';
import type { Person } from '../../../casebook/people.ts';
import type { CaseTypeName } from '../../../domain/kernel/case-file.ts';
import type { Title } from '../../../domain/kernel/case-type.ts';
import { type IsoDate, startOfDay, endOfDay as untilEndOf } from '../../../domain/working-days.ts';
import type { Deps } from '../../deps.ts';
import { scopeSql } from '../../permissions.ts';

/** Keeps the values of a statement and answers their placeholders. */
export class Params {
  readonly values: unknown[] = [];
  readonly add = (value: unknown): string => `$${this.values.push(value)}`;
}

/** What is asked of a report: by whom, of which days (Asia/Shanghai, both counted), and of which cell when the cases behind a figure are wanted. */
export interface Ask {
  person: Person;
  params: Params;
  from: IsoDate;
  to: IsoDate;
  type?: CaseTypeName;
  division?: string;
  /** Cases whose workflow has fallen behind, where the report asks for them. */
  behind: string[];
  /** Columns of the report with the value wanted. */
  cell: Record<string, string>;
}

type Row = Record<string, unknown>;

/** One report: what is counted, told apart by which columns. Figures and the cases behind them come from the same `facts`, so they agree. */
export interface Report {
  title: Title;
  /** Columns that tell the rows apart; all of them are columns of `facts`. */
  by: readonly string[];
  /** A SELECT with one row for everything that is counted: `case_no`, and what `by`, `counts` and `values` speak of. */
  facts(ask: Ask): string;
  /** Figures that are numbers of facts, each with its condition; the cases behind each can be listed. */
  counts: Record<string, string>;
  /** Figures that are something else. */
  values?: Record<string, string>;
  having?: string;
  row: z.ZodObject;
  /** Its own statement for the figures, where grouping the facts does not do. */
  figures?(ask: Ask): string;
  /** Its own condition for the facts behind a figure. */
  behind?(ask: Ask, figure: string): string;
  /** What is known beside the statement. */
  finish?(deps: Deps, ask: Ask, rows: Row[]): Promise<Row[]>;
  /** Whether it asks which workflows have fallen behind. */
  asksBehind?: true;
}

/** Condition that keeps `case_file c` to what the person may see and to the type and division asked for. */
export function within({ person, params, type, division }: Ask, prefix: (code: string) => string): string {
  return [
    scopeSql(person, params.add),
    ...(type ? [`c.type = ${params.add(type)}`] : []),
    ...(division ? [`c.division LIKE ${params.add(`${prefix(division)}%`)}`] : []),
  ].join(' AND ');
}

/** Condition that keeps an instant to the days asked for. A date that ends at 24:00 belongs to the day before. */
export function during({ params, from, to }: Ask, column: string, { ends = false } = {}): string {
  const [begin, end] = [params.add(new Date(startOfDay(from))), params.add(new Date(untilEndOf(to)))];
  return ends ? `${column} > ${begin} AND ${column} <= ${end}` : `${column} >= ${begin} AND ${column} < ${end}`;
}

/** The day of an instant in Asia/Shanghai, as text. */
export const dayText = (instant: string): string => `to_char(${instant} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** The month of an instant in Asia/Shanghai. */
export const monthOf = (column: string): string => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`;

const cellOf = (report: Report, { cell, params }: Ask): string[] =>
  report.by.flatMap((column) => {
    const wanted = cell[column];
    if (wanted === undefined) return [];
    if (column === 'deadline' && wanted.includes(',')) return [`f.${column} = ANY(${params.add(wanted.split(','))})`];
    return [wanted === '' ? `f.${column} IS NULL` : `f.${column} = ${params.add(wanted)}`];
  });

const where = (conditions: string[]): string => (conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`);

/** The statement of all figures. */
export function figuresSql(report: Report, ask: Ask): string {
  if (report.figures) return report.figures(ask);
  const counts = Object.entries(report.counts).map(([name, condition]) => `(count(*) FILTER (WHERE ${condition}))::int AS "${name}"`);
  const values = Object.entries(report.values ?? {}).map(([name, value]) => `${value} AS "${name}"`);
  const by = report.by.map((column) => `f.${column}`).join(', ');
  return `WITH f AS (${report.facts(ask)}) SELECT ${[by, ...counts, ...values].join(', ')} FROM f
    ${where(cellOf(report, ask))} GROUP BY ${by} ${report.having ? `HAVING ${report.having}` : ''} ORDER BY ${by}`;
}

/** The statement of the numbers of the cases behind one figure, after `after`, in order. */
export function casesSql(report: Report, ask: Ask, figure: string, after: string, limit: number): string {
  const facts = report.facts(ask);
  const condition = report.behind ? [report.behind(ask, figure)] : [...cellOf(report, ask), report.counts[figure] ?? 'true'];
  return `WITH f AS (${facts}) SELECT DISTINCT f.case_no FROM f
    ${where([...condition, `f.case_no > ${ask.params.add(after)}`])} ORDER BY f.case_no LIMIT ${ask.params.add(limit)}`;
}
