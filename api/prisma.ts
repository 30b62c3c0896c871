import { PrismaPg } from '@prisma/adapter-pg';
import { CONNECT_MS, IDLE_MS } from '../casebook/pool.ts';
import { PrismaClient } from '../prisma/client/client.ts';

/** The code of an error by which a row that may be there once was there already. */
export const UNIQUE_VIOLATION = 'P2002';

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
