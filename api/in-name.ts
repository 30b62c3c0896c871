import type { Prisma, PrismaClient } from '../prisma/client/client.ts';

/** Changes registers in somebody's name, so that the record of changes (`register_change`) says who and why. One transaction. */
export const inName = <T>(
  prisma: PrismaClient,
  { by, reason = '' }: { by: string; reason?: string },
  work: (db: Prisma.TransactionClient) => Promise<T>,
): Promise<T> =>
  prisma.$transaction(async (db) => {
    await db.$queryRaw`SELECT set_config('anlao.by', ${by}, true), set_config('anlao.reason', ${reason}, true)`;
    return work(db);
  });
