/** One day of a deadline's ledger, as the API gives it. */
export interface LedgerDay {
  date: string;
  counted: boolean;
  reason: string;
  number?: number | undefined;
  name?: string | undefined;
  provisional?: boolean | undefined;
}

/** A day on the small calendar: one of the period, or one that only fills its week. */
export interface Cell {
  date: string;
  day: number;
  entry?: LedgerDay;
  last: boolean;
}

export interface Month {
  /** `2026-11` */
  month: string;
  /** Weeks from Monday to Sunday; nothing where the month has not begun or is over. */
  weeks: (Cell | undefined)[][];
}

const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** 0 for Monday. */
const weekday = (date: string): number => (new Date(at(date)).getUTCDay() + 6) % DAYS_OF_WEEK;

/** The months that a period touches, week by week, with what its ledger says of each day. */
export function monthsOf(ledger: readonly LedgerDay[]): Month[] {
  const [first, last] = [ledger[0]?.date, ledger.at(-1)?.date];
  if (!first || !last) return [];
  const entries = new Map(ledger.map((entry) => [entry.date, entry]));
  const months: Month[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = nextMonth(month)) {
    months.push({ month, weeks: weeksOf(month, first, last, entries) });
  }
  return months;
}

/** The weeks of a month that the period reaches into: a whole month of empty days says nothing. */
function weeksOf(month: string, first: string, last: string, entries: Map<string, LedgerDay>): (Cell | undefined)[][] {
  const days: (Cell | undefined)[] = Array.from({ length: weekday(`${month}-01`) }, () => undefined);
  for (let ms = at(`${month}-01`); dateOf(ms).startsWith(month); ms += DAY_MS) {
    const date = dateOf(ms);
    const entry = entries.get(date);
    days.push({ date, day: Number(date.slice(8)), last: date === last, ...(entry ? { entry } : {}) });
  }
  while (days.length % DAYS_OF_WEEK > 0) days.push(undefined);
  const weeks = Array.from({ length: days.length / DAYS_OF_WEEK }, (_, i) => days.slice(i * DAYS_OF_WEEK, (i + 1) * DAYS_OF_WEEK));
  return weeks.filter((week) => week.some((cell) => cell && cell.date >= first && cell.date <= last));
}

const nextMonth = (month: string): string => dateOf(at(`${month}-28`) + 5 * DAY_MS).slice(0, 7);

/** How many days of a period were counted, and how many skipped for each reason. */
export function totalsOf(ledger: readonly LedgerDay[]): { counted: number; skipped: Record<string, number> } {
  const skipped: Record<string, number> = {};
  for (const { counted, reason } of ledger) if (!counted) skipped[reason] = (skipped[reason] ?? 0) + 1;
  return { counted: ledger.filter((day) => day.counted).length, skipped };
}
