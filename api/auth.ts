import { hkdfSync } from 'node:crypto';
import { APIError, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { type genericOAuth, twoFactor, username } from 'better-auth/plugins';
import type { KeyRing } from '../casebook/sealing.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import { hashPassword, verifyPassword } from './hashing.ts';
import { withStorages } from './storages.ts';

export interface AuthOptions {
  prisma: PrismaClient;
  ring: KeyRing;
  baseUrl: string;
  /** Sign-ins per address and minute. */
  signInLimit: number;
  /** The bureau's own sign-in. */
  sso?: ReturnType<typeof genericOAuth>;
}

/** Sessions as the rest of the API needs them. */
export interface Auth {
  /** The library's inner parts, for tests that need sessions without signing in. */
  readonly context: ReturnType<typeof library>['$context'];
  /** Answers a request under `/api/auth`. */
  handler(request: Request): Promise<Response>;
  /** The session that these headers carry, if it holds. */
  sessionOf(headers: Headers): Promise<{ id: string; userId: string } | undefined>;
}

const HOUR_S = 3_600;
const STANDING = { type: 'string', required: false } as const;
/** Header in which the API hands on the address of a caller; what a caller sends under this name is overwritten. */
export const CLIENT_ADDRESS = 'x-anlao-client';
export const USERNAME = /^[\p{L}\p{N}_.-]{2,60}$/u;
export const PASSWORD_LENGTH = { min: 8, max: 128 };
/** Second factors and password changes per address and minute: each asks for a secret that could be guessed. */
const SECRETS_LIMIT = { window: 60, max: 30 };

/** Sign-in with user name and password; nobody signs up, users are made by an administrator. */
export function createAuth(options: AuthOptions): Auth {
  const { handler, api, $context } = library(options);
  return {
    context: $context,
    handler: (request) => withStorages(() => handler(request)),
    sessionOf: async (headers) => (await withStorages(() => api.getSession({ headers })))?.session,
  };
}

const library = ({ prisma, ring, baseUrl, signInLimit, sso }: AuthOptions) =>
  betterAuth({
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret: sessionSecret(ring),
    telemetry: { enabled: false },
    logger: { disabled: true }, // what fails is answered, and logged by the API
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: 12 * HOUR_S, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 600,
      customRules: {
        '/sign-in/*': { window: 60, max: signInLimit },
        '/change-password': SECRETS_LIMIT,
        '/two-factor/*': SECRETS_LIMIT,
      },
    },
    advanced: { useSecureCookies: false, ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] } },
    account: { accountLinking: { enabled: false }, encryptOAuthTokens: true },
    // set by the claims of the bureau's own sign-in alone: no door by which people could set them is open
    user: { additionalFields: { role: STANDING, division: STANDING, institutionId: STANDING, organisationId: STANDING } },
    // a page may send a cookie back only to where it was itself loaded from, whatever name or address that was
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    onAPIError: { throw: true, errorURL: `${baseUrl}/` }, // refusals are answered all the same; what is a fault reaches the API's own map of errors
    databaseHooks: {
      user: { create: { before: refuseUnknown } },
      session: { create: { before: ({ userId }) => refuseDisabled(prisma, userId) } },
    },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 60, usernameValidator: (name) => USERNAME.test(name) }),
      twoFactor({ issuer: '安老 Anlao' }),
      ...(sso ? [sso] : []),
    ],
  });

/** Whom the bureau's own sign-in knows but gives no role here has no business here. */
async function refuseUnknown(user: Record<string, unknown>): Promise<void> {
  if (!user.role) throw new APIError('FORBIDDEN', { code: 'no-access', message: 'no role was given to this person' });
}

/** Who was disabled, or has no role any more, knows the password in vain. */
async function refuseDisabled(prisma: PrismaClient, id: string): Promise<void> {
  const user = await prisma.user.findUnique({ where: { id }, select: { banned: true, role: true, service: true } });
  if (!user || user.banned || user.service || user.role === null)
    throw new APIError('FORBIDDEN', { code: 'account-disabled', message: 'this account may not sign in' });
}

/** The secret that signs session cookies, derived from the oldest key: rotating the ring leaves people signed in. */
export function sessionSecret(ring: KeyRing): string {
  const oldest = [...ring.values()].at(-1);
  if (!oldest) throw new RangeError('the key ring is empty');
  return Buffer.from(hkdfSync('sha256', oldest, '', 'anlao session', 32)).toString('base64url');
}
