import type { Pool } from 'pg';
import { type CalendarRow, calendarFrom } from '../domain/calendar/index.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { WorkCalendar } from '../domain/working-days.ts';
import { cached } from './cached.ts';
import { within } from './people.ts';

const CALENDAR = `SELECT to_char(d.day, 'YYYY-MM-DD') AS date, d.kind, d.name, y.announced FROM calendar_day d JOIN calendar_year y USING (year) ORDER BY d.day`;
const CALENDAR_VERSION = 'SELECT COALESCE(extract(epoch FROM max(updated_at)) * 1000, 0)::float8 AS version FROM calendar_year';

/** The calendar and the policies in force, as the database has them. Knows a change within five seconds. */
export class Law {
  private readonly policies: ReturnType<typeof cached<Policy[]>>;
  private readonly days: ReturnType<typeof cached<WorkCalendar>>;
  private last: WorkCalendar | undefined;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.policies = cached(async () => {
      const { rows } = await pool.query<{ document: Policy }>('SELECT document FROM policy ORDER BY jurisdiction, version');
      return rows.map((r) => r.document);
    }, ttlMs);
    this.days = cached(async () => {
      const version = Math.round((await pool.query<{ version: number }>(CALENDAR_VERSION)).rows[0]?.version ?? 0);
      if (this.last?.version === version) return this.last;
      this.last = calendarFrom((await pool.query<CalendarRow>(CALENDAR)).rows, version);
      return this.last;
    }, ttlMs);
  }

  /** Forgets what it knows, so that a change just made is seen at once. */
  drop(): void {
    this.policies.drop();
    this.days.drop();
  }

  calendar(): Promise<WorkCalendar> {
    return this.days.get();
  }

  /** The newest policy of the nearest jurisdiction that the division lies in; the base policy where there is none. */
  async policyFor(division: string): Promise<Policy> {
    return nearestPolicy(await this.policies.get(), division);
  }

  /** Every version of every policy. */
  allPolicies(): Promise<Policy[]> {
    return this.policies.get();
  }

  /** The policy that a case was opened under. */
  async policy({ jurisdiction, version }: { jurisdiction: string; version: number }): Promise<Policy> {
    const found = (await this.policies.get()).find((p) => p.jurisdiction === jurisdiction && p.version === version);
    if (!found) throw new Error(`policy ${jurisdiction} version ${version} is missing`);
    return found;
  }
}

/** The newest policy of the nearest jurisdiction that the division lies in. */
export function nearestPolicy(all: readonly Policy[], division: string): Policy {
  const fit = all.filter((p) => p.jurisdiction === BASE || within(division, p.jurisdiction));
  const [best] = fit.sort((a, b) => nearness(b) - nearness(a) || b.version - a.version);
  if (!best) throw new Error('no policy is in the database; run the first-start seed');
  return best;
}

/** Jurisdiction of the policy that holds where no bureau set its own. */
const BASE = '000000';
const nearness = (p: Policy): number => (p.jurisdiction === BASE ? 0 : p.jurisdiction.replace(/(00)+$/, '').length);
