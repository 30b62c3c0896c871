import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { username } from 'better-auth/plugins';
import type { KeyRing } from '../casebook/sealing.ts';
import type { PrismaClient } from '../prisma/client/client.ts';

export interface AuthOptions {
  prisma: PrismaClient;
  ring: KeyRing;
  baseUrl: string;
  /** Sign-ins per address and minute. */
  signInLimit: number;
}

const HOUR_S = 3_600;
/** Header in which the API hands on the address of a caller; what a caller sends under this name is overwritten. */
export const CLIENT_ADDRESS = 'x-anlao-client';

/** Sign-in with user name and password; nobody signs up, users are made by an administrator. */
export const createAuth = ({ prisma, ring, baseUrl, signInLimit }: AuthOptions) =>
  betterAuth({
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret: sessionSecret(ring),
    telemetry: { enabled: false },
    logger: { disabled: true }, // what fails is answered, and logged by the API
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    session: { expiresIn: 12 * HOUR_S, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 600,
      customRules: { '/sign-in/username': { window: 60, max: signInLimit } },
    },
    advanced: { useSecureCookies: false, ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] } },
    // a page may send a cookie back only to where it was itself loaded from, whatever name or address that was
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    onAPIError: { throw: true }, // refusals are answered all the same; what is a fault reaches the API's own map of errors
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 60, usernameValidator: (name) => /^[\p{L}\p{N}_.-]+$/u.test(name) })],
  });

export type Auth = ReturnType<typeof createAuth>;

/** The secret that signs session cookies, derived from the oldest key: rotating the ring leaves people signed in. */
function sessionSecret(ring: KeyRing): string {
  const oldest = [...ring.values()].at(-1);
  if (!oldest) throw new RangeError('the key ring is empty');
  return Buffer.from(hkdfSync('sha256', oldest, '', 'anlao session', 32)).toString('base64url');
}
