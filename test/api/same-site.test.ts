import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { buildApp } from '../../api/app.ts';
import { patientSecureServer, patientServer } from '../../api/server.ts';
import { keepRenewed, readPair, type TlsPair } from '../../api/tls.ts';
import { aCertificate } from '../harness/certificate.ts';
import { anOffice, type Office, PASSWORD } from '../harness/office.ts';

const note = { kind: 'unfiled', institution: { name: '某' }, discoveredOn: '2026-11-20' };

describe('a page of another site', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  it('cannot do anything with somebody’s cookie', async () => {
    const foreigners: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ];
    for (const foreign of foreigners)
      expect(await office.as('caseworker').post('/v1/filings', note, foreign)).toMatchObject({ status: 403, body: { code: 'cross-site' } });
    const signIn = { username: 'leader', password: PASSWORD };
    expect((await office.anonymous.post('/api/auth/sign-in/username', signIn, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await office.as('caseworker').get('/v1/cases')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('cannot send what a plain form sends', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await office.as('caseworker').post('/v1/filings', JSON.stringify(note), { 'content-type': type })).status).toBe(415);
  });

  it('is not taken for our own page, or for a script without a page', async () => {
    const own: Record<string, string>[] = [
      {},
      { origin: office.url },
      { origin: office.url, 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of own) expect((await office.as('caseworker').post('/v1/filings', note, headers)).status).toBe(201);
  });
});

describe('a caller who names an address', () => {
  it('is counted by the address that we see, whatever headers say', async () => {
    const office = await anOffice({ limits: { publicLookUp: 2 } });
    const look = (n: number) =>
      fetch(`${office.url}/api/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA`, { headers: { 'x-forwarded-for': `9.9.9.${n}` } });
    expect([(await look(1)).status, (await look(2)).status, (await look(3)).status]).toEqual([404, 404, 429]);
    const secure = await office.anonymous.post(
      '/api/auth/sign-in/username',
      { username: 'leader', password: PASSWORD },
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' },
    );
    expect(secure.headers.getSetCookie()[0]).not.toContain('Secure');
    await office.close();
  });
});

describe('reached over https', () => {
  it('sets cookies that never travel without TLS, and says so of itself', async () => {
    const office = await anOffice({ publicUrl: 'https://anlao.example' });
    const answer = await office.anonymous.post(
      '/api/auth/sign-in/username',
      { username: 'leader', password: PASSWORD },
      { origin: 'https://anlao.example' },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
    await office.close();
  });
});

describe('every answer', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice({ publicUrl: 'https://anlao.example' });
  });
  afterAll(() => office.close());
  const PATHS = [
    '/',
    '/docs/',
    '/openapi.json',
    '/healthz',
    '/nowhere',
    '/api/v1/sign-in',
    '/api/v1/cases',
    '/api/v1/nowhere',
    '/api/auth/get-session',
    '/api/v1/open311/v2/services.xml',
  ];

  /** The requirements of OWASP ASVS 5.0, V3.4, each by the header that meets it (docs/security.md). */
  it.each<[string, string, RegExp]>([
    [
      '3.4.1 is to be asked for under TLS alone, for a year, below the name too',
      'strict-transport-security',
      /^max-age=31536000; includeSubDomains$/,
    ],
    [
      '3.4.3 runs no script and loads no plug-in but its own, and moves no base',
      'content-security-policy',
      /default-src 'self';script-src 'self';.*object-src 'none';base-uri 'none'/,
    ],
    ['3.4.4 is never guessed at', 'x-content-type-options', /^nosniff$/],
    ['3.4.5 tells no other site where somebody came from', 'referrer-policy', /^no-referrer$/],
    ['3.4.6 sits in no frame', 'content-security-policy', /form-action 'self';frame-ancestors 'none'/],
    ['3.4.8 shares no window with a page of another site', 'cross-origin-opener-policy', /^same-origin$/],
  ])('%s', async (_what, header, expected) => {
    for (const path of PATHS) {
      const { headers } = await office.anonymous.get(path);
      expect([path, headers.get(header)]).toEqual([path, expect.stringMatching(expected)]);
    }
  });

  it('14.3.2 of the API is kept by no browser', async () => {
    for (const path of PATHS.filter((p) => p.startsWith('/api')))
      expect([path, (await office.anonymous.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
    expect((await office.as('leader').get('/v1/cases')).headers.get('cache-control')).toBe('no-store');
  });

  it('3.4.2 is given to no page of another site, whatever it calls itself', async () => {
    for (const path of PATHS)
      for (const origin of ['https://evil.example', 'null', 'https://anlao.example.evil.example']) {
        const { headers } = await office.anonymous.get(path, { origin });
        expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
      }
    expect((await office.anonymous.get('/api/v1/sign-in')).headers.get('x-powered-by')).toBeNull();
  });

  it('3.2.1 that is somebody’s file is saved and not shown, in whatever way it is asked for', async () => {
    const { caseNo } = (await office.as('caseworker').post('/v1/filings', note)).body;
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const { id } = (await office.as('caseworker').upload(`/v1/cases/${caseNo}/evidence`, '现场.html', png)).body;
    for (const query of ['', '?size=original']) {
      const { headers } = await office.as('caseworker').get(`/v1/evidence/${id}${query}`);
      expect([query, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
        query,
        'image/png',
        expect.stringMatching(/^attachment/),
      ]);
    }
  });
});

describe('an office that speaks TLS itself', () => {
  const stop = async (server: https.Server) => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  it('12.1.1 takes nothing older than TLS 1.2, sends cookies under TLS only, and asks browsers to stay with it', async () => {
    const office = await anOffice({ publicUrl: 'https://localhost' });
    const pair = aCertificate('first');
    const server = patientSecureServer(buildApp(office).app, pair).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    const body = JSON.stringify({ username: 'leader', password: PASSWORD });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), origin: 'https://localhost' };
      const options = { host: 'localhost', port, path: '/api/auth/sign-in/username', method: 'POST', headers, ca: pair.cert };
      https.request(options, resolve).on('error', reject).end(body);
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure/);
    const protocol = (maxVersion: tls.SecureVersion) =>
      new Promise<string | null>((resolve) => {
        const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
        const socket = tls.connect({ host: 'localhost', port, ca: pair.cert, maxVersion, ...old }, () => {
          resolve(socket.getProtocol());
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect([await protocol('TLSv1.1'), await protocol('TLSv1.2'), await protocol('TLSv1.3')]).toEqual(['refused', 'TLSv1.2', 'TLSv1.3']);
    await stop(server);
    await office.close();
  });

  it('takes a renewed certificate into use without a restart, and keeps the old one while the new does not fit together', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anlao-tls-'));
    const files = { certFile: path.join(folder, 'cert.pem'), keyFile: path.join(folder, 'key.pem') };
    const keep = ({ cert, key }: Partial<TlsPair>) =>
      Promise.all([cert && writeFile(files.certFile, cert), key && writeFile(files.keyFile, key)]);
    const [first, second] = [aCertificate('first'), aCertificate('second')];
    await keep(first);
    const inUse = readPair(files);
    const server = patientSecureServer(express(), inUse).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const said: string[] = [];
    const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) };
    const end = keepRenewed(server, files, { inUse, log, everyMs: 20 });
    const shown = () =>
      new Promise<string>((resolve) => {
        const { port } = server.address() as net.AddressInfo;
        const socket = tls.connect({ host: 'localhost', port, rejectUnauthorized: false }, () => {
          resolve(socket.getPeerX509Certificate()?.toString() ?? '');
          socket.destroy();
        });
      });
    const until = async (text: RegExp) => {
      while (!said.some((line) => text.test(line))) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    expect(await shown()).toBe(first.cert);
    await keep({ cert: second.cert });
    await until(/is not renewed/);
    expect(await shown()).toBe(first.cert);
    await keep({ key: second.key });
    await until(/is in use/);
    expect(await shown()).toBe(second.cert);
    end();
    await stop(server);
    await rm(folder, { recursive: true });
  });
});

describe('a request', () => {
  it('has the shape that Express would give it before Express sees it', async () => {
    const app = express();
    app.use((req, res) => void res.send(String(req.app === app && res.app === app)));
    const server = patientServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const before: unknown[] = [];
    server.prependListener('request', (req, res) => before.push(Object.getPrototypeOf(req), Object.getPrototypeOf(res)));
    const { port } = server.address() as net.AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('true');
    expect(before.map((prototype, n) => prototype === [app.request, app.response][n])).toEqual([true, true]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('whoever sends too slowly, or too much', () => {
  it('is cut off, head or body, while others are served', async () => {
    const app = express();
    app.use(express.json());
    app.post('/', (_req, res) => void res.json({ heard: true }));
    const server = patientServer(app, { head: 400, request: 1_200, silence: 60_000 }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    /** Sends a letter every 50 ms for as long as somebody listens; answers what was heard back. */
    const trickle = (begin: string) =>
      new Promise<string>((resolve) => {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(begin));
        let heard = '';
        const drip = setInterval(() => socket.write('x'), 50);
        socket.on('data', (chunk) => {
          heard += chunk;
        });
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearInterval(drip);
          resolve(heard);
        });
      });
    const slow = [
      trickle('POST / HTTP/1.1\r\nHost: a\r\nX-Slow: '),
      trickle('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"'),
    ];
    const quick = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(await quick.json()).toEqual({ heard: true });
    expect(await Promise.all(slow)).toEqual([expect.stringContaining('408'), expect.stringContaining('408')]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is refused: bodies have an end, at the sign-in too', async () => {
    const office = await anOffice();
    const long = 'x'.repeat(300_000);
    expect((await office.anonymous.post('/api/auth/sign-in/username', { username: long, password: long })).status).toBe(413);
    expect((await office.as('caseworker').post('/v1/filings', { ...note, more: long })).status).toBe(413);
    const endless = await new Promise<number | undefined>((resolve) => {
      const asked = request(
        `${office.url}/api/auth/sign-in/username`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (res) => resolve(res.statusCode),
      );
      asked.on('error', () => resolve(undefined));
      for (let n = 0; n < 10; n++) asked.write('x'.repeat(10_000)); // without saying how long it will be
      asked.end();
    });
    expect(endless).toBe(413);
    await office.close();
  });
});
