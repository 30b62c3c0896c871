import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { pages } from '../../api/pages.ts';

describe('the pages of the console and the portal', () => {
  let folder: string;
  let url: string;
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anlao-pages-'));
    await mkdir(path.join(folder, 'portal'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'index.html'), 'the console');
    await writeFile(path.join(folder, 'portal', 'index.html'), 'the portal');
    await writeFile(path.join(folder, 'assets', 'console-AbC123.js'), 'const plain = 1;');
    await writeFile(path.join(folder, 'assets', 'console-AbC123.js.gz'), gzipSync('const packed = 1;'));
    const app = express().use(pages(folder));
    app.use((_req, res) => void res.status(404).json({ code: 'not-found' }));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => new Promise((resolve) => server.close(resolve));
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  const get = async (at: string, encoding = 'identity') => {
    const answer = await fetch(url + at, { headers: { 'Accept-Encoding': encoding } });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };

  it.each(['/', '/work', '/cases/TS-532626-20260101-0001', '/apiary'])('answers %s with the console', async (at) => {
    expect(await get(at)).toMatchObject({ status: 200, body: 'the console' });
  });

  it.each(['/portal', '/portal/', '/portal/follow', '/verify/ABC-1', '/letters/token'])('answers %s with the portal', async (at) => {
    expect(await get(at)).toMatchObject({ status: 200, body: 'the portal' });
  });

  it.each(['/api/v1/nothing', '/healthz', '/readyz', '/metrics', '/openapi.json', '/docs/x', '/open311/v2/services.json'])(
    'leaves %s to the machines',
    async (at) => {
      expect(await get(at)).toMatchObject({ status: 404, body: '{"code":"not-found"}' });
    },
  );

  it('never takes a page for a file that is missing, nor gives out what lies beside the folder', async () => {
    expect((await get('/assets/old-AbC123.js')).status).toBe(404);
    expect((await get('/%2e%2e/%2e%2e/etc/passwd.js')).status).toBe(404);
    expect((await get('/..%2f..%2fetc/passwd.js')).status).toBe(404);
  });

  it('lets files with a hash in their name be kept for a year, and pages be asked for anew', async () => {
    expect((await get('/assets/console-AbC123.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/work')).headers.get('cache-control')).toBe('no-cache');
  });

  it('sends the packed twin to whoever can unpack it, and the file itself to everybody else', async () => {
    const packed = await get('/assets/console-AbC123.js', 'gzip');
    expect([packed.body, packed.headers.get('content-encoding')]).toEqual(['const packed = 1;', 'gzip']);
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/assets/console-AbC123.js')).body).toBe('const plain = 1;');
  });
});
