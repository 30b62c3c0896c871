import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeOf } from '../permissions.ts';
import { cursorOf, placeOf } from '../reads/cursor.ts';
import { eventView } from '../reads/events.ts';
import { Limit } from '../schemas/queries.ts';
import { EventView, page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const FeedQuery = z.strictObject({ after: z.string().max(400).optional(), limit: Limit });

/** The event feed: what was recorded in the cases that the caller may see, in the order of recording. */
export function operations(door: Door, { prisma }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/events',
      summary: '事件流',
      tag: 'operations',
      roles: [],
      query: FeedQuery,
      response: page(EventView.extend({ caseNo: z.string() })),
    },
    async ({ query: { after, limit }, req }) => {
      const person = personOf(req);
      const place = placeOf(after);
      const [caseNo = '', seq = '0'] = place?.key.split('/') ?? [];
      const at = place?.value ? new Date(place.value) : new Date(0);
      const rows = await prisma.caseEvent.findMany({
        where: {
          caseFile: scopeOf(person),
          OR: [
            { recordedAt: { gt: at } },
            { recordedAt: at, caseNo: { gt: caseNo } },
            { recordedAt: at, caseNo, seq: { gt: Number(seq) } },
          ],
        },
        orderBy: [{ recordedAt: 'asc' }, { caseNo: 'asc' }, { seq: 'asc' }],
        take: limit,
      });
      const last = rows.at(-1);
      return {
        items: rows.map((row) => ({ caseNo: row.caseNo, ...eventView(row, person) })),
        nextCursor: last ? cursorOf({ value: last.recordedAt.toISOString(), key: `${last.caseNo}/${last.seq}` }) : (after ?? null),
      };
    },
  );
}
