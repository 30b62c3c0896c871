import pg from 'pg';
import { rowsOf, shippedCalendar } from '../domain/calendar/index.ts';
import { defaultPolicy, PACKS } from '../domain/policy/index.ts';
import { allDivisions } from './divisions.ts';
import { fillSearch } from './institution-search.ts';

/**
 * Fills a database with what the product ships: divisions, calendar, policies. Adds what is missing and changes nothing that is
 * there, so an administrator's corrections stay. Safe to call at every start.
 */
export async function seedFirstStart({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE division IN SHARE ROW EXCLUSIVE MODE'); // one start at a time
    await seedDivisions(client);
    await seedCalendar(client);
    await seedPolicies(client);
    await fillSearch(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function seedDivisions(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM division LIMIT 1');
  if (rowCount !== 0) return;
  const rows = 'jsonb_to_recordset($1) AS d (code text, name text, level text, parent text, path text)';
  const insert = `INSERT INTO division (code, name, level, parent, path) SELECT code, name, level, parent, path::ltree FROM ${rows}`;
  await client.query(insert, [JSON.stringify(await allDivisions())]);
}

/** Adds the years that the database does not know yet. */
async function seedCalendar(client: pg.Client): Promise<void> {
  const known = new Set((await client.query('SELECT year FROM calendar_year')).rows.map((row) => row.year));
  const days = rowsOf(shippedCalendar())
    .map((day) => ({ ...day, year: Number(day.date.slice(0, 4)) }))
    .filter(({ year }) => !known.has(year));
  if (days.length === 0) return;
  const shipped = JSON.stringify(days);
  const rows = 'jsonb_to_recordset($1) AS d (date date, year int, kind text, name text, announced boolean)';
  await client.query(
    `INSERT INTO calendar_year (year, announced, source) SELECT year, bool_or(announced), 'shipped' FROM ${rows} GROUP BY year`,
    [shipped],
  );
  await client.query(`INSERT INTO calendar_day (day, year, kind, name) SELECT date, year, kind, name FROM ${rows}`, [shipped]);
}

async function seedPolicies(client: pg.Client): Promise<void> {
  for (const policy of [defaultPolicy, ...PACKS]) {
    const values = [policy.jurisdiction, policy.version, JSON.stringify(policy)];
    await client.query('INSERT INTO policy (jurisdiction, version, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values);
  }
}
