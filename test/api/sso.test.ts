import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { standingFrom } from '../../api/sso.ts';
import { doReleases } from '../../casebook/releases.ts';
import { readConfig } from '../../config/env.ts';
import { type LyingProvider, lyingProvider } from '../harness/lying-provider.ts';
import { anOffice, type Client, clientWith, cookiesOf, type Office } from '../harness/office.ts';
import { CLIENT, type OwnSignIn, ownSignIn } from '../harness/oidc.ts';

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const settings = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_ROLES: '科长=supervisor,经办=caseworker,院长=institution',
  OIDC_DIVISIONS: '丘北县=532626,明溪县=350421',
});
const oidcOf = (issuer: string) => {
  const { oidc } = readConfig(settings(issuer));
  if (!oidc) throw new Error('the settings are complete');
  return oidc;
};

describe('the bureau’s own sign-in', () => {
  let office: Office;
  let provider: OwnSignIn;
  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await ownSignIn(`${publicUrl}/api/auth/callback/sso`, {
      zhang: { name: '张建国', roles: ['职工', '经办'], division: '丘北县' },
      wu: { name: '吴安康', roles: ['院长'], division: '丘北县', institution: 'ankang' },
      guard: { name: '门卫', roles: ['保安'], division: '丘北县' },
    });
    office = await anOffice({ oidc: oidcOf(provider.issuer), publicUrl, port });
  });
  afterAll(async () => {
    await office.close();
    await provider.close();
  });

  /** Signs in as a browser does, from the first page to the last: where it ends, and with which cookies of ours. */
  const browse = async (login: string): Promise<{ ended: URL; client: Client }> => {
    const jars = new Map<string, Map<string, string>>();
    const go = async (url: URL, init: RequestInit = {}): Promise<Response> => {
      const jar = jars.get(url.origin) ?? new Map<string, string>();
      jars.set(url.origin, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', ...init, headers: { ...init.headers, cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
        if (value === '' || /max-age=0/i.test(set)) jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    };
    const home = new URL('/', office.url);
    const begun = await go(new URL('/api/auth/sign-in/social', home), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider: 'sso', callbackURL: '/cases', errorCallbackURL: '/refused' }),
    });
    let at = new URL(((await begun.json()) as { url: string }).url);
    let answer = await go(at);
    for (let n = 0; n < 12; n++) {
      const location = answer.headers.get('location');
      if (location) {
        at = new URL(location, at);
        if (at.origin === home.origin && !at.pathname.startsWith('/api/')) break;
        answer = await go(at);
        continue;
      }
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (!action) throw new Error(`stopped at ${at.href}: ${page.slice(0, 200)}`);
      at = new URL(action, at);
      const body = page.includes('name="login"') ? `prompt=login&login=${login}&password=any` : 'prompt=consent';
      answer = await go(at, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    }
    const cookie = [...(jars.get(home.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ended: at, client: clientWith(office, cookie) };
  };

  it('is offered where it is set up', async () => {
    expect((await office.anonymous.get('/v1/sign-in')).body).toEqual({
      password: true,
      passwordLength: { min: 8, max: 128 },
      sso: { provider: 'sso', name: '统一身份认证' },
    });
  });

  it('says who somebody is here, by role and division, and for whom they speak', async () => {
    const { ended, client } = await browse('zhang');
    expect(ended.pathname).toBe('/cases');
    const { body } = await client.get('/v1/me');
    expect(body).toMatchObject({ name: '张建国', role: 'caseworker', division: '532626', mustChangePassword: false });
    expect((await client.get('/v1/cases')).status).toBe(200);
    const director = (await (await browse('wu')).client.get('/v1/me')).body;
    expect(director).toMatchObject({ role: 'institution', institutionId: 'ankang' });
  });

  it('is asked at every sign-in: another role is another role from then on, and cases that no longer fit are given up', async () => {
    const { client } = await browse('zhang');
    const rectification = {
      institution: { id: 'ankang' },
      source: 'tip',
      items: [{ description: '灭火器过期', kind: 'fire', severity: 'general' }],
    };
    const { caseNo } = (await client.post('/v1/rectifications', rectification)).body;
    provider.directory.zhang = { name: '张建国', roles: ['科长'], division: '丘北县' };
    const again = await browse('zhang');
    expect((await again.client.get('/v1/me')).body.role).toBe('supervisor');
    expect((await client.get('/v1/me')).status).toBe(401);
    expect(await doReleases(office)).toBe(1);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.assignee).toBeNull();
    expect(await office.prisma.user.count({ where: { name: '张建国' } })).toBe(1);
  });

  it('lets nobody in to whom it gives no role here, or whom it has taken every role from', async () => {
    const { ended, client } = await browse('guard');
    expect([ended.pathname, ended.searchParams.get('error')]).toEqual(['/refused', 'no-access']);
    expect((await client.get('/v1/me')).status).toBe(401);
    expect(await office.prisma.user.count({ where: { name: '门卫' } })).toBe(0);
    provider.directory.zhang = { name: '张建国', roles: ['职工'], division: '丘北县' };
    const taken = await browse('zhang');
    expect([taken.ended.pathname, (await taken.client.get('/v1/me')).status]).toEqual(['/refused', 401]);
  });

  it('recognises nobody by an e-mail address or a name', async () => {
    provider.directory.leader = { name: '陈卫东', roles: ['经办'], division: '丘北县', email: 'leader@users.anlao.invalid' };
    const { client } = await browse('leader');
    const { body } = await client.get('/v1/me');
    expect([body.role, body.id === 'leader']).toEqual(['caseworker', false]);
  });
});

describe('a sign-in that was tampered with', () => {
  let office: Office;
  let provider: LyingProvider;
  let asked: URL;
  beforeAll(async () => {
    provider = await lyingProvider(CLIENT.id, () => asked.searchParams.get('nonce'));
    office = await anOffice({ oidc: oidcOf(provider.issuer) });
  });
  afterAll(async () => {
    await office.close();
    await provider.close();
  });

  /** Begins at ours, and comes back from the provider with a code: the status of `/me` afterwards. `back` changes the way back. */
  const signIn = async (back: (url: URL) => void = () => undefined, keep = true): Promise<number> => {
    const begun = await office.anonymous.post('/api/auth/sign-in/social', {
      provider: 'sso',
      callbackURL: '/cases',
      errorCallbackURL: '/refused',
    });
    asked = new URL(begun.body.url);
    const url = new URL('/api/auth/callback/sso', office.url);
    url.search = new URLSearchParams({ code: 'any', state: asked.searchParams.get('state') ?? '' }).toString();
    back(url);
    const answer = await fetch(url, { redirect: 'manual', headers: keep ? { cookie: cookiesOf(begun.headers) } : {} });
    return (await clientWith(office, cookiesOf(answer.headers)).get('/v1/me')).status;
  };

  it('is asked for with a state, a nonce and a challenge that only who began it can answer', async () => {
    expect(await signIn()).toBe(200);
    const {
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: method,
      response_type: type,
    } = Object.fromEntries(asked.searchParams);
    expect([state?.length, nonce?.length].every((length) => length !== undefined && length >= 20)).toBe(true);
    expect([method, type]).toEqual(['S256', 'code']);
    const verifier = provider.asked.get('code_verifier') ?? '';
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
  });

  it.each<[string, LyingProvider['lie']]>([
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['an end that has passed', { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }],
    ['another nonce', { claims: { nonce: 'of-another-sign-in' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['a stranger’s signature', { key: 'stranger' }],
    ['no signature', { algorithm: 'none' }],
  ])('lets nobody in whose token has %s', async (_what, lie) => {
    provider.lie = lie;
    expect(await signIn()).toBe(401);
    provider.lie = {};
  });

  it('lets nobody in who comes back with another state, without the cookie of who began, or from another provider', async () => {
    expect(await signIn((url) => url.searchParams.set('state', 'guessed-by-somebody-else'))).toBe(401);
    expect(await signIn((url) => url.searchParams.delete('state'))).toBe(401);
    expect(await signIn(() => undefined, false)).toBe(401);
    expect(await signIn((url) => url.searchParams.set('iss', 'https://evil.example'))).toBe(401);
  });

  it('sends nobody to an address that is not ours', async () => {
    for (const page of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)'])
      for (const field of ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL']) {
        const { status, body } = await office.anonymous.post('/api/auth/sign-in/social', { provider: 'sso', [field]: page });
        expect([page, status, body.errors?.[0].field]).toEqual([page, 422, field]);
      }
  });
});

describe('what the claims mean', () => {
  const config = oidcOf('https://id.example');
  it.each([
    ['a role of the mapping, the first in its order', { roles: ['经办', '科长'], division: '丘北县' }, 'supervisor'],
    ['no role of the mapping', { roles: ['保安'], division: '丘北县' }, null],
    ['a role of ours that the mapping does not give out', { roles: ['admin'], division: '丘北县' }, null],
    ['no division', { roles: ['科长'] }, null],
    ['a division that the mapping does not know', { roles: ['科长'], division: '532626' }, null],
    ['an institution’s director without an institution', { roles: ['院长'], division: '丘北县' }, null],
    ['roles that are no text', { roles: [{ admin: true }], division: '丘北县' }, null],
  ])('%s', (_what, claims, role) => {
    expect(standingFrom(config, claims).role).toBe(role);
  });

  it('may lie deeper, and be our own names where nothing is mapped', () => {
    const plain = { ...config, roles: {}, divisions: {}, claims: { ...config.claims, role: 'realm_access.roles' } };
    expect(standingFrom(plain, { realm_access: { roles: ['offline_access', 'auditor'] }, division: 532626 })).toMatchObject({
      role: 'auditor',
      division: '532626',
    });
  });
});

it('without it, nothing of it is open', async () => {
  const office = await anOffice();
  expect((await office.anonymous.get('/v1/sign-in')).body).toEqual({ password: true, passwordLength: { min: 8, max: 128 }, sso: null });
  expect((await office.anonymous.post('/api/auth/sign-in/social', { provider: 'sso' })).status).toBe(404);
  await office.close();
});
