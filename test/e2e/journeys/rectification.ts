import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { PHONE, Visitor } from '../visitor.ts';
import { openedOnce, openHazards, openWithoutNetwork } from './open.ts';
import { take, takeStep } from './take.ts';

/**
 * A rectification from the hidden danger that is entered at a desk to the verification on a phone, without a network in the middle: the step waits
 * on the phone, and so does another danger that is seen there; that one is opened once, however often it is sent; when somebody else was at the
 * case meanwhile the step is shown and not sent by itself; and it is signed off at a desk.
 */
export async function rectificationJourney({ browser, url, report }: Stage): Promise<void> {
  await report.try('a rectification goes from its opening at a desk to the verification on a phone, offline in the middle', async () => {
    const arrives = async (username: string, size?: typeof PHONE) => {
      const visitor = await Visitor.arrives(browser, { url, ...(size ? { size } : {}) });
      await visitor.signIn(username);
      return visitor;
    };
    const desk = await arrives('caseworker');
    const caseNo = await openHazards(desk, '安康养老院');
    await take(desk, caseNo, 'issueNotice');
    const home = await arrives('institution');
    await take(home, caseNo, 'submitRectification');
    const phone = await arrives('caseworker2', PHONE);
    await verifyOffline(phone, desk, caseNo);
    const leader = await arrives('leader');
    await take(leader, caseNo, 'signOff');
    await leader.open(`/cases/${caseNo}`);
    await leader.picture('console-rectification');
    await accessible(leader.page);
    for (const visitor of [desk, home, phone, leader]) await visitor.leaves();
  });
}

async function verifyOffline(phone: Visitor, desk: Visitor, caseNo: string): Promise<void> {
  const { page, context } = phone;
  await phone.open(`/cases/${caseNo}`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await phone.open('/open');
  await phone.open(`/cases/${caseNo}?act=verify`); // once more, now that its worker keeps the pages
  await phone.settled();
  phone.offline = true;
  await context.setOffline(true);
  await page.reload();
  await takeStep(phone);
  await page.locator('.offline-bar a').waitFor();
  await openWithoutNetwork(phone, '安康养老院', '灭火器过期');
  await phone.picture('console-offline');
  await desk.post(`/api/v1/cases/${caseNo}/actions/addNote`, { text: '已电话联系院方' });
  await openedOnce(phone);
  await page.locator('.conflict').waitFor();
  await phone.picture('console-conflict');
  await accessible(page);
  await page.locator('.conflict > button').click();
  await page.locator('.waiting-entry').waitFor({ state: 'detached' });
  phone.offline = false;
  assert.equal((await phone.get<{ stage: string }>(`/api/v1/cases/${caseNo}`)).stage, 'awaitingSignOff');
}
