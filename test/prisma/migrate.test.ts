import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrationsOnDisk } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { type FreshDatabase, freshDatabase } from '../harness/database.ts';

let database: FreshDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase({ empty: true });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
const count = async (table: string) => Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

describe('the database', () => {
  it('is brought up to date by one of two starts, while the other waits', async () => {
    const names = (await migrationsOnDisk()).map(({ name }) => name);
    const done = await Promise.all([migrate(database.url), migrate(database.url)]);
    expect(done.toSorted((a, b) => a.length - b.length)).toEqual([[], names]);
    expect(await migrate(database.url)).toEqual([]);
    expect(await count('_prisma_migrations')).toBe(names.length);
  });

  it('is filled once, and keeps what an administrator corrected', async () => {
    await seedFirstStart({ databaseUrl: database.url });
    const before = [await count('division'), await count('calendar_day'), await count('policy')];
    await client.query(`UPDATE calendar_day SET name = 'corrected' WHERE day = '2026-10-01'`);
    await client.query(`DELETE FROM calendar_year WHERE year = 2025`);
    await seedFirstStart({ databaseUrl: database.url });
    expect([await count('division'), await count('calendar_day'), await count('policy')]).toEqual(before);
    expect((await client.query(`SELECT name FROM calendar_day WHERE day = '2026-10-01'`)).rows).toEqual([{ name: 'corrected' }]);
  });

  it('knows every town by the way to it', async () => {
    const { rows } = await client.query(
      `SELECT name, level, parent, path::text FROM division WHERE path @> '530000.532600.532626.532626101' ORDER BY path`,
    );
    expect(rows.map(({ name, level }) => `${level} ${name}`)).toEqual([
      'province 云南省',
      'city 文山壮族苗族自治州',
      'county 丘北县',
      'town 锦屏镇',
    ]);
    expect(
      (
        await client.query(
          'SELECT 1 FROM division d WHERE parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM division p WHERE p.code = d.parent)',
        )
      ).rowCount,
    ).toBe(0);
  });
});
