import { accessible } from '../accessible.ts';
import { PASSWORD } from '../stack.ts';
import type { Stage } from '../stage.ts';
import { Visitor } from '../visitor.ts';

const MOST_TABS = 80;

/** A clerk takes a call without a mouse: from the sign-in to the receipt code. */
export async function intakeByKeyboard({ browser, url, report }: Stage): Promise<void> {
  await report.try('a clerk signs in and takes a call with the keyboard alone', async () => {
    const clerk = await Visitor.arrives(browser, { url });
    const { keyboard } = clerk.page;
    await clerk.open('/sign-in');
    await tabTo(clerk, 'input[autocomplete="username"]');
    await keyboard.type('hotline');
    await tabTo(clerk, 'input[type="password"]');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await clerk.page.locator('#intake-institution').waitFor();
    await clerk.settled();
    await clerk.picture('console-intake');
    await accessible(clerk.page);
    await tabTo(clerk, '#intake-institution');
    await keyboard.type('akyly');
    await clerk.page.locator('.ant-select-item-option').first().waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(clerk, '#intake-category input');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await tabTo(clerk, '#intake-content');
    await keyboard.type('来电人反映，晚饭有异味。');
    await keyboard.press('Control+Enter');
    await clerk.page.locator('.receipt-code').waitFor();
    await clerk.picture('console-receipt');
    await accessible(clerk.page);
    await clerk.leaves();
  });
}

/** Goes from field to field until it has come to one. @throws when the keyboard does not lead there */
async function tabTo({ page }: Visitor, selector: string): Promise<void> {
  const there = `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`;
  for (let n = 0; n < MOST_TABS; n++) {
    if (await page.evaluate(there)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${selector}`);
}
