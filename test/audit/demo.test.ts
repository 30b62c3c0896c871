import { expect, it } from '@jest/globals';
import { verifyTrail } from '../../audit/verify.ts';
import { seedDemo } from '../../cli/rehearsal/demo.ts';
import { aCounty } from './county.ts';

it('the trail of a whole county holds: every case type, in every stage, on a clock with fractions of a millisecond', async () => {
  const county = await aCounty();
  try {
    await seedDemo(county.databaseUrl, 90, () => undefined);
    const { cases, ...report } = await verifyTrail(county.pool);
    expect(report).toMatchObject({ ok: true, breaks: [] });
    expect(cases).toBeGreaterThanOrEqual(90); // the ladder has referred some
    const { rows } = await county.pool.query(
      `SELECT type, status, count(*)::int AS n FROM case_file WHERE type <> 'referral' GROUP BY 1, 2`,
    );
    for (const type of ['complaint', 'rectification', 'filingCheck'])
      for (const status of ['open', 'closed']) expect(rows.find((r) => r.type === type && r.status === status)?.n).toBeGreaterThan(3);
    const published = await county.pool.query(
      `SELECT p, count(*)::int AS n FROM case_file c, jsonb_array_elements(file -> 'items') i, jsonb_array_elements_text(i -> 'published') p GROUP BY 1`,
    );
    for (const what of ['problem', 'result']) expect(published.rows.find(({ p }) => p === what)?.n).toBeGreaterThan(1); // the public has something to read
    const exits = await county.pool.query(
      `SELECT state, e.seq, count(*)::int AS steps FROM institution_exit e JOIN institution_exit_step s ON s.exit_id = e.id GROUP BY e.id`,
    );
    expect(exits.rows).toEqual([{ state: 'inTransition', seq: 3, steps: 3 }]);
  } finally {
    await county.close();
  }
});
