import { z } from 'zod';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';

const Instant = z.iso.datetime();

/** One message on one channel, and how it fares: whether it waits, left, or could not leave and why. */
export const Delivery = z.object({
  id: z.string(),
  event: z.string(),
  caseNo: z.string().nullable(),
  channel: z.string(),
  /** A person's id and name, or the name of an endpoint or department. */
  recipient: z.object({ id: z.string(), name: z.string() }),
  subject: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'gathered']),
  attempts: z.int(),
  error: z.string().nullable(),
  queuedAt: Instant,
  /** Not before this it is tried (again); null once it left or failed for good. */
  nextTryAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  readAt: Instant.nullable(),
});

/** One page of messages, the newest first. */
export async function deliveriesOf(
  deps: Deps,
  where: Prisma.NotificationWhereInput,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const before = placeOf(cursor, KEYS.number);
  const rows = await deps.prisma.notification.findMany({
    where: { AND: [where, before ? { id: { lt: BigInt(before.key) } } : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: { gatheredIn: { select: { attempts: true, error: true, notBefore: true } } },
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  const name = await namesOf(deps, shown);
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    items: shown.map((n) => ({
      id: String(n.id),
      event: n.event,
      caseNo: n.caseNo,
      channel: n.channel,
      recipient: { id: n.recipient, name: name(n) },
      subject: n.channel === 'events' ? n.event : n.subject,
      state: n.state as z.output<typeof Delivery>['state'],
      attempts: tried(n).attempts,
      error: tried(n).error,
      queuedAt: n.createdAt.toISOString(),
      nextTryAt: n.state === 'queued' || n.state === 'gathered' ? iso(tried(n).notBefore) : null,
      sentAt: iso(n.sentAt) ?? (n.channel === 'inbox' ? iso(n.createdAt) : null),
      readAt: iso(n.readAt),
    })),
    nextCursor,
  };
}

interface Tried {
  attempts: number;
  error: string | null;
  notBefore: Date;
}

/** A message that is told with others is tried as they are. */
const tried = (row: Tried & { state: string; gatheredIn: Tried | null }): Tried =>
  row.state === 'gathered' ? (row.gatheredIn ?? row) : row;

interface Addressed {
  recipient: string;
  channel: string;
  address: string | null;
  details: unknown;
}

/** Names of people, and of the endpoints that stand for a group or a system. */
async function namesOf({ prisma, people }: Deps, rows: Addressed[]): Promise<(row: Addressed) => string> {
  const endpoints = rows.flatMap(({ channel, address }) => (channel !== 'inbox' && channel !== 'email' && address ? [address] : []));
  const found = await prisma.webhook.findMany({ where: { id: { in: endpoints } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [`webhook:${id}`, name]));
  for (const { recipient } of rows) {
    const person = await people.find(recipient);
    if (person) names.set(recipient, person.name);
  }
  return ({ recipient, details }) => names.get(recipient) ?? departmentIn(details) ?? recipient;
}

/** The name of the department that a message goes to: the one in the register, or its usual one. */
export const departmentIn = (details: unknown): string | undefined =>
  typeof details === 'object' && details !== null && 'department' in details && typeof details.department === 'string'
    ? details.department
    : undefined;
