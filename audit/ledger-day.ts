import type { PoolClient } from 'pg';
import { canonical, sha256 } from '../casebook/chain.ts';
import { endOfDay, type IsoDate, startOfDay } from '../domain/working-days.ts';
import { leafOf, MerkleTree, type Path } from './merkle.ts';
import { rowsOf } from './recorded.ts';

/** A day of the ledger. `prev` is the root of the day before. */
export interface LedgerDay {
  day: IsoDate;
  root: string;
  prev: string;
  events: number;
  cases: number;
}

/** What was recorded on a day; `leaves` is the root of the tree over it. */
export interface DayContent {
  events: number;
  cases: number;
  leaves: string;
}

/** The root of a day: what was recorded on it, chained to the day before. */
export const dayRoot = (prev: string, day: IsoDate, { events, cases, leaves }: DayContent): string =>
  sha256(`${prev}\n${canonical({ day, events, cases, leaves })}`);

export const LEDGER = `SELECT to_char(day, 'YYYY-MM-DD') AS day, root, prev, events, cases FROM ledger_day`;
const OF_DAY = `SELECT case_no AS "caseNo", seq, hash FROM case_event
  WHERE recorded_at >= to_timestamp($1::float8 / 1000) AND recorded_at < to_timestamp($2::float8 / 1000) ORDER BY case_no COLLATE "C", seq`;

/** Everything recorded on a day in its one order: case number byte by byte, then seq. `pathOf` asks for the path of an event. */
export async function contentOf(
  client: PoolClient,
  day: IsoDate,
  pathOf: (caseNo: string, seq: number) => Path | undefined = () => undefined,
): Promise<DayContent> {
  const tree = new MerkleTree();
  const counts = { events: 0, cases: 0 };
  let current: string | undefined;
  const rows = rowsOf<{ caseNo: string; seq: number; hash: string }>(client, OF_DAY, [startOfDay(day), endOfDay(day)]);
  for await (const { caseNo, seq, hash } of rows) {
    tree.add(leafOf(caseNo, seq, hash), pathOf(caseNo, seq));
    counts.events += 1;
    if (caseNo !== current) counts.cases += 1;
    current = caseNo;
  }
  return { ...counts, leaves: tree.root() };
}
