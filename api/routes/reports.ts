import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { csvOf } from '../export/csv.ts';
import { sendFile } from '../export/send.ts';
import { headingOf, wordedRow } from '../export/words.ts';
import { worklistBook, worklistTable } from '../export/worklist.ts';
import { type Language, languageOf } from '../language.ts';
import { REPORTS, type ReportName } from '../reads/reports/index.ts';
import { casesBehindFigure, figuresOf } from '../reads/reports/run.ts';
import { CaseQuery } from '../schemas/queries.ts';
import { ReportCasesQuery, ReportFormQuery } from '../schemas/reports.ts';
import { CaseRow, page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NAMES = Object.keys(REPORTS) as ReportName[];

/** Figures for the dashboards, the cases behind each of them, and both as tables for a spreadsheet. */
export function reports(door: Door, deps: Deps): void {
  for (const name of NAMES) report(door, deps, name);
  door.add(
    {
      method: 'get',
      path: '/reports/worklist',
      summary: '导出案件列表',
      tag: 'reports',
      may: 'reports.read',
      query: CaseQuery.omit({ cursor: true, limit: true, total: true }).extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
      response: 'binary',
      alsoAs: [XLSX, 'text/csv'],
    },
    async ({ query: { format, ...query }, req, res }) => {
      const [person, language] = [personOf(req), languageOf(req)];
      if (format === 'xlsx')
        return sendFile(res, { name: 'anlao-cases.xlsx', type: XLSX }, (out) => worklistBook(deps, person, query, language, out));
      const { columns, rows } = await worklistTable(deps, person, query, language);
      await sendFile(res, { name: 'anlao-cases.csv', type: CSV }, csvOf(columns, rows));
    },
  );
}

function report(door: Door, deps: Deps, name: ReportName): void {
  const { title, row, counts } = REPORTS[name];
  const links = z.object(Object.fromEntries(Object.keys(counts).map((figure) => [figure, z.string()])));
  door.add(
    {
      method: 'get',
      path: `/reports/${name}`,
      summary: title.zh,
      tag: 'reports',
      may: 'reports.read',
      query: ReportFormQuery,
      response: z.object({ from: z.string(), to: z.string(), items: z.array(row.extend({ cases: links })) }),
      alsoAs: ['text/csv'],
    },
    async ({ query: { format, ...query }, req, res }) => {
      const figures = await figuresOf(deps, personOf(req), name, query);
      if (format === 'json') return figures;
      await sendFile(res, { name: `anlao-${name}.csv`, type: CSV }, tableOf(Object.keys(row.shape), figures.items, languageOf(req)));
    },
  );
  door.add(
    {
      method: 'get',
      path: `/reports/${name}/cases`,
      summary: `${title.zh}：数字背后的案件`,
      tag: 'reports',
      may: 'reports.read',
      query: ReportCasesQuery,
      response: page(CaseRow),
    },
    ({ query, req }) => casesBehindFigure(deps, personOf(req), name, query, languageOf(req)),
  );
}

const tableOf = (columns: string[], rows: Record<string, unknown>[], language: Language): string =>
  csvOf(
    columns.map((key) => ({ key, header: headingOf(key, language) })),
    rows.map((row) => wordedRow(row, language)),
  );
