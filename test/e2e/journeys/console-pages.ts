import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { DESKTOP, PHONE, Visitor } from '../visitor.ts';

/** Roles that between them may open every page. */
const ROLES = ['supervisor', 'hotline', 'discipline', 'institution', 'admin'];

/** Every page that the navigation leads to, for each role, at a desk and on a phone. */
export async function consolePages({ browser, url, report }: Stage): Promise<void> {
  const seen = new Set<string>();
  for (const role of ROLES)
    await report.try(`every page that ${role} may open is fit to be used, at a desk and on a phone`, async () => {
      const desk = await Visitor.arrives(browser, { url });
      await desk.signIn(role);
      const addresses = (await desk.page
        .locator('nav a[href^="/"]')
        .evaluateAll('(links) => links.map((a) => a.getAttribute("href"))')) as unknown as string[];
      const fresh = [...new Set(addresses)].filter((address) => !seen.has(address));
      for (const address of fresh) seen.add(address);
      const failures: unknown[] = [];
      for (const size of [DESKTOP, PHONE]) {
        await desk.page.setViewportSize(size);
        for (const address of fresh) {
          await desk.open(address);
          await desk.picture(`console${address.replace(/\W+/g, '-')}`);
          await accessible(desk.page).catch((error: unknown) => failures.push(error));
        }
      }
      await desk.leaves();
      if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
      return fresh.join(' ');
    });
}
