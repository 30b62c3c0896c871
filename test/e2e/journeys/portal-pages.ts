import { accessible } from '../accessible.ts';
import { short } from '../options.ts';
import type { Stage } from '../stage.ts';
import { DESKTOP, type Language, PHONE, Visitor } from '../visitor.ts';
import { complain } from './complain.ts';

const PAGES = {
  home: '/portal',
  institutions: '/portal/registers/institutions',
  unfiled: '/portal/registers/unfiled',
  exits: '/portal/registers/exits',
  rectifications: '/portal/registers/rectifications',
  blacklist: '/portal/registers/blacklist',
  code: '/portal/follow',
  verify: '/portal/verify/not-a-document',
};

const FIT = 'fit to be used: wide and narrow, in both languages, in large type, in high contrast';

/** Complaining and following as everybody does, with a look at every step in every manner of reading. */
export async function complainingSeen({ browser, url, report }: Stage): Promise<void> {
  await report.try(`every step of complaining and following is ${FIT}`, async () => {
    const visitor = await Visitor.arrives(browser, { url });
    const look = (page: string) => lookAt(visitor, `portal-${page}`);
    await complain(visitor, { language: 'zh', look });
    await look('follow');
    await visitor.leaves();
  });
}

/** A look at every other page in every manner of reading. */
export async function portalPages({ browser, url, report }: Stage): Promise<void> {
  await report.try(`every page of the portal is ${FIT}`, async () => {
    const visitor = await Visitor.arrives(browser, { url });
    for (const [page, address] of Object.entries(PAGES)) {
      await visitor.open(address);
      await lookAt(visitor, `portal-${page}`);
    }
    await visitor.leaves();
    return Object.keys(PAGES).join(' ');
  });
}

/**
 * The page as it is now in the ways in which the portal is read; examined on a phone, and in large type and high contrast, where its contrast is
 * AAA. In short it is read on a phone, and at a desk in all of these.
 */
export async function lookAt(visitor: Visitor, name: string): Promise<void> {
  const seen = async (size: typeof DESKTOP, language: Language, manner = '') => {
    await visitor.seenAt(size, language);
    await visitor.picture(`${name}-${language}${manner}`);
  };
  if (!short) await seen(DESKTOP, 'zh');
  await seen(PHONE, 'zh');
  await accessible(visitor.page);
  await press(visitor, 'large');
  if (!short) {
    await seen(PHONE, 'zh', '-large');
    await accessible(visitor.page, { enhanced: true });
  }
  await press(visitor, 'contrast');
  await seen(DESKTOP, 'en', '-large-contrast');
  await accessible(visitor.page, { enhanced: true });
  await press(visitor, 'large');
  await press(visitor, 'contrast');
  if (!short) await seen(PHONE, 'en');
  await visitor.seenAt(DESKTOP, 'zh');
}

/** Presses one of the switches at the top of every page. */
async function press({ page }: Visitor, which: 'large' | 'contrast'): Promise<void> {
  await page
    .locator('.reading-tools button[aria-pressed]')
    .nth(which === 'large' ? 0 : 1)
    .click();
}
