import { expect, it } from '@jest/globals';
import { verifyTrail } from '../../audit/verify.ts';
import { seedDemo } from '../../cli/rehearsal/demo.ts';
import { aCounty } from './county.ts';

it('the trail of a whole county holds: every case type, in every stage, on a clock with fractions of a millisecond', async () => {
  const county = await aCounty();
  try {
    await seedDemo(county.databaseUrl, 90, () => undefined);
    expect(await verifyTrail(county.pool)).toMatchObject({ ok: true, cases: 90, breaks: [] });
  } finally {
    await county.close();
  }
});
