import { addDays, dayBefore, type IsoDate } from './days.ts';

/** What a report is made of: over which period, and what has to be said in it. */
interface Kind {
  period: 'week' | 'month' | 'quarter' | 'year' | 'days' | 'atOnce';
  texts: readonly string[];
}

/**
 * What an authority reports to the one above it: key matters weekly, the stage summary monthly and a clue at once, what the visits of a
 * supervision group came to, the upgrade of welfare homes quarterly, and every task of a lead unit yearly.
 */
export const REPORT_KINDS = {
  keyMatters: { period: 'week', texts: ['keyMatters'] },
  stageSummary: { period: 'month', texts: ['summary', 'nextSteps'] },
  clue: { period: 'atOnce', texts: ['clue', 'measuresTaken'] },
  supervision: { period: 'days', texts: ['supervisionFindings', 'advice'] },
  upgrade: { period: 'quarter', texts: ['progress'] },
  leadUnit: { period: 'year', texts: ['task', 'progress', 'highlights'] },
} as const satisfies Record<string, Kind>;
export type ReportKind = keyof typeof REPORT_KINDS;
type Regular = 'week' | 'month' | 'quarter' | 'year';

/** The last day on which a lead unit reports on the year. */
const YEARLY_DUE = '12-30';
/** As many periods without a report are named, the newest; who has not reported for longer does not need to be told of each. */
const MOST_OWED = 12;

export interface Period {
  from: IsoDate;
  to: IsoDate;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** The period of a kind in which a day lies, by the calendar in Asia/Shanghai; a week begins on Monday. */
export function periodAround(period: Regular, day: IsoDate): Period {
  if (period === 'week') {
    const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    return { from: addDays(day, -sinceMonday), to: addDays(day, 6 - sinceMonday) };
  }
  const months = { month: 1, quarter: 3, year: 12 }[period];
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = month - ((month - 1) % months);
  const next = first + months;
  return { from: `${year}-${pad(first)}-01`, to: dayBefore(next > 12 ? `${year + 1}-01-01` : `${year}-${pad(next)}-01`) };
}

export interface OwedReport extends Period {
  kind: ReportKind;
  /** The last day to report, where the rule names one. */
  dueOn: IsoDate | null;
  late: boolean;
}

/** When a report of a period is due; the rules name a day only for the year. */
const dueOf = (period: Regular, { to }: Period): IsoDate | null => (period === 'year' ? `${to.slice(0, 4)}-${YEARLY_DUE}` : null);

/** The reports that are owed on a day: of each kind that was begun, every period since the last one reported that is over, or whose day has come. */
export function owedReports(last: readonly { kind: ReportKind; to: IsoDate }[], today: IsoDate): OwedReport[] {
  return last.flatMap(({ kind, to }) => {
    const { period }: Kind = REPORT_KINDS[kind];
    if (period === 'days' || period === 'atOnce') return [];
    const owed: OwedReport[] = [];
    for (let at = periodAround(period, addDays(to, 1)); ; at = periodAround(period, addDays(at.to, 1))) {
      const dueOn = dueOf(period, at);
      if (today < (dueOn ?? addDays(at.to, 1))) return owed.slice(-MOST_OWED);
      owed.push({ kind, ...at, dueOn, late: dueOn !== null && today > dueOn });
    }
  });
}
