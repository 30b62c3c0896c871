import type { Person } from '../../casebook/people.ts';
import { dayOf } from '../../domain/days.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import type { Deps } from '../deps.ts';
import { divisionsOf } from '../permissions.ts';
import { nameOf } from './case-row.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';

type Reads = Pick<Deps, 'people' | 'prisma'>;

/** Who stands in for somebody who is away. */
export async function absenceView({ people }: Pick<Deps, 'people'>, absence: Person['absence']) {
  if (!absence) return {};
  const { substitute: id, from, until, note } = absence;
  return { absence: { substitute: { id, name: (await people.find(id))?.name ?? id }, from, until, note } };
}

/** The next absence of somebody that was set and has not begun. */
export async function nextAbsence(deps: Reads, userId: string) {
  const where = { userId, endedAt: null, fromDay: { gt: new Date(dayOf(Date.now())) } };
  const row = await deps.prisma.absence.findFirst({ where, orderBy: { fromDay: 'asc' } });
  if (!row) return {};
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const { absence } = await absenceView(deps, {
    substitute: row.substituteId,
    from: day(row.fromDay),
    until: row.untilDay && day(row.untilDay),
    note: row.note,
  });
  return { nextAbsence: absence };
}

/** Officers who answer for a division, by role: those of the nearest division that has any. */
export async function colleagues(deps: Reads, division: string, role: Role | undefined) {
  const found = await Promise.all((role ? [role] : ROLES).map((r) => deps.people.holding(r, division)));
  return Promise.all(
    found
      .flat()
      .map(async (p) => ({ id: p.id, name: p.name, role: p.role, division: p.division, ...(await absenceView(deps, p.absence)) })),
  );
}

const withSessions = () => ({ include: { _count: { select: { sessions: { where: { expiresAt: { gt: new Date() } } } } } } });

/** An account as its administrator sees it. */
export async function accountOf(deps: Reads, id: string) {
  const row = await deps.prisma.user.findUniqueOrThrow({ where: { id }, ...withSessions() });
  return accountView(deps, row);
}

type AccountRow = Awaited<ReturnType<Deps['prisma']['user']['findUniqueOrThrow']>> & { _count: { sessions: number } };

async function accountView(deps: Reads, row: AccountRow) {
  const { id, username, name, institutionId, organisationId, notifyEmail, service, mustChangePassword } = row;
  return {
    id,
    username,
    name,
    role: row.role as Role | null,
    division: row.division ?? '',
    institutionId,
    organisationId,
    notifyEmail,
    disabled: row.banned === true,
    disabledReason: row.banned ? row.banReason : null,
    service,
    mustChangePassword,
    secondFactor: row.twoFactorEnabled === true,
    sessions: row._count.sessions,
    ...(await absenceView(deps, (await deps.people.find(id))?.absence)),
    createdAt: row.createdAt.toISOString(),
  };
}

/** Accounts at or under the administrator's division, one page of them. */
export async function accounts(
  deps: Reads,
  person: Person,
  { role, within, cursor, limit }: { role?: Role | undefined; within?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const place = placeOf(cursor, KEYS.id);
  const rows = await deps.prisma.user.findMany({
    where: {
      AND: [{ division: divisionsOf(within === undefined ? person : { ...person, division: within }) }, role ? { role } : {}],
      ...(place ? { id: { gt: place.key } } : {}),
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
    ...withSessions(),
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  return {
    items: await Promise.all(shown.map((row) => accountView(deps, row))),
    nextCursor,
  };
}

interface EventsAsked {
  kind?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What happened to one account or, where a person is given, to those of their division and to names that nobody has; newest first. */
export async function accountEventsOf({ prisma, people }: Reads, whose: string | Person, { kind, cursor, limit }: EventsAsked) {
  const place = placeOf(cursor, KEYS.number);
  const rows = await prisma.accountEvent.findMany({
    where: {
      AND: [await eventsOf(prisma, whose), kind ? { kind } : {}, place ? { id: { lt: BigInt(place.key) } } : {}],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  return {
    items: await Promise.all(
      shown.map(async ({ id, at, kind, userId, byId, address, detail }) => ({
        id: String(id),
        at: at.toISOString(),
        kind,
        user: await nameOf(people, userId),
        by: await nameOf(people, byId),
        address,
        detail: detail as Record<string, unknown>,
      })),
    ),
    nextCursor,
  };
}

async function eventsOf(prisma: Reads['prisma'], whose: string | Person) {
  if (typeof whose === 'string') return { userId: whose };
  const users = await prisma.user.findMany({ where: { division: divisionsOf(whose) }, select: { id: true } });
  return { OR: [{ userId: { in: users.map(({ id }) => id) } }, { userId: null }] };
}
