import type { Logger } from 'pino';
import type { Assembly } from '../casebook/assembly.ts';
import type { KeyRing } from '../casebook/sealing.ts';
import type { Networks } from '../casebook/webhooks.ts';
import type { Role } from '../domain/roles.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import type { ContentStore } from '../storage/store.ts';
import type { AccountEvents } from './account-events.ts';
import type { Attempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import type { Keys } from './keys.ts';
import type { Sessions } from './session.ts';

/** Limits of the door a minute. */
export interface Limits {
  /** Per address. A name is held back after a few failures, too (attempts.ts). */
  signIn: number;
  /** Per address. */
  publicIntake: number;
  /** Per address. */
  publicLookUp: number;
  /** Complaints handed in by one account, from however many addresses. */
  accountIntake: number;
  /** What is asked and sent with one receipt code, from however many addresses. */
  codeLookUp: number;
}

/** What the routes work with. */
export interface Deps extends Assembly {
  prisma: PrismaClient;
  auth: Auth;
  sessions: Sessions;
  keys: Keys;
  attempts: Attempts;
  accountEvents: AccountEvents;
  /** The bureau's own sign-in, where there is one. */
  sso?: { name: string };
  /** Roles for which a password alone is not enough. */
  secondFactorFor: readonly Role[];
  /** Where people reach the product, when that is known; over `https` cookies travel under TLS only. */
  publicUrl?: string | undefined;
  /** Whose word about a caller's address is taken: addresses, ranges and names such as `loopback`; nobody's when empty. */
  trustedProxies: readonly string[];
  ring: KeyRing;
  store: ContentStore;
  /** The virus scanner, where there is one. */
  clamdAddress?: string | undefined;
  log: Logger;
  limits: Limits;
  /** Private networks that webhooks may reach. */
  networks: Networks;
  /** What links in letters begin with. */
  linkBase: string;
  /** Where complaints go whose institution nobody knows: the division this office serves. */
  homeDivision: string;
  /** Origin of the Temporal UI, whose pages may ask for payloads to be decoded. */
  temporalUiOrigin?: string;
  /** Folder of the built console and portal; without it nothing but the API is served. */
  pages?: string;
}
