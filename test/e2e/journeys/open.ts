import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { accessible } from '../accessible.ts';
import type { Visitor } from '../visitor.ts';

/** Enters a hidden danger of an institution at the page for it, by what stands on the page. @returns the number of the case */
export async function openHazards(officer: Visitor, institution: string): Promise<string> {
  const { page } = officer;
  await officer.open('/open');
  await page.getByRole('combobox', { name: '机构' }).fill(institution);
  await choose(page, institution);
  await page.getByRole('combobox', { name: '隐患来源' }).click();
  await choose(page, '检查发现');
  await page.getByRole('textbox', { name: '情况描述' }).fill('二楼安全出口夜间上锁');
  await page.getByRole('combobox', { name: '类别' }).click();
  await choose(page, '消防安全');
  await page.getByText('一般隐患', { exact: true }).click();
  await page.getByRole('button', { name: '登记立案' }).click();
  const done = await page.getByRole('heading', { name: '已立案' }).textContent();
  await officer.picture('console-opened');
  await accessible(page);
  const [caseNo] = /ZG-[\w-]+/.exec(done ?? '') ?? [];
  assert.ok(caseNo, `no number is told: ${done}`);
  return caseNo;
}

/** Chooses from the list that is open. */
const choose = (page: Page, option: string) => page.locator('.ant-select-item-option').filter({ hasText: option, visible: true }).click();
