import type { Pool, PoolClient } from 'pg';
import { dayOf, type IsoDate } from '../domain/working-days.ts';
import { type Break, ChainCheck } from './chain-check.ts';
import { type CaseHead, EVENTS, HEADS, inSnapshot, type RecordedEvent, rowsOf } from './recorded.ts';

/** What was looked at, and where it does not hold. */
export interface CasesChecked {
  cases: number;
  events: number;
  breaks: Break[];
  /** Broken cases beyond those named. */
  further: number;
}

type Row = RecordedEvent & { caseNo: string };

const CASES_AT_ONCE = 200;
const NAMED = 1_000;

/** Checks the chain of every case, a few hundred in one view of the database at a time, so that neither memory nor a snapshot grows. */
export async function checkCases(pool: Pool, onProgress: (checked: CasesChecked) => void = () => undefined): Promise<CasesChecked> {
  const checked: CasesChecked = { cases: 0, events: 0, breaks: [], further: 0 };
  for (let after: string | undefined = ''; after !== undefined; onProgress(checked)) {
    const from: string = after;
    after = await inSnapshot(pool, (client) => checkPage(client, from, checked));
  }
  return checked;
}

/** Checks one case, and says on which days its events were recorded. */
export async function checkCase(pool: Pool, caseNo: string): Promise<CasesChecked & { days: Set<IsoDate> }> {
  const checked: CasesChecked = { cases: 0, events: 0, breaks: [], further: 0 };
  const days = new Set<IsoDate>();
  await inSnapshot(pool, async (client) => {
    const { rows: heads } = await client.query<CaseHead>(`${HEADS} WHERE case_no = $1`, [caseNo]);
    const events = rowsOf<Row>(client, `${EVENTS} WHERE case_no = $1 ORDER BY case_no, seq`, [caseNo]);
    await follow(heads, events, checked, ({ recordedAt }) => days.add(dayOf(recordedAt)));
  });
  return { ...checked, days };
}

/** Checks the cases behind `after`, and the events that lie between them without a case. Answers the last one, or nothing at the end. */
async function checkPage(client: PoolClient, after: string, checked: CasesChecked): Promise<string | undefined> {
  const { rows: heads } = await client.query<CaseHead>(`${HEADS} WHERE case_no > $1 ORDER BY case_no LIMIT ${CASES_AT_ONCE}`, [after]);
  const last = heads.length === CASES_AT_ONCE ? heads.at(-1)?.caseNo : undefined;
  const range = `WHERE case_no > $1 ${last === undefined ? '' : 'AND case_no <= $2'} ORDER BY case_no, seq`;
  await follow(heads, rowsOf<Row>(client, `${EVENTS} ${range}`, last === undefined ? [after] : [after, last]), checked);
  return last;
}

async function follow(
  heads: CaseHead[],
  events: AsyncIterable<Row>,
  checked: CasesChecked,
  onEvent: (event: Row) => void = () => undefined,
): Promise<void> {
  const waiting = new Map(heads.map((head) => [head.caseNo, head]));
  const found = (broken: Break | undefined) => {
    if (broken && checked.breaks.length < NAMED) checked.breaks.push(broken);
    else if (broken) checked.further += 1;
  };
  let current: { caseNo: string; chain: ChainCheck } | undefined;
  const finish = () => {
    if (!current) return;
    found(current.chain.end(waiting.get(current.caseNo)));
    waiting.delete(current.caseNo);
  };
  for await (const { caseNo, ...event } of events) {
    if (current?.caseNo !== caseNo) {
      finish();
      current = { caseNo, chain: new ChainCheck(caseNo) };
    }
    current.chain.add(event);
    checked.events += 1;
    onEvent({ caseNo, ...event });
  }
  finish();
  for (const head of waiting.values()) found(new ChainCheck(head.caseNo).end(head));
  checked.cases += heads.length;
}
