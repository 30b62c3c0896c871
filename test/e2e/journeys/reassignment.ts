import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { Visitor } from '../visitor.ts';

const MANY = 200;
const AT_ONCE = 10;
const COMPLAINT = { channel: 'box', institution: { id: 'ankang' }, category: 'fees', content: '护理费没有明码标价', anonymous: true };
const NOTE = '原经办人休假，请先办临近期限的。';

/** A section head hands two hundred cases to an officer in one go, and sees every one of them arrive. */
export async function reassignmentJourney({ browser, url, report }: Stage): Promise<void> {
  await report.try(`a section head reassigns ${MANY} cases in bulk`, async () => {
    const clerk = await Visitor.arrives(browser, { url });
    await clerk.signIn('hotline');
    await openMany(clerk);
    const head = await Visitor.arrives(browser, { url });
    const { page } = head;
    await head.signIn('supervisor');
    await head.open('/board?view=unassigned');
    await page.getByRole('checkbox', { name: /选择全部 2\d\d 件/ }).check();
    await page.getByRole('button', { name: '改派…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByRole('textbox', { name: '交接说明' }).fill(NOTE);
    await dialog.getByRole('button', { name: '确认改派' }).click();
    const told = page.getByText(/^已改派 \d+ 件$/);
    await told.waitFor({ timeout: 120_000 });
    assert.ok(Number(/\d+/.exec((await told.textContent()) ?? '')?.[0]) >= MANY, 'all of them were handed over');
    await head.picture('console-reassigned');
    await accessible(page);
    for (const visitor of [clerk, head]) await visitor.leaves();
  });
}

async function openMany({ page }: Visitor): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  for (let opened = 0; opened < MANY; opened += AT_ONCE) {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => page.request.post('/api/v1/complaints', { data: COMPLAINT, headers })),
    );
    for (const answer of answers) assert.equal(answer.status(), 201, 'a complaint is taken');
  }
}
