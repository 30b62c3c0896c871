import { stringify } from 'csv-stringify/sync';

/** Rows of a table as CSV that spreadsheets read in UTF-8, and in which no cell is ever taken for a formula. */
export const csvOf = (columns: { key: string; header: string }[], rows: Record<string, unknown>[]): string =>
  stringify(rows, { header: true, columns, bom: true, escape_formulas: true, record_delimiter: 'windows' });

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text that stays text in a spreadsheet, also when it is saved and opened again in another form. */
export const plainText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
