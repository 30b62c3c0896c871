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
    await clerk.post('/api/v1/complaints', NAMED);
    const inspector = await Visitor.arrives(browser, { url });
    await inspector.signIn('discipline');
    await inspector.open('/referrals');
    await inspector.page.locator('a[href^="/cases/"]').first().waitFor();
    await inspector.settled();
    const { items } = await inspector.get<{ items: { caseNo: string }[] }>('/api/v1/referrals?status=open&sort=-openedAt');
    const caseNo = items[0]?.caseNo ?? '';
    for (const action of ['acceptReferral', 'registerReferral', 'concludeReferral']) await take(inspector, caseNo, action);
    await inspector.open(`/cases/${caseNo}`);
    await inspector.picture('console-referral');
    await accessible(inspector.page);
    for (const visitor of [clerk, inspector]) await visitor.leaves();
  });
}
