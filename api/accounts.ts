import { randomBytes } from 'node:crypto';
import type { Person } from '../casebook/people.ts';
import type { Release } from '../casebook/releases.ts';
import type { Role } from '../domain/roles.ts';
import type { Prisma, User } from '../prisma/client/client.ts';
import type { AccountEventKind } from './account-events.ts';
import type { Deps } from './deps.ts';
import { hashPassword } from './hashing.ts';

/** Who did it to the account, and from where. */
export interface By {
  id: string;
  name: string;
  address?: string | undefined;
}

/** What decides what somebody may see and do. */
export interface Standing {
  role: Role | null;
  division: string | null;
  institutionId: string | null;
  organisationId: string | null;
}

type Db = Prisma.TransactionClient;
type Tools = Pick<Deps, 'prisma' | 'sessions' | 'accountEvents' | 'attempts'>;

/** A password to be told to its owner once: 72 random bits that can be typed. */
export const firstPassword = (): string => randomBytes(9).toString('base64url');

/** Changes what an account says. With another standing its sessions end and cases that no longer fit go to the section head, all together. */
export async function changeAccount(
  tools: Tools,
  user: User,
  changes: Partial<Standing & { name: string; notifyEmail: string | null }>,
  by: By,
) {
  const after = { ...user, ...changes };
  const roleChanged = after.role !== user.role;
  const moved = after.division !== user.division;
  const regrouped = after.institutionId !== user.institutionId || after.organisationId !== user.organisationId;
  const detail = { changed: Object.keys(changes), before: standingIn(user), after: standingIn(after) };
  await changed(tools, by, { kind: 'userChanged', user, detail }, async (db) => {
    await db.user.update({ where: { id: user.id }, data: { ...changes, updatedAt: new Date() } });
    if (roleChanged || moved || regrouped) await db.session.deleteMany({ where: { userId: user.id } });
    if (roleChanged) await releaseCases(db, { userId: user.id, reason: '承办人岗位变动' }, user, by);
    else if (moved) await releaseCases(db, { userId: user.id, reason: '承办人调离本辖区', keeps: after.division ?? '-' }, user, by);
  });
}

/** What is written down of an account before and after a change. */
const standingIn = ({ name, role, division, institutionId, organisationId }: Pick<User, 'name' | keyof Standing>) => ({
  name,
  role,
  division,
  institutionId,
  organisationId,
});

/** Shuts an account: sessions end, keys reach nothing, and open cases go to the section head. */
export const disableAccount = (tools: Tools, user: User, reason: string, by: By): Promise<void> =>
  changed(tools, by, { kind: 'userDisabled', user, detail: { reason } }, async (db) => {
    await db.user.update({ where: { id: user.id }, data: { banned: true, banReason: reason, updatedAt: new Date() } });
    await db.session.deleteMany({ where: { userId: user.id } });
    await releaseCases(db, { userId: user.id, reason: `承办人账户停用：${reason}` }, user, by);
  });

/** Opens an account again. Cases that it gave up stay where they are. */
export const enableAccount = (tools: Tools, user: User, by: By): Promise<void> =>
  changed(tools, by, { kind: 'userEnabled', user }, async (db) => {
    await db.user.update({ where: { id: user.id }, data: { banned: false, banReason: null, updatedAt: new Date() } });
  });

/** Gives the account a new first password, to be changed at once; answers it. A lost second factor goes with the old password. */
export async function resetPassword(tools: Tools, user: User, by: By): Promise<string> {
  const password = firstPassword();
  const hashed = await hashPassword(password);
  await changed(tools, by, { kind: 'passwordReset', user }, async (db) => {
    await db.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: hashed } });
    await db.user.update({ where: { id: user.id }, data: { mustChangePassword: true, twoFactorEnabled: false } });
    await db.twoFactor.deleteMany({ where: { userId: user.id } });
    await db.session.deleteMany({ where: { userId: user.id } });
  });
  if (user.username) await tools.attempts.forget(user.username);
  return password;
}

/** Ends every session of the account. */
export const endSessions = (tools: Tools, user: User, by: By): Promise<void> =>
  changed(tools, by, { kind: 'sessionsEnded', user }, async (db) => {
    await db.session.deleteMany({ where: { userId: user.id } });
  });

interface Said {
  kind: AccountEventKind;
  user: User;
  detail?: Prisma.InputJsonObject;
}

/** The change and its record in one transaction; afterwards nobody is believed without asking the database. */
async function changed(
  { prisma, accountEvents, sessions }: Tools,
  by: By,
  { kind, user, detail }: Said,
  work: (db: Db) => Promise<void>,
): Promise<void> {
  await prisma.$transaction(async (db) => {
    await work(db);
    await accountEvents.record({ kind, userId: user.id, byId: by.id, address: by.address, ...(detail ? { detail } : {}) }, db);
  });
  sessions.forget();
}

/** Writes down that the cases are to be given up; the workers do it (casebook/releases.ts). */
async function releaseCases(db: Db, { userId, reason, keeps }: Release, { division }: User, { id, name }: By): Promise<void> {
  const total = await db.caseFile.count({ where: { status: 'open', OR: [{ assigneeId: userId }, { ownerId: userId }] } });
  const params = { userId, reason, ...(keeps === undefined ? {} : { keeps }) };
  await db.job.create({ data: { kind: 'release', params, actor: { id, name }, division: division ?? '', total } });
}

export const byOf = ({ id, name }: Person, address: string | undefined): By => ({ id, name, address });
