import { PrismaPg } from '@prisma/adapter-pg';
import { IDLE_MS } from '../casebook/pool.ts';
import { PrismaClient } from '../prisma/client/client.ts';

/** Prisma under the application's role. */
export const openPrisma = (databaseUrl: string): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl,
      options: '-c role=anlao_app',
      max: 8,
      connectionTimeoutMillis: 4_000,
      idleTimeoutMillis: IDLE_MS,
    }),
  });
