import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { Visitor } from '../visitor.ts';

const MANY = 200;
const AT_ONCE = 10;
const COMPLAINT = { channel: 'box', institution: { id: 'ankang' }, category: 'fees', content: '护理费没有明码标价', anonymous: true };
const NOTE = '原经办人休假，请先办临近期限的。';

/** A section head hands two hundred cases to an officer in one go, sees how far it is, and why the one that was closed meanwhile stays. */
export async function reassignmentJourney({ browser, url, report }: Stage): Promise<void> {
  await report.try(`a section head reassigns ${MANY} cases in bulk, and sees which one could not be and why`, async () => {
    const clerk = await Visitor.arrives(browser, { url });
    await clerk.signIn('hotline');
    const [closed = ''] = await openMany(clerk);
    const head = await Visitor.arrives(browser, { url });
    const { page } = head;
    await head.signIn('supervisor');
    await head.open('/board?view=unassigned');
    await page.getByRole('checkbox', { name: /选择全部 \d{3,} 件/ }).click();
    await page.getByText(/^已选 \d{3,} 件$/).waitFor();
    await page.getByRole('button', { name: '改派…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByRole('textbox', { name: '交接说明' }).fill(NOTE);
    await closeMeanwhile(head, closed);
    const progress = page.getByRole('region', { name: '改派进度' });
    await confirmed(dialog, progress.getByRole('progressbar').first());
    const told = progress.getByText(/^已改派 \d+ 件$/);
    await told.waitFor({ timeout: 120_000 });
    assert.ok(Number(/\d+/.exec((await told.textContent()) ?? '')?.[0]) >= MANY - 1, 'all others were handed over');
    await progress.getByText('1 件未能改派').waitFor();
    assert.match((await progress.locator('.job-failed').textContent()) ?? '', new RegExp(`^${closed} 没有这个在办案件`));
    await head.settled();
    await head.picture('console-reassigned-zh');
    await accessible(page);
    await manyCases(head);
    for (const visitor of [clerk, head]) await visitor.leaves();
  });
}

/** Presses the button, and once more where a busy server asked to try again. */
async function confirmed(dialog: Locator, sign: Locator): Promise<void> {
  const button = dialog.getByRole('button', { name: '确认改派' });
  await button.click();
  await sign.waitFor({ timeout: 30_000 }).catch(() => button.click());
  await sign.waitFor();
}

/** However many cases there are, the worklist holds a page of them until more are asked for. */
async function manyCases(head: Visitor): Promise<void> {
  await head.open('/work?view=all');
  const rows = head.page.locator('.work-row');
  const few = await rows.count();
  assert.ok(few > 0 && few < MANY, `${few} rows are shown of more than ${MANY} cases`);
  await head.page.locator('.more').click();
  await rows.nth(few).waitFor();
}

async function openMany(clerk: Visitor): Promise<string[]> {
  const caseNos: string[] = [];
  while (caseNos.length < MANY) {
    const opened = Array.from({ length: AT_ONCE }, () => clerk.post<{ caseNo: string }>('/api/v1/complaints', COMPLAINT));
    for (const { caseNo } of await Promise.all(opened)) caseNos.push(caseNo);
  }
  return caseNos;
}

/** Somebody passes a case on to another department while the section head writes the note. */
const closeMeanwhile = (head: Visitor, caseNo: string): Promise<unknown> =>
  head.post(`/api/v1/cases/${caseNo}/actions/transfer`, { department: '市场监督管理局', reason: '属价格监管职责' });
