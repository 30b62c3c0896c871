import type { Pool } from 'pg';
import { GENESIS } from '../casebook/chain.ts';
import { dayAfter, dayOf, type IsoDate, startOfDay } from '../domain/working-days.ts';
import type { Break } from './chain-check.ts';
import { GRACE_MS } from './close-days.ts';
import { contentOf, dayRoot, LEDGER, type LedgerDay } from './ledger-day.ts';
import { inSnapshot } from './recorded.ts';

/** What the ledger says, and where it does not hold. */
export interface LedgerChecked {
  days: number;
  /** The last day closed. Whoever keeps its root elsewhere can show later that nothing before it was rewritten. */
  last?: { day: IsoDate; root: string };
  /** Days that are over and not closed, though the worker should have: it may not be running. */
  late: number;
  breaks: Break[];
}

/** Checks that the days follow each other, each chained to the one before, and that what is recorded still gives their roots; `only` these days' contents. */
export async function checkLedger(
  pool: Pool,
  { only, onProgress = () => undefined }: { only?: ReadonlySet<IsoDate>; onProgress?: (days: number) => void } = {},
): Promise<LedgerChecked> {
  const { rows: days } = await pool.query<LedgerDay>(`${LEDGER} ORDER BY ledger_day.day`);
  const breaks: Break[] = [];
  for (const [i, written] of days.entries()) {
    const broken = linkFault(days[i - 1], written) ?? (!only || only.has(written.day) ? await contentFault(pool, written) : undefined);
    if (broken) breaks.push(broken);
    onProgress(i + 1);
  }
  const last = days.at(-1);
  const { first, today } = await span(pool);
  if (days[0] && first !== undefined && first < days[0].day)
    breaks.unshift({ day: first, what: 'dayMissing', why: `events were recorded on it, but the ledger begins on ${days[0].day}` });
  const open = last ? dayAfter(last.day) : first;
  const late = open === undefined ? 0 : Math.max(0, Math.round((startOfDay(today) - startOfDay(open)) / 86_400_000));
  return { days: days.length, ...(last ? { last: { day: last.day, root: last.root } } : {}), late, breaks };
}

function linkFault(before: LedgerDay | undefined, { day, prev }: LedgerDay): Break | undefined {
  if (before && dayAfter(before.day) !== day)
    return { day: dayAfter(before.day), what: 'dayMissing', why: `it is missing in the ledger: ${day} follows` };
  if (prev !== (before?.root ?? GENESIS)) return { day, what: 'rootChanged', why: 'it does not continue the day before it' };
  return undefined;
}

/** Whether what is recorded for a day still gives its root. */
async function contentFault(pool: Pool, { day, prev, root, events, cases }: LedgerDay): Promise<Break | undefined> {
  const found = await inSnapshot(pool, (client) => contentOf(client, day));
  if (dayRoot(prev, day, found) === root) return undefined;
  const counts = `${found.events} events of ${found.cases} cases are recorded, ${events} events of ${cases} cases were when it was closed`;
  const same = found.events === events && found.cases === cases;
  return { day, what: 'dayChanged', why: same ? `its ${events} events are not those that were recorded when it was closed` : counts };
}

async function span(pool: Pool): Promise<{ first?: IsoDate; today: IsoDate }> {
  const { rows } = await pool.query<{ first: number | null; grace: number }>(
    `SELECT (extract(epoch FROM min(recorded_at)) * 1000)::float8 AS first,
       (extract(epoch FROM clock_timestamp()) * 1000)::float8 - ${GRACE_MS} AS grace FROM case_event`,
  );
  const [{ first, grace } = { first: null, grace: 0 }] = rows;
  return { ...(first === null ? {} : { first: dayOf(first) }), today: dayOf(grace) };
}
