import { createReadStream } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse';
import ExcelJS from 'exceljs';
import type { Row } from './mapping.ts';

/** A row with the line it begins on; the header is line 1. */
export interface NumberedRow {
  line: number;
  row: Row;
}

/** The file cannot be read as a table at all. */
export class UnreadableFile extends Error {}

/** Reads a CSV (UTF-8) or XLSX file row by row, in bounded memory. Blank rows are among them. @throws UnreadableFile */
export const rowsOf = (file: string, needed: string[]): AsyncGenerator<NumberedRow> =>
  path.extname(file).toLowerCase() === '.xlsx' ? xlsxRows(file, needed) : csvRows(file, needed);

async function* csvRows(file: string, needed: string[]): AsyncGenerator<NumberedRow> {
  const parser = createReadStream(file).pipe(
    parse({ bom: true, raw: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false }),
  );
  let header: string[] | undefined;
  let next = 1;
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      const line = next;
      next += raw.replace(/\r?\n$/, '').split('\n').length; // a quoted value may go over several lines
      if (header) yield { line, row: rowOf(header, record) };
      else header = headerOf(record, needed);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`${path.basename(file)} cannot be read as CSV: ${(error as Error).message}`);
  }
  if (!header) throw new UnreadableFile(`${path.basename(file)} is empty`);
}

async function* xlsxRows(file: string, needed: string[]): AsyncGenerator<NumberedRow> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  let header: string[] | undefined;
  let line = 0;
  for await (const sheet of reader) {
    for await (const row of sheet) {
      while (header && ++line < row.number) yield { line, row: {} };
      line = row.number;
      const cells = Array.isArray(row.values) ? Array.from(row.values.slice(1), textOf) : [];
      if (header) yield { line, row: rowOf(header, cells) };
      else header = headerOf(cells, needed);
    }
    break; // the first sheet holds the table
  }
  if (!header) throw new UnreadableFile(`${path.basename(file)} is empty`);
}

function headerOf(cells: string[], needed: string[]): string[] {
  const header = cells.map((c) => c.trim());
  const missing = needed.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new UnreadableFile(`the file has no column ${missing.map((c) => `"${c}"`).join(', ')}; it has ${header.join(', ')}`);
  return header;
}

const rowOf = (header: string[], cells: string[]): Row => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));

/** A cell as it is written; a date as the day it shows. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('text' in value) return String(value.text);
    if ('richText' in value) return value.richText.map((r) => r.text).join('');
    if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
    return '';
  }
  return String(value);
}
