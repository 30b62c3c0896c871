import { problemFrom } from '../../api/problem.ts';
import type { Answer, Item } from '../../api/types.ts';
import { language } from '../../shared/language.ts';

export type ReportName =
  | 'onTime'
  | 'dwell'
  | 'backlog'
  | 'ladder'
  | 'recurrences'
  | 'load'
  | 'divisions'
  | 'hazards'
  | 'enforcement'
  | 'sampling';

/** Which days and which part of the cases the figures are of. */
export interface Asked {
  from: string;
  to: string;
  type?: CaseType;
  division?: string;
}
export type CaseType = Item<'/api/v1/cases'>['type'];
type CasesPage = Answer<'/api/v1/reports/onTime/cases'>;

/** A figure that somebody wants to see behind: its title, and the report's columns that single it out. */
export interface Cell {
  title: string;
  report: ReportName;
  figure: string;
  columns: Record<string, string>;
}

/** Where the cases behind a figure are listed. */
export const addressOf = ({ report, figure, columns }: Cell, asked: Asked): string =>
  `/api/v1/reports/${report}/cases?${new URLSearchParams({ ...asked, ...columns, figure })}`;

/** Where the figures of a report are to be had as a table for a spreadsheet. */
export const csvOf = (report: ReportName, asked: Asked): string =>
  `/api/v1/reports/${report}?${new URLSearchParams({ ...asked, format: 'csv' })}`;

/** A page of the cases behind a figure. @throws Problem */
export async function casesAt(address: string, { cursor }: { cursor?: string }, signal: AbortSignal): Promise<CasesPage> {
  const answer = await fetch(cursor ? `${address}&cursor=${cursor}` : address, { headers: { 'Accept-Language': language() }, signal });
  if (!answer.ok) throw await problemFrom(answer);
  return answer.json();
}

/** The rows of a report's answer, which could also be asked for as CSV. */
export const itemsOf = <R>(data: string | { items: R[] } | undefined): R[] =>
  data === undefined || typeof data === 'string' ? [] : data.items;
