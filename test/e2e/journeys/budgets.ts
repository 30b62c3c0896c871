import { withinBudget } from '../budget.ts';
import type { Stage } from '../stage.ts';
import { Visitor } from '../visitor.ts';

const PORTAL_KB = 250;
const CONSOLE_KB = 600;

/** First loads stay light: the portal for an old telephone, the console for an office line. */
export async function budgets({ browser, url, report }: Stage): Promise<void> {
  for (const address of ['/portal', '/portal/complain'])
    await report.try(`${address} loads at most ${PORTAL_KB} kB of JavaScript`, async () => {
      const visitor = await Visitor.arrives(browser, { url });
      await visitor.open(address);
      const said = await withinBudget(visitor, PORTAL_KB);
      await visitor.leaves();
      return said;
    });
  await report.try(`the first page of the console loads at most ${CONSOLE_KB} kB of JavaScript`, async () => {
    const visitor = await Visitor.arrives(browser, { url });
    await visitor.signIn('caseworker');
    await visitor.open('/');
    const said = await withinBudget(visitor, CONSOLE_KB);
    await visitor.leaves();
    return said;
  });
}
