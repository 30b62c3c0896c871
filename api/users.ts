import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Role } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/client/client.ts';

export interface NewUser {
  username: string;
  name: string;
  role: Role;
  division: string;
  institutionId?: string;
  organisationId?: string;
  password: string;
}

/** Makes a user who can sign in. Answers false when the user name is taken. */
export async function createUser(
  prisma: PrismaClient,
  { username, name, role, division, institutionId, organisationId, password }: NewUser,
): Promise<boolean> {
  if (await prisma.user.findUnique({ where: { username }, select: { id: true } })) return false;
  const taken = await prisma.user.findUnique({ where: { id: username }, select: { id: true } });
  const id = taken ? randomUUID() : username;
  const hashed = await hashPassword(password);
  await prisma.user.create({
    data: {
      id,
      username,
      displayUsername: username,
      name,
      role,
      division,
      email: `${id}@users.anlao.invalid`,
      ...(institutionId ? { institutionId } : {}),
      ...(organisationId ? { organisationId } : {}),
      accounts: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: hashed } },
    },
  });
  return true;
}
