import { describe, expect, it } from '@jest/globals';
import { anOffice, PASSWORD } from '../harness/office.ts';

describe('too many attempts', () => {
  it('are counted by the address that we see, not by one that the caller names', async () => {
    const office = await anOffice({ limits: { signIn: 12 }, trustedProxies: ['loopback'] }); // ten signed in already
    const attempt = (n: number) =>
      office.anonymous.post('/api/auth/sign-in/username', { username: 'leader', password: 'guessed' }, { 'x-anlao-client': `9.9.9.${n}` });
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
});
