import { randomBytes } from 'node:crypto';
import { createDemoUsers } from '../api/demo-users.ts';
import { openPrisma } from '../api/prisma.ts';

/** What the first start made, to be shown once. */
export interface Seeded {
  created: string[];
  /** The password of the users made now, when nobody had chosen one. */
  password?: string;
}

/** Makes one user per role when there is none yet, with the password asked for or a random one, which each of them has to change. */
export async function firstUsers(databaseUrl: string, demoPassword: string | undefined): Promise<Seeded> {
  const prisma = openPrisma(databaseUrl);
  try {
    if ((await prisma.user.count()) > 0) return { created: [] };
    const password = demoPassword ?? randomBytes(12).toString('base64url');
    const created = await createDemoUsers(prisma, password, { mustChangePassword: demoPassword === undefined });
    return demoPassword === undefined ? { created, password } : { created };
  } finally {
    await prisma.$disconnect();
  }
}
