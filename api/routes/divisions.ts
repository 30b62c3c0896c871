import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { divisionsOf } from '../permissions.ts';
import { Line } from '../schemas/common.ts';
import { Limit } from '../schemas/queries.ts';
import { personOf } from '../session.ts';

const DivisionView = z.object({
  code: z.string(),
  name: z.string(),
  /** The name of what it lies in, where there is anything above it. */
  within: z.string().nullable(),
});

/** The administrative divisions at or under one's own, by name or by the beginning of the code. */
export function divisions(door: Door, { prisma }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/divisions',
      summary: '行政区划',
      tag: 'people',
      may: 'divisions.read',
      query: z.strictObject({ q: Line.optional(), limit: Limit }),
      response: z.object({ items: z.array(DivisionView) }),
    },
    async ({ query: { q, limit }, req }) => {
      const asked = q ? { OR: [{ code: { startsWith: q } }, { name: { contains: q } }] } : {};
      const found = await prisma.division.findMany({
        where: { AND: [{ code: divisionsOf(personOf(req)) }, asked] },
        orderBy: { code: 'asc' },
        take: limit,
        select: { code: true, name: true, parent: true },
      });
      const above = await prisma.division.findMany({ where: { code: { in: found.flatMap(({ parent }) => parent ?? []) } } });
      const names = new Map(above.map(({ code, name }) => [code, name]));
      return { items: found.map(({ code, name, parent }) => ({ code, name, within: names.get(parent ?? '') ?? null })) };
    },
  );
}
