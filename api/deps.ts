import type { Logger } from 'pino';
import type { Assembly } from '../casebook/assembly.ts';
import type { KeyRing } from '../casebook/sealing.ts';
import type { Networks } from '../casebook/webhooks.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import type { ContentStore } from '../storage/store.ts';
import type { Auth } from './auth.ts';
import type { Sessions } from './session.ts';

/** Limits of the door, per address and minute. */
export interface Limits {
  signIn: number;
  publicIntake: number;
  publicLookUp: number;
}

/** What the routes work with. */
export interface Deps extends Assembly {
  prisma: PrismaClient;
  auth: Auth;
  sessions: Sessions;
  ring: KeyRing;
  store: ContentStore;
  log: Logger;
  limits: Limits;
  /** Private networks that webhooks may reach. */
  networks: Networks;
  /** Where complaints go whose institution nobody knows: the division this office serves. */
  homeDivision: string;
  /** Folder of the built console and portal; without it nothing but the API is served. */
  pages?: string;
}
