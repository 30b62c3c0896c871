import { randomUUID } from 'node:crypto';
import type { Role } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import { hashPassword } from './hashing.ts';

export interface NewUser {
  username: string;
  name: string;
  role: Role;
  division: string;
  institutionId?: string | null | undefined;
  organisationId?: string | null | undefined;
  notifyEmail?: string | null | undefined;
  password: string;
  /** Whether somebody else knows the password, so that its owner has to choose another first. */
  mustChangePassword?: boolean;
}

/** Makes a user who can sign in; answers the id. Nothing when the user name is taken. */
export async function createUser(
  prisma: PrismaClient,
  {
    username: displayUsername,
    name,
    role,
    division,
    institutionId,
    organisationId,
    notifyEmail,
    password,
    mustChangePassword = false,
  }: NewUser,
): Promise<string | undefined> {
  const username = displayUsername.toLowerCase(); // as it is looked up
  if (await prisma.user.findUnique({ where: { username }, select: { id: true } })) return undefined;
  const taken = await prisma.user.findUnique({ where: { id: username }, select: { id: true } });
  const id = taken ? randomUUID() : username;
  const hashed = await hashPassword(password);
  await prisma.user.create({
    data: {
      id,
      username,
      displayUsername,
      name,
      role,
      division,
      email: `${id}@users.anlao.invalid`,
      mustChangePassword,
      ...(notifyEmail ? { notifyEmail } : {}),
      ...(institutionId ? { institutionId } : {}),
      ...(organisationId ? { organisationId } : {}),
      accounts: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: hashed } },
    },
  });
  return id;
}
