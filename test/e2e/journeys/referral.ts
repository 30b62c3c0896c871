import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { Visitor } from '../visitor.ts';
import { take } from './take.ts';

const NAMED = {
  channel: 'visit',
  institution: { id: 'ankang' },
  category: 'staffConduct',
  content: '收受礼金',
  anonymous: true,
  namedOfficials: [{ name: '张某' }],
};

/** A complaint about an official comes to the queue of discipline inspection by itself, and is concluded there. */
export async function referralJourney({ browser, url, report }: Stage): Promise<void> {
  await report.try('a complaint about an official is taken up and concluded by discipline inspection', async () => {
    const clerk = await Visitor.arrives(browser, { url });
    await clerk.signIn('hotline');
    const headers = { origin: new URL(clerk.page.url()).origin };
    const answer = await clerk.page.request.post('/api/v1/complaints', { data: NAMED, headers });
    assert.equal(answer.status(), 201);
    const inspector = await Visitor.arrives(browser, { url });
    await inspector.signIn('discipline');
    await inspector.open('/referrals');
    await inspector.picture('console-referrals');
    await accessible(inspector.page);
    const listed = (await (await inspector.page.request.get('/api/v1/referrals')).json()) as { items: { caseNo: string }[] };
    const caseNo = listed.items[0]?.caseNo ?? '';
    for (const action of ['acceptReferral', 'registerReferral', 'concludeReferral']) await take(inspector, caseNo, action);
    await inspector.open(`/cases/${caseNo}`);
    await inspector.picture('console-referral');
    await accessible(inspector.page);
    for (const visitor of [clerk, inspector]) await visitor.leaves();
  });
}
