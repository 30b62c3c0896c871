import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Person } from '../../casebook/people.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { listCases } from '../reads/cases.ts';
import type { CaseQuery } from '../schemas/queries.ts';
import { plainText } from './csv.ts';
import { headingOf, wordedRow } from './words.ts';

type Query = Omit<CaseQuery, 'cursor' | 'limit' | 'total'>;
type Row = Awaited<ReturnType<typeof listCases>>['items'][number];

const COLUMNS = ['caseNo', 'type', 'stage', 'status', 'outcome', 'institution', 'division', 'openedAt', 'dueAt', 'overdue', 'assignee'];
const WIDTHS: Record<string, number> = { caseNo: 24, institution: 30, openedAt: 18, dueAt: 18 };
const PAGE = 200;

/** An instant as people here read it: to the minute, in Asia/Shanghai. */
const localTime = (instant: string | null): string =>
  instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

function cellsOf(row: Row, language: Language): Record<string, unknown> {
  const { caseNo, type, stage, status, outcome, division, overdue } = row;
  const yes = language === 'zh' ? '是' : 'yes';
  const plain = { caseNo, type, stage, status, outcome: outcome ?? '', division };
  return {
    ...wordedRow(plain, language),
    institution: row.institution?.name ?? '',
    openedAt: localTime(row.openedAt),
    dueAt: localTime(row.dueAt),
    overdue: overdue ? yes : '',
    assignee: row.assignee?.name ?? '',
  };
}

/** All rows of a worklist, however many, page by page. */
async function* rowsOf(deps: Deps, person: Person, query: Query, language: Language): AsyncGenerator<Record<string, unknown>> {
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await listCases(deps, person, { ...query, limit: PAGE, total: false, cursor }, language);
    for (const item of items) yield cellsOf(item, language);
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}

const headings = (language: Language) => COLUMNS.map((key) => ({ key, header: headingFor(key, language) }));
const headingFor = (key: string, language: Language): string =>
  key === 'institution' ? (language === 'zh' ? '机构' : 'Institution') : headingOf(key, language);

/** A worklist as the rows of a table. */
export async function worklistTable(deps: Deps, person: Person, query: Query, language: Language) {
  const rows: Record<string, unknown>[] = [];
  for await (const row of rowsOf(deps, person, query, language)) rows.push(row);
  return { columns: headings(language), rows };
}

/** Writes a worklist as an XLSX workbook, row by row, so that a hundred thousand cases need no more memory than a few. */
export async function worklistBook(deps: Deps, person: Person, query: Query, language: Language, out: Writable): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet(language === 'zh' ? '案件' : 'Cases', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headings(language).map((column) => ({ ...column, width: WIDTHS[column.key] ?? 14 }));
  sheet.getRow(1).font = { bold: true };
  for await (const row of rowsOf(deps, person, query, language))
    sheet.addRow(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plainText(String(value))]))).commit();
  sheet.commit();
  await book.commit();
}
