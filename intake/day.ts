import { type IsoDate, parseDay } from '../domain/working-days.ts';
import type { DateFormat } from './mapping.ts';

const PATTERNS: Record<DateFormat, RegExp> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?!\d)/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})(?!\d)/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})(?!\d)/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})(?!\d)/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)/,
};

/** The day that a text names, in this format or as YYYY-MM-DD (a date cell of a workbook): no time zone moves it. @throws RangeError when it names none */
export function dayIn(text: string, format: DateFormat): IsoDate {
  const { y, m, d } = (PATTERNS[format].exec(text) ?? PATTERNS['YYYY-MM-DD'].exec(text))?.groups ?? {};
  if (!y || !m || !d) throw new RangeError(`"${text}" is not a date written as ${format}`);
  return parseDay(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
}
