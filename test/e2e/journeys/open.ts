import assert from 'node:assert/strict';
import type { Page, Route } from 'playwright-core';
import { accessible } from '../accessible.ts';
import type { Visitor } from '../visitor.ts';

const HAZARDS = '/api/v1/rectifications';

/** Enters a hidden danger of an institution at the page for it, by what stands on the page. @returns the number of the case */
export async function openHazards(officer: Visitor, institution: string): Promise<string> {
  const { page } = officer;
  await officer.open('/open');
  await page.getByRole('combobox', { name: '机构' }).fill(institution);
  await choose(page, institution);
  await enterHazard(page, '二楼安全出口夜间上锁');
  const done = await page.getByRole('heading', { name: '已立案' }).textContent();
  await officer.picture('console-opened');
  await accessible(page);
  const [caseNo] = /ZG-[\w-]+/.exec(done ?? '') ?? [];
  assert.ok(caseNo, `no number is told: ${done}`);
  return caseNo;
}

/** Enters another one at an institution of the register where there is no network: it waits on the device. */
export async function openWithoutNetwork(officer: Visitor, institution: string, danger: string): Promise<void> {
  const { page } = officer;
  await officer.open('/open');
  await page.getByRole('combobox', { name: '机构' }).fill(institution);
  await choose(page, institution);
  await enterHazard(page, danger);
  await page.locator('.waiting-entry').filter({ hasText: institution }).waitFor();
}

/** With the network back, the first answer is lost on its way: what is sent once more is the same case. */
export async function openedOnce({ page }: Visitor): Promise<void> {
  const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith(HAZARDS));
  let taken = '';
  const lose = async (route: Route) => {
    taken = ((await (await route.fetch()).json()) as { caseNo: string }).caseNo;
    await route.abort('connectionreset');
  };
  await page.route(`**${HAZARDS}`, lose, { times: 1 });
  await page.context().setOffline(false);
  await lost;
  await page.getByRole('button', { name: '立即提交' }).click();
  const entry = page.locator('.waiting-entry').filter({ hasText: '已立案' });
  await entry.getByRole('link', { name: taken, exact: true }).waitFor();
  await entry.getByRole('button', { name: '知道了' }).click();
}

async function enterHazard(page: Page, danger: string): Promise<void> {
  await page.getByRole('combobox', { name: '隐患来源' }).click();
  await choose(page, '检查发现');
  await page.getByRole('textbox', { name: '情况描述' }).fill(danger);
  await page.getByRole('combobox', { name: '类别' }).click();
  await choose(page, '消防安全');
  await page.getByText('一般隐患', { exact: true }).click();
  await page.getByRole('button', { name: '登记立案' }).click();
}

/** Chooses from the list that is open. */
const choose = (page: Page, option: string) => page.locator('.ant-select-item-option').filter({ hasText: option, visible: true }).click();
