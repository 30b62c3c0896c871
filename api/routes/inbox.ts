import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { NotFound } from '../problems.ts';
import { cursorOf, KEYS, placeOf } from '../reads/cursor.ts';
import { PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const NotificationView = z.object({
  id: z.string(),
  event: z.string(),
  caseNo: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  at: z.iso.datetime(),
  read: z.boolean(),
});

/** One's own messages. */
export function inbox(door: Door, { prisma }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/notifications',
      summary: '消息',
      tag: 'people',
      may: 'inbox.use',
      query: PageQuery,
      response: page(NotificationView),
    },
    async ({ query: { cursor, limit }, req }) => {
      const before = placeOf(cursor, KEYS.number);
      const rows = await prisma.notification.findMany({
        where: { recipient: personOf(req).id, channel: 'inbox', ...(before ? { id: { lt: BigInt(before.key) } } : {}) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map((n) => ({
          id: String(n.id),
          event: n.event,
          caseNo: n.caseNo,
          subject: n.subject,
          body: n.body,
          at: n.createdAt.toISOString(),
          read: n.readAt !== null,
        })),
        nextCursor: last ? cursorOf({ value: null, key: String(last.id) }) : null,
      };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/notifications/{id}/read',
      summary: '标为已读',
      tag: 'people',
      may: 'inbox.use',
      params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
      response: z.object({ read: z.literal(true) }),
    },
    async ({ params: { id }, req }) => {
      const { count } = await prisma.notification.updateMany({
        where: { id: BigInt(id), recipient: personOf(req).id },
        data: { readAt: new Date() },
      });
      if (count === 0) throw new NotFound();
      return { read: true };
    },
  );
}
