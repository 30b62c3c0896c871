import type { Logger } from 'pino';
import type { People } from '../casebook/people.ts';
import type { KeyRing } from '../casebook/sealing.ts';
import type { OidcConfig } from '../config/env.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import { AccountEvents } from './account-events.ts';
import { Attempts } from './attempts.ts';
import { createAuth, sessionSecret } from './auth.ts';
import type { Deps } from './deps.ts';
import { Keys } from './keys.ts';
import { Sessions } from './session.ts';
import { singleSignOn } from './sso.ts';

interface IdentityOptions {
  prisma: PrismaClient;
  people: People;
  ring: KeyRing;
  log: Logger;
  /** Where people reach the product. */
  baseUrl: string;
  /** Sign-ins per address and minute. */
  signInLimit: number;
  oidc?: OidcConfig | undefined;
}

/** Everything that says who somebody is, put together as the API and its tests need it. */
export function identityOf(options: IdentityOptions): Pick<Deps, 'auth' | 'sessions' | 'keys' | 'attempts' | 'accountEvents' | 'sso'> {
  const { prisma, people, ring, log, baseUrl, signInLimit, oidc } = options;
  const accountEvents = new AccountEvents(prisma, log);
  const attempts = new Attempts(prisma, sessionSecret(ring));
  const keys = new Keys(prisma, people);
  const sso = oidc && singleSignOn(oidc, () => ({ prisma, accountEvents, attempts, sessions }));
  const auth = createAuth({ prisma, ring, baseUrl, signInLimit, ...(sso ? { sso } : {}) });
  const sessions = new Sessions(auth, people);
  return { auth, sessions, keys, attempts, accountEvents, ...(oidc ? { sso: { name: oidc.name } } : {}) };
}
