import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { type Person, within } from '../../casebook/people.ts';
import { ROLES } from '../../domain/roles.ts';
import type { User } from '../../prisma/client/client.ts';
import { byOf, changeAccount, disableAccount, enableAccount, endSessions, firstPassword, resetPassword } from '../accounts.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { NotFound } from '../problems.ts';
import { accountEventsOf, accountOf, accounts, colleagues } from '../reads/users.ts';
import { AccountEventView, CreatedUser, NewUser, UserChanges, UserRow, UserView } from '../schemas/accounts.ts';
import { Id, Reason } from '../schemas/common.ts';
import { Division, Limit, PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';
import { createUser } from '../users.ts';

const UsersQuery = z.strictObject({
  role: z.enum(ROLES).optional(),
  division: Division.optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});
const params = z.object({ id: Id });

/** Colleagues for everybody, accounts for the administrator of their division. */
export function users(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/users',
      summary: '人员',
      tag: 'people',
      may: 'users.read',
      query: UsersQuery,
      response: page(UserRow),
    },
    async ({ query: { role, division: asked, cursor, limit }, req }) => {
      const person = personOf(req);
      if (asked !== undefined && !within(asked, person.division)) return { items: [], nextCursor: null };
      if (person.role === 'admin') return accounts(deps, person, { role, within: asked, cursor, limit });
      return { items: await colleagues(deps, asked ?? person.division, role), nextCursor: null };
    },
  );
  door.add(
    {
      method: 'post',
      path: '/users',
      summary: '新建用户',
      tag: 'people',
      may: 'users.manage',
      body: NewUser,
      response: CreatedUser,
      status: 201,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      await checkStanding(deps, person, body);
      const password = firstPassword();
      const id = await createUser(deps.prisma, { ...body, password, mustChangePassword: true });
      if (id === undefined) throw new InvalidInput('username', 'somebody has this user name');
      const detail = { role: body.role, division: body.division };
      await deps.accountEvents.record({ kind: 'userCreated', userId: id, byId: person.id, address: req.ip, detail });
      deps.sessions.forget();
      return { user: await accountOf(deps, id), password };
    },
  );
  changes(door, deps);
}

/** What an administrator does to one account. */
function changes(door: Door, deps: Deps): void {
  const on = { method: 'post', tag: 'people', may: 'users.manage', params } as const;
  door.add(
    { ...on, path: '/users/{id}/changes', summary: '变更用户', body: UserChanges, response: UserView },
    async ({ params: { id }, body, req }) => {
      const [person, user] = await managed(deps, req, id);
      const standing = { role: user.role, division: user.division ?? '', institutionId: user.institutionId, ...body };
      if (person.id === id && (standing.role !== user.role || standing.division !== user.division))
        throw new InvalidInput('role', 'another administrator changes this for you');
      await checkStanding(deps, person, standing);
      await changeAccount(deps, user, Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined)), byOf(person, req.ip));
      return accountOf(deps, id);
    },
  );
  door.add(
    { ...on, path: '/users/{id}/disable', summary: '停用用户', body: Reason, response: UserView },
    async ({ params: { id }, body: { reason }, req }) => {
      const [person, user] = await managed(deps, req, id);
      if (person.id === id) throw new InvalidInput('id', 'another administrator does this for you');
      await disableAccount(deps, user, reason, byOf(person, req.ip));
      return accountOf(deps, id);
    },
  );
  door.add({ ...on, path: '/users/{id}/enable', summary: '启用用户', response: UserView }, async ({ params: { id }, req }) => {
    const [person, user] = await managed(deps, req, id);
    await enableAccount(deps, user, byOf(person, req.ip));
    return accountOf(deps, id);
  });
  door.add({ ...on, path: '/users/{id}/reset-password', summary: '重置密码', response: CreatedUser }, async ({ params: { id }, req }) => {
    const [person, user] = await managed(deps, req, id);
    const credential = await deps.prisma.account.count({ where: { userId: id, providerId: 'credential' } });
    if (credential === 0) throw new InvalidInput('id', 'this account has no password here');
    const password = await resetPassword(deps, user, byOf(person, req.ip));
    return { user: await accountOf(deps, id), password };
  });
  door.add({ ...on, path: '/users/{id}/end-sessions', summary: '结束全部会话', response: UserView }, async ({ params: { id }, req }) => {
    const [person, user] = await managed(deps, req, id);
    await endSessions(deps, user, byOf(person, req.ip));
    return accountOf(deps, id);
  });
  door.add(
    {
      ...on,
      method: 'get',
      path: '/users/{id}/events',
      may: 'accountEvents.read',
      summary: '账户记录',
      query: PageQuery,
      response: page(AccountEventView),
    },
    async ({ params: { id }, query, req }) => {
      await managed(deps, req, id);
      return accountEventsOf(deps, id, query);
    },
  );
  door.add(
    {
      method: 'get',
      path: '/account-events',
      tag: 'people',
      may: 'accountEvents.read',
      summary: '全部账户记录',
      query: PageQuery.extend({ kind: z.string().max(40).optional() }),
      response: page(AccountEventView),
    },
    ({ query, req }) => accountEventsOf(deps, personOf(req), query),
  );
}

/** The administrator who asks, and an account that is theirs to manage. @throws NotFound */
async function managed({ prisma }: Deps, req: Parameters<typeof personOf>[0], id: string): Promise<[Person, User]> {
  const person = personOf(req);
  const user = await prisma.user.findUnique({ where: { id } });
  if (!user || person.division === '' || !within(user.division ?? '', person.division)) throw new NotFound();
  return [person, user];
}

interface StandingAsked {
  role: string | null;
  division: string;
  institutionId?: string | null | undefined;
  organisationId?: string | null | undefined;
}

/** Whether this administrator may give somebody this standing. @throws InvalidInput */
async function checkStanding(
  { prisma }: Deps,
  person: Person,
  { role, division, institutionId, organisationId }: StandingAsked,
): Promise<void> {
  if (person.division === '' || !within(division, person.division))
    throw new InvalidInput('division', 'this lies outside of your division');
  if (!(await prisma.division.findUnique({ where: { code: division }, select: { code: true } })))
    throw new InvalidInput('division', 'there is no such division');
  if (role === 'institution' && !institutionId) throw new InvalidInput('institutionId', 'whoever speaks for an institution belongs to one');
  if (institutionId) {
    const found = await prisma.institution.findUnique({ where: { id: institutionId }, select: { division: true } });
    if (!found || !within(found.division, person.division)) throw new InvalidInput('institutionId', 'no institution has this id');
  }
  if (organisationId && !(await prisma.organisation.findUnique({ where: { id: organisationId }, select: { id: true } })))
    throw new InvalidInput('organisationId', 'no organisation has this id');
}
