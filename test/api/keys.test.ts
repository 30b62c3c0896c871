import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '../../domain/days.ts';
import { anOffice, clientWith, type Office } from '../harness/office.ts';

const complaint = { channel: 'hotline', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };

describe('the key of another system', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const inDays = (n: number) => addDays(dayOf(Date.now()), n);
  const hotline = { name: '12345 热线平台', role: 'hotline', division: '532626' };
  const issue = (more: Record<string, unknown> = {}) =>
    office.as('admin').post('/v1/api-keys', { account: hotline, scopes: ['complaints:create'], expiresOn: inDays(30), ...more });
  const withKey = (key: string) => clientWith(office, undefined, key);

  it('opens what its scopes name, in the name of its service account, and nothing else', async () => {
    const { status, body } = await issue();
    expect([status, body.key.slice(0, 12)]).toEqual([201, body.prefix]);
    const system = withKey(body.key);
    const opened = await system.post('/v1/complaints', complaint);
    expect(opened.status).toBe(201);
    const { items } = (await office.as('supervisor').get(`/v1/cases/${opened.body.caseNo}/events`)).body;
    expect(items[0].actor).toMatchObject({ id: body.account.id, name: hotline.name, role: 'hotline' });
    for (const path of ['/v1/cases', `/v1/cases/${opened.body.caseNo}`, '/v1/events', '/v1/me', '/v1/notifications', '/v1/users'])
      expect([path, (await system.get(path)).body.code]).toEqual([path, 'out-of-scope']);
    expect((await system.post('/v1/filings', {})).body.code).toBe('out-of-scope');
  });

  it('reads cases within its account’s division and role, with that scope', async () => {
    const { body } = await issue({ scopes: ['cases:read', 'events:read'] });
    const system = withKey(body.key);
    expect((await system.get('/v1/cases')).status).toBe(200);
    expect((await system.get('/v1/events')).status).toBe(200);
    expect((await system.post('/v1/complaints', complaint)).status).toBe(403);
    const elsewhere = await issue({ account: { ...hotline, division: '350421' } });
    expect([elsewhere.status, elsewhere.body.errors[0].field]).toEqual([422, 'account.division']);
  });

  it('is kept as a hash alone, shows its beginning and when it was last used', async () => {
    const { body } = await issue();
    await withKey(body.key).post('/v1/complaints', complaint);
    const { rows } = await office.pool.query('SELECT to_jsonb(k)::text AS text FROM api_key k');
    expect(rows.map((r) => r.text).join()).not.toContain(body.key.slice(4));
    const listed = (await office.as('admin').get('/v1/api-keys')).body.items.find((k: { id: string }) => k.id === body.id);
    expect(listed).toMatchObject({ prefix: body.prefix, account: { name: hotline.name }, revokedAt: null, lastUsedAt: expect.any(String) });
    expect(listed).not.toHaveProperty('key');
  });

  it('is worth nothing once revoked, expired, changed, or when its account is shut', async () => {
    const asks = async (key: string) => (await withKey(key).post('/v1/complaints', complaint)).status;
    const [revoked, expired, shut] = [(await issue()).body, (await issue()).body, (await issue()).body];
    expect(await asks(revoked.key)).toBe(201);
    await office.as('admin').post(`/v1/api-keys/${revoked.id}/revoke`, {});
    await office.pool.query("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1", [expired.id]);
    await office.as('admin').post(`/v1/users/${shut.account.id}/disable`, { reason: '停用接口' });
    const changed = `${revoked.key.slice(0, -1)}${revoked.key.endsWith('A') ? 'B' : 'A'}`;
    for (const key of [revoked.key, expired.key, shut.key, changed, 'anl_', 'anything']) expect([key, await asks(key)]).toEqual([key, 401]);
  });

  it('does not fall back on somebody’s cookie', async () => {
    const answer = await office.as('leader').get('/v1/cases');
    expect(answer.status).toBe(200);
    expect((await office.as('leader').post('/v1/rectifications', {}, { authorization: 'Bearer anl_wrong' })).status).toBe(401);
  });

  it('is made by an administrator alone, for at most two years, and its account is nobody’s colleague', async () => {
    for (const who of ['supervisor', 'leader', 'auditor', 'hotline']) expect((await office.as(who).get('/v1/api-keys')).status).toBe(403);
    for (const expiresOn of [inDays(-1), inDays(800)]) expect((await issue({ expiresOn })).status).toBe(422);
    const { items } = (await office.as('supervisor').get('/v1/users?role=hotline')).body;
    expect(items.map((p: { name: string }) => p.name)).not.toContain(hotline.name);
    const another = await issue({ account: { id: (await issue()).body.account.id } });
    expect(another.status).toBe(201);
    expect((await issue({ account: { id: 'leader' } })).status).toBe(422);
  });
});
