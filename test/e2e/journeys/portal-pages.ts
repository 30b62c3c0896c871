import { accessible } from '../accessible.ts';
import type { Stage } from '../stage.ts';
import { DESKTOP, type Language, PHONE, Visitor } from '../visitor.ts';
import { complain } from './complain.ts';

interface Manner {
  name: string;
  size: typeof DESKTOP;
  language: Language;
  reading?: { large: boolean; contrast: boolean };
}

/** The ways in which the portal is read. */
const MANNERS: Manner[] = [
  { name: 'at a desk', size: DESKTOP, language: 'zh' },
  { name: 'on a phone', size: PHONE, language: 'zh' },
  { name: 'in large type on a phone', size: PHONE, language: 'zh', reading: { large: true, contrast: false } },
  { name: 'in English, large type and high contrast', size: DESKTOP, language: 'en', reading: { large: true, contrast: true } },
];

const PAGES = {
  home: '/portal',
  institutions: '/portal/registers/institutions',
  unfiled: '/portal/registers/unfiled',
  rectifications: '/portal/registers/rectifications',
  blacklist: '/portal/registers/blacklist',
  code: '/portal/follow',
  verify: '/portal/verify/not-a-document',
};

/** Complaining and following as everybody does, every page of the portal looked at; in large type its contrast is AAA. */
export async function portalPages({ browser, url, report }: Stage): Promise<void> {
  for (const { name, size, language, reading } of MANNERS)
    await report.try(`the portal is used ${name}: a complaint from the first step to the receipt, and every page`, async () => {
      const visitor = await Visitor.arrives(browser, { url, size, language, ...(reading ? { reading } : {}) });
      const tag = [language, reading?.large ? 'large' : '', reading?.contrast ? 'contrast' : ''].filter(Boolean).join('-');
      const look = async (page: string) => {
        await visitor.picture(`portal-${page}-${tag}`);
        await accessible(visitor.page, { enhanced: reading !== undefined });
      };
      await complain(visitor, language, look);
      await look('follow');
      for (const [page, address] of Object.entries(PAGES)) {
        await visitor.open(address);
        await look(page);
      }
      await visitor.leaves();
    });
}
