import { z } from 'zod';
import { type Person, within } from '../../casebook/people.ts';
import type { Notification, Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import { scopeOf } from '../permissions.ts';
import { PageQuery } from '../schemas/queries.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { departmentIn } from './deliveries.ts';
import { impersonal } from './reasons.ts';

/** The messages that the health of the system counts: as waiting, and as failed. */
const COUNTED = { queued: ['queued', 'sending'], failed: ['failed'] };

export const MessageQuery = PageQuery.extend({ state: z.enum(['queued', 'failed']).default('failed') });

/** A message that waits or failed, without its text and its address. */
export const Message = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** Null where it is about none, and where the reader may not see that case. */
  caseNo: z.string().nullable(),
  event: z.string(),
  channel: z.string(),
  /** Named are officials, departments and endpoints, as far as they are of the reader's division; nobody of an institution. */
  recipient: z.object({ kind: z.enum(['official', 'institution', 'department', 'endpoint']), name: z.string().nullable() }),
  attempts: z.int(),
  /** Why it did not leave (yet); it quotes neither address nor text. */
  error: z.string().nullable(),
});

/** One page of what waits or failed, the newest first, as far as this person may know of it. */
export async function messagesFor(deps: Deps, person: Person, { state, cursor, limit }: z.output<typeof MessageQuery>) {
  const before = placeOf(cursor, KEYS.number);
  const rows = await deps.prisma.notification.findMany({
    where: { state: { in: COUNTED[state] }, ...(before ? { id: { lt: BigInt(before.key) } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  const [seen, endpoints] = await Promise.all([casesSeen(deps, person, shown), endpointNames(deps, person, shown)]);
  const items = shown.map(async (row) => ({
    id: String(row.id),
    at: row.createdAt.toISOString(),
    caseNo: row.caseNo !== null && seen.has(row.caseNo) ? row.caseNo : null,
    event: row.event,
    channel: row.channel,
    recipient: await recipientOf(deps, person, row, endpoints),
    attempts: row.attempts,
    error: row.error === null ? null : impersonal(row.error),
  }));
  return { items: await Promise.all(items), nextCursor };
}

async function casesSeen({ prisma }: Deps, person: Person, rows: readonly Notification[]): Promise<Set<string>> {
  const caseNo = { in: rows.flatMap((row) => row.caseNo ?? []) };
  const where: Prisma.CaseFileWhereInput = { AND: [{ caseNo }, scopeOf(person)] };
  return new Set((await prisma.caseFile.findMany({ where, select: { caseNo: true } })).map((found) => found.caseNo));
}

/** Names of endpoints by what stands for them as a recipient. */
async function endpointNames({ prisma }: Deps, { division }: Person, rows: readonly Notification[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ recipient }) => (recipient.startsWith(ENDPOINT) ? recipient.slice(ENDPOINT.length) : []));
  const found = await prisma.webhook.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, division: true } });
  return new Map(found.filter((one) => within(one.division, division)).map(({ id, name }) => [ENDPOINT + id, name]));
}

const ENDPOINT = 'webhook:';
const DEPARTMENT = 'department:';

type RecipientView = z.output<typeof Message>['recipient'];

async function recipientOf(
  { people }: Deps,
  { division }: Person,
  { recipient, details }: Notification,
  endpoints: ReadonlyMap<string, string>,
): Promise<RecipientView> {
  if (recipient.startsWith(ENDPOINT)) return { kind: 'endpoint', name: endpoints.get(recipient) ?? null };
  if (recipient.startsWith(DEPARTMENT)) return { kind: 'department', name: departmentIn(details) ?? null };
  const found = await people.find(recipient);
  if (found?.role === 'institution') return { kind: 'institution', name: null };
  return { kind: 'official', name: found && within(found.division, division) ? found.name : null };
}
