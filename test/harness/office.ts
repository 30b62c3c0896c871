import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeSignature } from 'better-auth/crypto';
import pino, { type Logger } from 'pino';
import { buildApp } from '../../api/app.ts';
import type { Deps, Limits } from '../../api/deps.ts';
import type { RouteSpec } from '../../api/door.ts';
import { identityOf } from '../../api/identity.ts';
import { openPrisma } from '../../api/prisma.ts';
import { patientServer } from '../../api/server.ts';
import { assemble } from '../../casebook/assembly.ts';
import { networksOf } from '../../casebook/webhooks.ts';
import type { OidcConfig } from '../../config/env.ts';
import type { Role } from '../../domain/roles.ts';
import { openStore } from '../../storage/open.ts';
import type { S3Options } from '../../storage/s3.ts';
import { asDocumented } from './as-documented.ts';
import { freshDatabase } from './database.ts';
import { PASSWORD } from './servers.ts';

export { PASSWORD };

const GENEROUS: Limits = { signIn: 1_000, publicIntake: 1_000, publicLookUp: 1_000, accountIntake: 1_000, codeLookUp: 1_000 };

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
  headers: Headers;
}

/** Somebody at a browser; anonymous when they never signed in. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  upload(path: string, name: string, bytes: Uint8Array): Promise<Answer>;
  form(path: string, form: FormData, headers?: Record<string, string>): Promise<Answer>;
}

/** The real HTTP side on a real database, with one user per role. */
export interface Office extends Deps {
  url: string;
  /** The owner's address of the database. */
  databaseUrl: string;
  /** Its data folder. */
  files: string;
  routes: readonly RouteSpec[];
  anonymous: Client;
  as(username: string): Client;
  /** A new session of somebody, also of one whom the test made. */
  signIn(username: string): Promise<Client>;
  /** Whether clients ask again where the database seems away; not while a test keeps it away. */
  isSteady(is: boolean): void;
  drop(): Promise<void>;
  close(): Promise<void>;
}

interface Circumstances {
  temporalUiOrigin?: string;
  limits?: Partial<Limits>;
  /** Whether mail is queued at all. */
  mail?: boolean;
  /** How the office reaches its database, where not directly. */
  line?: (url: string) => Promise<string>;
  /** The bureau's own sign-in. */
  oidc?: OidcConfig;
  /** A bucket for its contents. */
  s3?: S3Options;
  /** A virus scanner. */
  clamdAddress?: string;
  publicUrl?: string;
  trustedProxies?: string[];
  secondFactorFor?: Role[];
  /** Where the log goes; nowhere when left out. */
  log?: Logger;
  /** The port; any when left out. */
  port?: number;
}

export async function anOffice({ limits: stricter, line, mail = false, s3, ...more }: Circumstances = {}): Promise<Office> {
  const limits = { ...GENEROUS, ...stricter };
  const database = await freshDatabase({ peopled: true });
  const files = await mkdtemp(path.join(os.tmpdir(), 'anlao-office-'));
  const ring = new Map([['k1', randomBytes(32)]]);
  const url = line ? await line(database.url) : database.url;
  const assembly = assemble(url, { name: 'office', email: mail, max: 10, ttlMs: 200 });
  const prisma = openPrisma(url);
  const { log = pino({ level: 'silent' }), publicUrl, oidc, port = 0, trustedProxies = [], secondFactorFor = [] } = more;
  const { people } = assembly;
  const baseUrl = publicUrl ?? 'http://localhost:3000';
  const identity = identityOf({ prisma, people, ring, log, baseUrl, signInLimit: limits.signIn, oidc });
  const deps: Deps = {
    ...more,
    ...assembly,
    ...identity,
    prisma,
    ring,
    store: await openStore({ dataDir: files, s3 }, assembly.contents.claim),
    clamdAddress: more.clamdAddress,
    log,
    publicUrl,
    trustedProxies,
    secondFactorFor,
    limits,
    networks: networksOf('127.0.0.1'),
    linkBase: 'http://anlao.example',
    homeDivision: '532626',
  };
  const { app, routes } = buildApp(deps);
  const server = patientServer(app).listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const steady = { is: line === undefined };
  const clientFor = (cookie?: Cookie) => clientAt({ url: address, routes, steady }, cookie);
  const clients = new Map<string, Client>();
  return {
    ...deps,
    url: address,
    databaseUrl: database.url,
    files,
    routes,
    anonymous: clientFor(),
    as(username) {
      const client = clients.get(username) ?? clientFor(once(() => sessionOf(deps, username)));
      clients.set(username, client);
      return client;
    },
    signIn: async (username) => clientFor(await signIn(address, username)),
    isSteady(is) {
      steady.is = is;
    },
    drop() {
      steady.is = false;
      return database.drop();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([prisma.$disconnect(), assembly.pool.end()]);
      await database.drop();
      await rm(files, { recursive: true, force: true });
    },
  };
}

/** The cookie of a session that is simply there: hashing a password for each would take a fifth of the time that the tests have. */
async function sessionOf({ auth, prisma }: Deps, username: string): Promise<string> {
  const { id } = await prisma.user.findFirstOrThrow({ where: { username: username.toLowerCase() } });
  const { internalAdapter, authCookies, secret } = await auth.context;
  const { token } = await internalAdapter.createSession(id);
  return `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`;
}

/** Signs somebody in, at a place of their own where a proxy is believed: the cookie of the new session. A machine under load is asked again, as its answer says. */
export async function signIn(url: string, username: string): Promise<string> {
  const body = JSON.stringify({ username, password: PASSWORD });
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.${[...randomBytes(3)].join('.')}` };
  const answer = await asked(() => fetch(`${url}/api/auth/sign-in/username`, { method: 'POST', headers, body }), true);
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return cookiesOf(answer.headers);
}

/** The cookies that an answer set, as a browser sends them back. */
export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');

/** Asks again, as the answer demands, while a machine that does much else keeps the database from answering in time. */
async function asked(ask: () => Promise<Response>, isSteady: boolean): Promise<Response> {
  let answer = await ask();
  for (let n = 0; isSteady && answer.status === 503 && n < 30; n++) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    answer = await ask();
  }
  return answer;
}

/** A session's cookie, or how it is had when it is first sent. */
type Cookie = string | (() => Promise<string>);

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

interface Door {
  url: string;
  routes: readonly RouteSpec[];
  /** Whether the database is meant to be there, so that it is asked again when it seems away. */
  steady: { is: boolean };
}

/** Somebody who sends these cookies, or this key. */
export const clientWith = ({ url, routes }: Pick<Office, 'url' | 'routes'>, cookie?: string, key?: string): Client =>
  clientAt({ url, routes, steady: { is: true } }, cookie, key);

function clientAt({ url, routes, steady }: Door, cookie?: Cookie, key?: string): Client {
  const send = async (pathname: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Answer> => {
    const target = pathname.startsWith('/api') || !pathname.startsWith('/v1') ? pathname : `/api${pathname}`;
    const session = typeof cookie === 'function' ? await cookie() : cookie;
    const known = { ...(session ? { cookie: session } : {}), ...(key ? { authorization: `Bearer ${key}` } : {}) };
    const sent = { ...init, headers: { ...known, ...headers } };
    const answer = await asked(() => fetch(url + target, sent), steady.is);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '');
    const { status, headers: had } = answer;
    const body = isJson ? JSON.parse(bytes.toString()) : bytes;
    asDocumented(routes, init.method ?? 'GET', target, { status, body });
    return { status, body, headers: had };
  };
  return {
    get: (pathname, headers) => send(pathname, {}, headers),
    post: (pathname, body, headers) => {
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      return send(pathname, { method: 'POST', body: sent }, { 'content-type': 'application/json', ...headers });
    },
    form: (pathname, form, headers) => send(pathname, { method: 'POST', body: form }, headers),
    upload: (pathname, name, bytes) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)]), name);
      return send(pathname, { method: 'POST', body: form });
    },
  };
}
