import { PrismaPg } from '@prisma/adapter-pg';
import { CONNECT_MS, IDLE_MS } from '../casebook/pool.ts';
import { PrismaClient } from '../prisma/client/client.ts';

/** Prisma under the application's role. */
export const openPrisma = (databaseUrl: string): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl,
      options: '-c role=anlao_app',
      max: 8,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: IDLE_MS,
    }),
  });
