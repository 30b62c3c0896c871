import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse';
import ExcelJS from 'exceljs';
import type { Row } from './mapping.ts';

/** A row with the line it begins on; the header is line 1. */
export interface NumberedRow {
  line: number;
  row: Row;
  /** The share of the file that is read so far, 0 to 1. */
  part: number;
}

/** The file cannot be read as a table at all. */
export class UnreadableFile extends Error {}

/** Reads a CSV (UTF-8) or XLSX file row by row, in bounded memory. Blank rows are among them. @throws UnreadableFile */
export async function* rowsOf(file: string, needed: string[]): AsyncGenerator<NumberedRow> {
  const { size } = await stat(file);
  const bytes = createReadStream(file);
  const workbook = path.extname(file).toLowerCase() === '.xlsx';
  try {
    yield* (workbook ? xlsxRows : csvRows)(bytes, needed, size);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const format = workbook ? 'XLSX' : 'CSV';
    throw new UnreadableFile(`${path.basename(file)} cannot be read as ${format}: ${(error as Error).message}`);
  } finally {
    bytes.destroy();
  }
}

async function* csvRows(bytes: ReadStream, needed: string[], size: number): AsyncGenerator<NumberedRow> {
  const parser = parse({ bom: true, raw: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false });
  bytes.on('error', (error) => parser.destroy(error)).pipe(parser);
  let header: string[] | undefined;
  let next = 1;
  let read = 0;
  for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
    const line = next;
    next += raw.replace(/\r?\n$/, '').split('\n').length; // a quoted value may go over several lines
    read += Buffer.byteLength(raw); // a small file is read whole long before its rows are dealt with
    if (header) yield { line, row: rowOf(header, record), part: Math.min(1, read / size) };
    else header = headerOf(record, needed);
  }
  if (!header) throw new UnreadableFile('the file is empty');
}

async function* xlsxRows(bytes: ReadStream, needed: string[], size: number): AsyncGenerator<NumberedRow> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(bytes, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  let header: string[] | undefined;
  let line = 0;
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const part = bytes.bytesRead / size;
      while (header && ++line < row.number) yield { line, row: {}, part };
      line = row.number;
      const cells = Array.isArray(row.values) ? Array.from(row.values.slice(1), textOf) : [];
      if (header) yield { line, row: rowOf(header, cells), part };
      else header = headerOf(cells, needed);
    }
    break; // the first sheet holds the table
  }
  if (!header) throw new UnreadableFile('the file is empty');
}

function headerOf(cells: string[], needed: string[]): string[] {
  const header = cells.map((c) => c.trim());
  if (header.some((c) => c.includes('\uFFFD')))
    throw new UnreadableFile('the file is not written in UTF-8; save it as CSV UTF-8 or as XLSX');
  const missing = needed.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new UnreadableFile(`the file has no column ${missing.map((c) => `"${c}"`).join(', ')}; it has ${header.join(', ')}`);
  return header;
}

/** Without NUL, which no database keeps. */
const rowOf = (header: string[], cells: string[]): Row =>
  Object.fromEntries(header.map((name, i) => [name, (cells[i] ?? '').replaceAll('\0', '')]));

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
