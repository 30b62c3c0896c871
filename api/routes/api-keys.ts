import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { type Person, within } from '../../casebook/people.ts';
import { dayOf, startOfDay } from '../../domain/days.ts';
import type { Role } from '../../domain/roles.ts';
import type { ApiKey, User } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { newKey, type Scope } from '../keys.ts';
import { divisionsOf } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { atKey, KEYS, pageOf, placeOf } from '../reads/cursor.ts';
import { IssuedKey, KeyView, NewKey } from '../schemas/accounts.ts';
import { PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

/** A key lives for at most two years. */
const LONGEST_DAYS = 731;
const DAY_MS = 86_400_000;
/** Whose system each scope is for. */
const FITS = {
  'complaints:create': ['hotline'],
  'cases:read': ['hotline', 'department', 'auditor'],
  'events:read': ['hotline', 'department', 'auditor'],
  'letters:reply': ['department'],
} as const satisfies Record<Scope, readonly Role[]>;

/** Keys of other systems: the hotline's, a department's. Shown once, kept as a hash. */
export function apiKeys(door: Door, deps: Deps): void {
  const { prisma, accountEvents } = deps;
  const on = { tag: 'people', may: 'apiKeys.manage' } as const;
  door.add(
    { ...on, method: 'get', path: '/api-keys', summary: '接口密钥', query: PageQuery, response: page(KeyView) },
    async ({ query: { cursor, limit }, req }) => {
      const place = placeOf(cursor, KEYS.id);
      const rows = await prisma.apiKey.findMany({
        where: { user: { division: divisionsOf(personOf(req)) }, ...(place ? { id: { gt: place.key } } : {}) },
        orderBy: { id: 'asc' },
        take: limit + 1,
        include: { user: true },
      });
      const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
      return { items: shown.map(keyView), nextCursor };
    },
  );
  door.add(
    { ...on, method: 'post', path: '/api-keys', summary: '签发接口密钥', body: NewKey, response: IssuedKey, status: 201 },
    async ({ body, req }) => {
      const person = personOf(req);
      const expiresAt = new Date(startOfDay(body.expiresOn) + DAY_MS); // until the end of that day
      checkTerm(expiresAt);
      const { key, prefix, hash } = newKey();
      const userId = await serviceAccount(deps, person, body);
      const made = await prisma.apiKey.create({
        data: { userId, prefix, hash, scopes: [...new Set(body.scopes)], createdBy: person.id, expiresAt },
        include: { user: true },
      });
      const detail = { prefix, scopes: body.scopes, expiresOn: body.expiresOn };
      await accountEvents.record({ kind: 'keyIssued', userId, byId: person.id, address: req.ip, detail });
      deps.sessions.forget();
      return { ...keyView(made), key };
    },
  );
  door.add(
    {
      ...on,
      method: 'post',
      path: '/api-keys/{id}/revoke',
      summary: '吊销接口密钥',
      params: z.object({ id: z.uuid() }),
      response: KeyView,
    },
    async ({ params: { id }, req }) => {
      const person = personOf(req);
      const found = await prisma.apiKey.findFirst({ where: { id, user: { division: divisionsOf(person) } }, include: { user: true } });
      if (!found) throw new NotFound();
      const revokedAt = found.revokedAt ?? new Date();
      await prisma.apiKey.update({ where: { id }, data: { revokedAt } });
      await accountEvents.record({
        kind: 'keyRevoked',
        userId: found.userId,
        byId: person.id,
        address: req.ip,
        detail: { prefix: found.prefix },
      });
      return keyView({ ...found, revokedAt });
    },
  );
}

function checkTerm(expiresAt: Date): void {
  const days = (expiresAt.getTime() - startOfDay(dayOf(Date.now()))) / DAY_MS;
  if (days < 1 || days > LONGEST_DAYS)
    throw new InvalidInput('expiresOn', `a key expires today at the earliest and in ${LONGEST_DAYS} days at the latest`);
}

function checkScopes(scopes: readonly Scope[], role: string | null): void {
  const unfit = scopes.find((scope) => !FITS[scope].some((r) => r === role));
  if (unfit) throw new InvalidInput('scopes', `${unfit} belongs to ${FITS[unfit].join(', ')}`);
}

/** The service account that there is, or one made now: a user without a password. @throws InvalidInput */
async function serviceAccount({ prisma }: Deps, person: Person, { account: asked, scopes }: z.output<typeof NewKey>): Promise<string> {
  if ('id' in asked) {
    const user = await prisma.user.findFirst({ where: { id: asked.id, service: true, division: divisionsOf(person) } });
    if (!user) throw new InvalidInput('account.id', 'no service account has this id');
    checkScopes(scopes, user.role);
    return user.id;
  }
  const { name, role, division, organisationId } = asked;
  if (person.division === '' || !within(division, person.division))
    throw new InvalidInput('account.division', 'this lies outside of your division');
  if (organisationId && !(await prisma.organisation.findUnique({ where: { id: organisationId }, select: { id: true } })))
    throw new InvalidInput('account.organisationId', 'no organisation has this id');
  checkScopes(scopes, role);
  const id = randomUUID();
  const email = `${id}@users.anlao.invalid`;
  await prisma.user.create({ data: { id, name, email, role, division, service: true, ...(organisationId ? { organisationId } : {}) } });
  return id;
}

const keyView = ({ user, ...key }: ApiKey & { user: User }): z.output<typeof KeyView> => ({
  id: key.id,
  prefix: key.prefix,
  account: { id: user.id, name: user.name, role: user.role, division: user.division ?? '' },
  scopes: key.scopes as Scope[],
  createdAt: key.createdAt.toISOString(),
  createdBy: key.createdBy,
  expiresAt: key.expiresAt.toISOString(),
  revokedAt: key.revokedAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});
