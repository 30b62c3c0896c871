import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { DESKTOP, PHONE, Visitor } from '../visitor.ts';

/** Roles that between them may open every page. */
const ROLES = ['supervisor', 'hotline', 'discipline', 'institution', 'admin'];
const LINKS = `[...document.querySelectorAll('nav a[href^="/"]')].map((link) => link.getAttribute('href'))`;

/** Every page that the navigation leads to, for each role, at a desk in both languages and on a phone. */
export async function consolePages({ browser, url, report }: Stage): Promise<void> {
  const seen = new Set<string>();
  for (const role of ROLES)
    await report.try(`every page that ${role} may open is fit to be used, at a desk and on a phone`, async () => {
      const visitor = await Visitor.arrives(browser, { url });
      await visitor.signIn(role);
      await visitor.open('/');
      const addresses = (await visitor.page.evaluate(LINKS)) as string[];
      assert.ok(addresses.length > 0, 'the navigation leads somewhere');
      const fresh = addresses.filter((address) => !seen.has(address));
      const failures: unknown[] = [];
      for (const address of fresh) {
        seen.add(address);
        await lookAt(visitor, address).catch((error: unknown) => failures.push(error));
      }
      await visitor.leaves();
      if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
      return fresh.join(' ');
    });
}

async function lookAt(visitor: Visitor, address: string): Promise<void> {
  const name = `console${address.replace(/\W+/g, '-')}`;
  await visitor.open(address);
  await visitor.picture(`${name}-zh`);
  await accessible(visitor.page);
  await visitor.seenAt(DESKTOP, 'en');
  await visitor.picture(`${name}-en`);
  await visitor.seenAt(PHONE, 'zh');
  await visitor.picture(`${name}-zh`);
  await accessible(visitor.page);
  await visitor.seenAt(DESKTOP, 'zh');
}
