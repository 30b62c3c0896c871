import type { Pool } from 'pg';
import type { YearNotice } from '../domain/calendar/index.ts';
import { yearOf } from '../domain/days.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { canonical, sha256 } from './chain.ts';
import { inTransaction } from './transaction.ts';
import { type LawChange, reasonOf } from './what-if.ts';

/**
 * Puts a change of the law in force and, in the same transaction, writes down that all open cases are to be recounted; the workers do that.
 * The same change again, while it is in force, goes through the cases once more and finds nothing left to do.
 */
export async function enact(pool: Pool, change: LawChange, by: { id: string; name: string }): Promise<string> {
  return inTransaction(pool, async (client) => {
    const mark = 'calendar' in change ? await writeNotice(client, change.calendar, by.id) : await writePolicy(client, change.policy, by.id);
    const params = { reason: reasonOf(change), ...('policy' in change ? { adopts: versionOf(change.policy) } : {}) };
    const applies = 'calendar' in change || change.toOpenCases;
    const division = 'calendar' in change ? NATIONAL : change.policy.jurisdiction;
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO job (kind, params, actor, division, key, total, state) SELECT 'recount', $1, $2, $3, $4, count(*), $5 FROM case_file WHERE status = 'open' AND $6
       ON CONFLICT (key) DO UPDATE SET state = $5, result = NULL, done = 0, created_at = now(), finished_at = NULL, total = excluded.total RETURNING id`,
      [params, by, division, `recount:${applies}:${mark}`, applies ? 'running' : 'finished', applies],
    );
    return rows[0]?.id ?? '';
  });
}

const NATIONAL = '000000';
const versionOf = ({ jurisdiction, version }: Policy) => ({ jurisdiction, version });

type Db = Pick<Pool, 'query'>;

/** Enters a year's notice in place of what was known of the year; answers a mark of this version of it. */
async function writeNotice(db: Db, { year, holidays, makeUpWorkdays }: YearNotice, by: string): Promise<string> {
  const listed = (days: Record<string, string>, kind: string) =>
    Object.entries(days).map(([day, name]) => ({ day, year: yearOf(day), kind, name }));
  const days = [...listed(holidays, 'holiday'), ...listed(makeUpWorkdays, 'makeUpWorkday')];
  const mark = sha256(canonical({ year, holidays, makeUpWorkdays })).slice(0, 24);
  const source = `notice ${mark}`;
  const { rowCount } = await db.query('SELECT 1 FROM calendar_year WHERE year = $1 AND announced AND source = $2', [year, source]);
  if (rowCount === 0) {
    const before = await daysOf(db, year);
    await db.query(
      'INSERT INTO calendar_year (year, announced, source) SELECT DISTINCT y, false, $2 FROM unnest($1::int[]) y ON CONFLICT DO NOTHING',
      [[year, ...days.map((d) => d.year)], source],
    );
    await db.query('UPDATE calendar_year SET announced = true, source = $2, updated_at = clock_timestamp() WHERE year = $1', [
      year,
      source,
    ]);
    await db.query('DELETE FROM calendar_day WHERE year = $1', [year]);
    await db.query(
      `INSERT INTO calendar_day (day, year, kind, name) SELECT day, year, kind, name FROM jsonb_to_recordset($1::jsonb) AS d(day date, year int, kind text, name text)
       ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name`,
      [JSON.stringify(days)],
    );
    const changes = { days: { before, after: await daysOf(db, year) } };
    await record(db, { register: 'calendar', subject: String(year), name: String(year), division: NATIONAL, by, changes });
  }
  const { rows } = await db.query('SELECT extract(epoch FROM updated_at) AS at FROM calendar_year WHERE year = $1', [year]);
  return `${year}:${rows[0]?.at}`;
}

/** What is known of a year's days: the name of each by its date. */
async function daysOf(db: Db, year: number): Promise<Record<string, string>> {
  const { rows } = await db.query<{ days: Record<string, string> }>(
    `SELECT COALESCE(jsonb_object_agg(to_char(day, 'YYYY-MM-DD'), kind || ' ' || name), '{}') AS days FROM calendar_day WHERE year = $1`,
    [year],
  );
  return rows[0]?.days ?? {};
}

/** Versions of a policy stay as they are; what is new is which one is in force. */
async function writePolicy(db: Db, policy: Policy, by: string): Promise<string> {
  const { jurisdiction, version, name } = policy;
  const { rowCount } = await db.query('INSERT INTO policy (jurisdiction, version, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    jurisdiction,
    version,
    policy,
  ]);
  const changes = { version: { before: version === 1 ? null : version - 1, after: version } };
  if (rowCount === 1) await record(db, { register: 'policy', subject: jurisdiction, name, division: jurisdiction, by, changes });
  return `${jurisdiction}:${version}`;
}

interface Recorded {
  register: 'policy' | 'calendar';
  subject: string;
  name: string;
  division: string;
  by: string;
  changes: Record<string, { before: unknown; after: unknown }>;
}

/** Writes down who changed the law that dates are counted by; the triggers of the other registers do the same for theirs. */
async function record(db: Db, { register, subject, name, division, by, changes }: Recorded): Promise<void> {
  await db.query('INSERT INTO register_change (register, subject, name, division, by_id, changes) VALUES ($1, $2, $3, $4, $5, $6)', [
    register,
    subject,
    name,
    division,
    by,
    changes,
  ]);
}
