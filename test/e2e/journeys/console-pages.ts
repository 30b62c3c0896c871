import assert from 'node:assert/strict';
import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { DESKTOP, PHONE, Visitor } from '../visitor.ts';

/** Roles that between them may open every page. */
const ROLES = ['supervisor', 'hotline', 'discipline', 'institution', 'admin'];
const LINKS = `[...document.querySelectorAll('nav a[href^="/"]')].map((link) => link.getAttribute('href'))`;
/** So many pages are looked at by one visitor, one after the other. */
const SHARE = 5;

/** Some pages that a role may open. */
interface Share {
  role: string;
  addresses: string[];
}

/** Every page that the navigation leads to, each for the first role that may open it, at a desk and on a phone; some in English too. */
export async function consolePages(stage: Stage): Promise<void> {
  const found: Share[] = [];
  await stage.report.try('the navigation of the console leads every role somewhere', async () => {
    found.push(...(await Promise.all(ROLES.map((role) => linksOf(role, stage)))));
  });
  await Promise.all(sharesOf(found).map((share) => lookAtAll(share, stage)));
}

async function linksOf(role: string, { browser, url }: Stage): Promise<Share> {
  const visitor = await Visitor.arrives(browser, { url });
  await visitor.signIn(role);
  await visitor.open('/');
  const addresses = (await visitor.page.evaluate(LINKS)) as string[];
  assert.ok(addresses.length > 0, `the navigation of ${role} leads nowhere`);
  await visitor.leaves();
  return { role, addresses };
}

function sharesOf(found: Share[]): Share[] {
  const seen = new Set<string>();
  return found.flatMap(({ role, addresses }) => {
    const fresh = addresses.filter((address) => !seen.has(address));
    for (const address of fresh) seen.add(address);
    return Array.from({ length: Math.ceil(fresh.length / SHARE) }, (_, n) => ({
      role,
      addresses: fresh.slice(n * SHARE, (n + 1) * SHARE),
    }));
  });
}

async function lookAtAll({ role, addresses }: Share, { browser, url, report }: Stage): Promise<void> {
  await report.try(`pages that ${role} may open are fit to be used, at a desk and on a phone`, async () => {
    const visitor = await Visitor.arrives(browser, { url });
    await visitor.signIn(role);
    const failures: unknown[] = [];
    for (const [n, address] of addresses.entries())
      await lookAt(visitor, address, { first: n === 0 }).catch((error: unknown) => failures.push(error));
    await visitor.leaves();
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
    return addresses.join(' ');
  });
}

/** The first page is opened by its address and read in English too; the others are gone to from there. */
async function lookAt(visitor: Visitor, address: string, { first }: { first: boolean }): Promise<void> {
  const name = `console${address.replace(/\W+/g, '-')}`;
  await (first ? visitor.open(address) : visitor.follows(address));
  await visitor.picture(`${name}-zh`);
  await accessible(visitor.page);
  if (first) {
    await visitor.seenAt(DESKTOP, 'en');
    await visitor.picture(`${name}-en`);
  }
  await visitor.seenAt(PHONE, 'zh');
  await visitor.picture(`${name}-zh`);
  await accessible(visitor.page);
  await visitor.seenAt(DESKTOP, 'zh');
}
