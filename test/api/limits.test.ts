import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { buildApp } from '../../api/app.ts';
import { patientServer } from '../../api/server.ts';
import { SharedCounts } from '../../api/shared-counts.ts';
import { addDays, dayOf } from '../../domain/days.ts';
import { anOffice, clientWith, PASSWORD } from '../harness/office.ts';

describe('too many attempts', () => {
  it('are counted by the address that we see, not by one that the caller names', async () => {
    const office = await anOffice({ limits: { signIn: 2 }, trustedProxies: ['loopback'] });
    const attempt = (n: number) =>
      office.anonymous.post(
        '/api/auth/sign-in/username',
        { username: 'leader', password: 'guessed' },
        { 'x-forwarded-for': '198.51.100.9', 'x-anlao-client': `9.9.9.${n}` },
      );
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await attempt(n)).status);
    expect(statuses).toEqual([401, 401, 429, 429, 429]);
    const elsewhere = await office.anonymous.post(
      '/api/auth/sign-in/username',
      { username: 'leader', password: PASSWORD },
      { 'x-forwarded-for': '203.0.113.7' }, // as the proxy on this machine tells it
    );
    expect(elsewhere.status).toBe(200);
    await office.close();
  });

  it('to complain or to look codes up are refused for a while', async () => {
    const office = await anOffice({ limits: { publicLookUp: 2 } });
    const looks = [1, 2, 3].map(() => office.anonymous.get('/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA'));
    expect((await Promise.all(looks)).map((a) => a.status).sort()).toEqual([404, 404, 429]);
    await office.close();
  });

  it('are counted for all processes together; a busy system costs one statement for a hundredth of what it may do', async () => {
    const office = await anOffice({ limits: { publicLookUp: 3 } });
    const other = patientServer(buildApp(office).app).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const second = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const statuses: number[] = [];
    for (const url of [office.url, second, office.url, second, office.url, second])
      statuses.push((await fetch(`${url}/api/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA`)).status);
    expect(statuses).toEqual([404, 404, 404, 429, 429, 429]);
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));

    const [here, there] = [1, 2].map(() => new SharedCounts(office.pool, { name: 'busy', limit: 300 }));
    const counted = async () => (await office.pool.query(`SELECT hits FROM door_count WHERE key = 'busy:platform'`)).rows;
    const took = [];
    for (const counts of [here, here, here, there, here]) took.push((await counts?.increment('platform'))?.totalHits);
    expect(took).toEqual([1, 2, 3, 4, 7]);
    expect(await counted()).toEqual([{ hits: 9 }]);
    await office.pool.query(`UPDATE door_count SET resets_at = now() - interval '1 second'`);
    expect((await new SharedCounts(office.pool, { name: 'other', limit: 1 }).increment('x')).totalHits).toBe(1);
    expect(await counted()).toEqual([]);
    await office.close();
  });

  it('to complain by one account, or to look one code up, are refused from however many addresses they come', async () => {
    const office = await anOffice({ limits: { accountIntake: 2, codeLookUp: 2 }, trustedProxies: ['loopback'] });
    const complaint = { channel: 'hotline', institution: { name: '某院' }, category: 'fees', content: '乱收费', anonymous: true };
    const from = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}` });
    const account = { name: '12345 平台', role: 'hotline', division: '532626' };
    const issued = await office
      .as('admin')
      .post('/v1/api-keys', { account, scopes: ['complaints:create'], expiresOn: addDays(dayOf(Date.now()), 30) });
    const codes: string[] = [];
    for (const who of [office.as('hotline'), clientWith(office, undefined, issued.body.key)]) {
      const answers = [];
      for (const n of [1, 2, 3]) answers.push(await who.post('/v1/complaints', complaint, from(n)));
      expect(answers.map((a) => a.status)).toEqual([201, 201, 429]);
      codes.push(answers[0]?.body.receiptCode);
    }
    for (const code of codes) {
      const statuses: number[] = [];
      for (const n of [1, 2, 3]) statuses.push((await office.anonymous.get(`/v1/public/complaints/${code}`, from(n))).status);
      expect(statuses).toEqual([200, 200, 429]);
    }
    await office.close();
  });
});

describe('whoever invents addresses', () => {
  const NAMES = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'x-anlao-client'];
  const look = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/api/v1/public/complaints/AAAAA-AAAAA-AAAAA-AAAAA`, { headers });

  it('is counted all the same, by whatever header they name one', async () => {
    const office = await anOffice({ limits: { publicLookUp: 3 } });
    const statuses: number[] = [];
    for (const [n, name] of NAMES.entries())
      statuses.push((await look(office.url, { [name]: name === 'forwarded' ? `for=203.0.113.${n}` : `203.0.113.${n}` })).status);
    expect(statuses).toEqual([404, 404, 404, 429, 429, 429, 429]);
    await office.close();
  });

  it('behind a proxy is counted by the address that the proxy saw, not by those they put before it', async () => {
    const office = await anOffice({ limits: { publicLookUp: 2 }, trustedProxies: ['loopback'] });
    const statuses: number[] = [];
    for (const n of [1, 2, 3, 4]) statuses.push((await look(office.url, { 'x-forwarded-for': `203.0.113.${n}, 198.51.100.7` })).status);
    expect(statuses).toEqual([404, 404, 429, 429]);
    expect((await look(office.url, { 'x-forwarded-for': '198.51.100.8' })).status).toBe(404);
    await office.close();
  });
});
