import type { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import { divisionsOf } from '../permissions.ts';
import type { RegisterChangeView } from '../schemas/institutions.ts';
import { nameOf } from './case-row.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';

/** What a person may know of: changes in their division, and those of the calendar, which is the same everywhere. */
export const changesScope = (person: Person): Prisma.RegisterChangeWhereInput => ({
  OR: [{ division: divisionsOf(person) }, { register: 'calendar' }],
});

interface Asked {
  cursor?: string | undefined;
  limit: number;
}

/** A page of what was changed in the registers, newest first. */
export async function registerChanges({ prisma, people }: Deps, where: Prisma.RegisterChangeWhereInput, { cursor, limit }: Asked) {
  const place = placeOf(cursor, KEYS.number);
  const rows = await prisma.registerChange.findMany({
    where: { AND: [where, place ? { id: { lt: BigInt(place.key) } } : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  const items = shown.map(async ({ id, at, register, subject, name, division, byId, reason, changes }) => ({
    id: String(id),
    at: at.toISOString(),
    register: register as z.output<typeof RegisterChangeView>['register'],
    subject: { id: subject, name },
    division,
    by: await nameOf(people, byId),
    reason,
    changes: fieldsOf(changes),
  }));
  return { items: await Promise.all(items), nextCursor };
}

/** Fields by their names in the API. */
const fieldsOf = (changes: Prisma.JsonValue) =>
  Object.entries(changes as Record<string, { before?: unknown; after?: unknown }>).map(([column, { before = null, after = null }]) => ({
    field: column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    before,
    after,
  }));
