import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { NotFound } from '../problems.ts';
import { atKey, KEYS, pageOf, placeOf } from '../reads/cursor.ts';
import { flag, PageQuery } from '../schemas/queries.ts';
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

const InboxQuery = PageQuery.extend({
  /** Only what was not read yet. */
  unread: flag.optional(),
});
/** One page of messages; `unread` counts those not read yet, up to `MOST_COUNTED`. */
const Inbox = page(NotificationView).extend({ unread: z.int() });
/** Nobody needs to know it more exactly. */
const MOST_COUNTED = 100;
const MessageId = z.string().regex(/^\d{1,18}$/);

/** One's own messages. */
export function inbox(door: Door, { prisma }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/notifications',
      summary: '消息',
      tag: 'people',
      may: 'inbox.use',
      query: InboxQuery,
      response: Inbox,
    },
    async ({ query: { cursor, limit, unread }, req }) => {
      const before = placeOf(cursor, KEYS.number);
      const mine = { recipient: personOf(req).id, channel: 'inbox' };
      const asked = { ...mine, ...(before ? { id: { lt: BigInt(before.key) } } : {}), ...(unread ? { readAt: null } : {}) };
      const [rows, count] = await Promise.all([
        prisma.notification.findMany({ where: asked, orderBy: { id: 'desc' }, take: limit + 1 }),
        prisma.notification.count({ where: { ...mine, readAt: null }, take: MOST_COUNTED }),
      ]);
      const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
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
        nextCursor,
        unread: count,
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
      params: z.object({ id: MessageId }),
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

  door.add(
    {
      method: 'post',
      path: '/notifications/read',
      summary: '全部标为已读',
      tag: 'people',
      may: 'inbox.use',
      body: z.strictObject({ upTo: MessageId }),
      response: z.object({ read: z.int() }),
    },
    async ({ body: { upTo }, req }) => {
      const unread = { recipient: personOf(req).id, channel: 'inbox', readAt: null, id: { lte: BigInt(upTo) } };
      const { count } = await prisma.notification.updateMany({ where: unread, data: { readAt: new Date() } });
      return { read: count };
    },
  );
}
