import { createHash } from 'node:crypto';
import { genericOAuth } from 'better-auth/plugins';
import type { OidcConfig } from '../config/env.ts';
import { ROLES, type Role } from '../domain/roles.ts';
import { changeAccount, type Standing } from './accounts.ts';
import type { Deps } from './deps.ts';

/** The provider's name in the addresses of the sign-in: `/api/auth/callback/sso` is what the provider has to know. */
export const PROVIDER = 'sso';
type Tools = Pick<Deps, 'prisma' | 'sessions' | 'accountEvents' | 'attempts'>;
type Claims = Record<string, unknown>;
const BY = { id: 'sso', name: '统一身份认证' };

/**
 * Sign-in at the bureau's own OpenID Connect provider. Who somebody is here is read from the claims at every sign-in: whom the provider
 * gives another role or division has it from then on, and whom it gives none any more loses access and gives up their cases.
 */
export const singleSignOn = (config: OidcConfig, tools: () => Tools) =>
  genericOAuth({
    config: [
      {
        providerId: PROVIDER,
        name: config.name,
        discoveryUrl: `${config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId: config.clientId,
        clientSecret: config.clientSecret,
        scopes: config.scopes,
        pkce: true,
        requireIdTokenVerification: true,
        disableProviderLogout: true,
        getUserInfo: (tokens) => claimsOf(config, tokens),
        mapProfileToUser: async (claims) => userOf(config, tools(), claims),
      },
    ],
  });

/** What this person may be here by their claims; without a role they may not come in. */
export function standingFrom({ claims, roles, divisions }: OidcConfig, said: Claims): Standing {
  const role = meant(valuesOf(said, claims.role), roles).find((value): value is Role => ROLES.some((r) => r === value));
  const division = meant(valuesOf(said, claims.division), divisions).find((value) => /^\d{6,12}$/.test(value));
  const [institutionId = null] = valuesOf(said, claims.institution);
  const [organisationId = null] = valuesOf(said, claims.organisation);
  const complete = role !== undefined && division !== undefined && (role !== 'institution' || institutionId !== null);
  return { role: complete ? role : null, division: division ?? null, institutionId, organisationId };
}

/** The meanings of the values, in the order of the mapping; the values themselves where there is none. */
const meant = (values: string[], mapping: Record<string, string>): string[] =>
  Object.keys(mapping).length === 0
    ? values
    : Object.entries(mapping).flatMap(([value, meaning]) => (values.includes(value) ? [meaning] : []));

/** The values of a claim, which may lie deeper: `realm_access.roles`. */
function valuesOf(said: Claims, claim: string): string[] {
  const deep = claim.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), said);
  const found = said[claim] ?? deep;
  return (Array.isArray(found) ? found : [found])
    .filter((v): v is string | number => typeof v === 'string' || typeof v === 'number')
    .map(String);
}

const isRecord = (value: unknown): value is Claims => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The user as this sign-in makes them; one who is known is brought in line at once. */
async function userOf(config: OidcConfig, tools: Tools, said: Claims) {
  const sub = String(said.sub ?? '');
  const standing = await known(tools, standingFrom(config, said));
  const name = String(said.name ?? said.preferred_username ?? sub);
  const account = await tools.prisma.account.findFirst({ where: { providerId: PROVIDER, accountId: sub }, include: { user: true } });
  if (account) await bringInLine(tools, account.user, { name, ...standing });
  const email = `${createHash('sha256').update(sub).digest('hex').slice(0, 32)}@sso.anlao.invalid`; // nobody is recognised by an address
  return { email, emailVerified: false, name, ...standing };
}

/** An institution, organisation or division that is not here is none. */
async function known({ prisma }: Tools, standing: Standing): Promise<Standing> {
  const [institution, organisation, division] = await Promise.all([
    prisma.institution.findUnique({ where: { id: standing.institutionId ?? '' }, select: { id: true } }),
    prisma.organisation.findUnique({ where: { id: standing.organisationId ?? '' }, select: { id: true } }),
    prisma.division.findUnique({ where: { code: standing.division ?? '' }, select: { code: true } }),
  ]);
  const role = division && (standing.role !== 'institution' || institution) ? standing.role : null;
  return { role, division: division?.code ?? null, institutionId: institution?.id ?? null, organisationId: organisation?.id ?? null };
}

async function bringInLine(tools: Tools, user: Parameters<typeof changeAccount>[1], said: Standing & { name: string }): Promise<void> {
  const changes = Object.fromEntries(Object.entries(said).filter(([key, value]) => user[key as keyof typeof said] !== value));
  if (Object.keys(changes).length > 0) await changeAccount(tools, user, changes, BY);
}

interface Tokens {
  idToken?: string | undefined;
  accessToken?: string | undefined;
}

/** The claims of the identity token, which the library has verified, with those of the user-info endpoint where there is one. */
async function claimsOf({ issuer }: OidcConfig, { idToken, accessToken }: Tokens) {
  if (!idToken) return null;
  const claims: Claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
  const discovered = await jsonAt(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  const endpoint = discovered?.userinfo_endpoint;
  const more = typeof endpoint === 'string' && accessToken ? await jsonAt(endpoint, { authorization: `Bearer ${accessToken}` }) : {};
  return { ...more, ...claims, id: String(claims.sub), emailVerified: false };
}

async function jsonAt(url: string, headers: Record<string, string>): Promise<Claims | undefined> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  const body: unknown = answer.ok ? await answer.json() : undefined;
  return isRecord(body) ? body : undefined;
}
