import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { publicLimit } from '../limits.ts';
import { divisionsIn, publishedPage, publishedRectifications, type RegisterName, suggested } from '../reads/published.ts';
import { Line } from '../schemas/common.ts';
import { PublicExit } from '../schemas/exits.ts';
import { PublicInstitution, PublicListing, PublicRectification, PublicUnfiled, RegisterQuery, Suggestion } from '../schemas/public.ts';
import { page } from '../schemas/views.ts';

/**
 * What is published, open to everybody: institutions filed and known to be unfiled, with grade, prices and services,
 * rectifications, listed ones, those that exit and until when.
 */
export function publicRegisters(door: Door, deps: Deps): void {
  const before = [publicLimit(deps.pool, { name: 'registers', perMinute: deps.limits.publicLookUp })];
  const open = { method: 'get', tag: 'public', may: 'public', before } as const;
  const register = (path: string, summary: string, name: RegisterName, item: z.ZodType) =>
    door.add({ ...open, path, summary, query: RegisterQuery, response: page(item) }, async ({ query }) => publishedPage(deps, name, query));

  register('/public/institutions', '已备案养老机构名单', 'filed', PublicInstitution);
  register('/public/unfiled', '未备案养老机构名单', 'unfiled', PublicUnfiled);
  register('/public/exits', '退出的养老机构', 'exits', PublicExit);
  register('/public/blacklist', '失信联合惩戒对象名单', 'blacklist', PublicListing);
  door.add(
    { ...open, path: '/public/rectifications', summary: '隐患与整改结果公开', query: RegisterQuery, response: page(PublicRectification) },
    async ({ query }) => publishedRectifications(deps, query),
  );
  door.add(
    {
      ...open,
      path: '/public/suggestions',
      summary: '机构名称联想',
      query: z.strictObject({ q: Line }),
      response: z.object({ items: z.array(Suggestion) }),
    },
    async ({ query }) => ({ items: await suggested(deps, query.q) }),
  );
  door.add(
    {
      ...open,
      path: '/public/divisions',
      summary: '有名单的行政区划',
      response: z.object({ items: z.array(z.object({ code: z.string(), name: z.string(), institutions: z.int() })) }),
    },
    async () => ({ items: await divisionsIn(deps) }),
  );
}
