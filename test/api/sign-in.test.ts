import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../api/users.ts';
import { anOffice, type Office, PASSWORD } from '../harness/office.ts';

describe('signing in', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice({ trustedProxies: ['loopback'] });
  });
  afterAll(() => office.close());

  const signIn = (username: string, password = PASSWORD, headers: Record<string, string> = {}) =>
    office.anonymous.post('/api/auth/sign-in/username', { username, password }, headers);
  const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie()[0] ?? '';

  it('gives a cookie that scripts cannot read and other sites cannot use', async () => {
    expect(cookieOf(await signIn('leader'))).toMatch(/^better-auth\.session_token=.+HttpOnly; SameSite=Lax$/);
  });

  it('gives a cookie that never travels without TLS where TLS ends before us', async () => {
    expect(cookieOf(await signIn('leader', PASSWORD, { 'x-forwarded-proto': 'https' }))).toMatch(/; Secure$/);
  });

  it('knows people by Chinese user names', async () => {
    await createUser(office.prisma, { username: '李四', name: '李四', role: 'hotline', division: '532626', password: PASSWORD });
    expect((await (await office.signIn('李四')).get('/v1/me')).body).toMatchObject({ name: '李四', role: 'hotline', division: '532626' });
  });

  it('ends at once with signing out', async () => {
    const auditor = await office.signIn('auditor');
    expect((await auditor.get('/v1/me')).status).toBe(200);
    expect((await auditor.post('/api/auth/sign-out', {})).status).toBe(200);
    expect((await auditor.get('/v1/me')).status).toBe(401);
  });

  it('takes a new password from who knows the old one', async () => {
    await createUser(office.prisma, { username: 'newcomer', name: '新人', role: 'caseworker', division: '532626', password: PASSWORD });
    const newcomer = await office.signIn('newcomer');
    const change = { currentPassword: PASSWORD, newPassword: 'another-password-2' };
    expect((await newcomer.post('/api/auth/change-password', { ...change, currentPassword: 'guessed' })).status).toBe(400);
    expect((await newcomer.post('/api/auth/change-password', change)).status).toBe(200);
    expect([(await signIn('newcomer')).status, (await signIn('newcomer', 'another-password-2')).status]).toEqual([401, 200]);
  });

  it.each(['sign-up/email', 'sign-in/email', 'update-user', 'is-username-available', 'delete-user'])('keeps %s shut', async (path) => {
    const { status, body } = await office.as('caseworker').post(`/api/auth/${path}`, { name: '局长', username: 'leader', email: 'a@b.cn' });
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('shows nothing to a user whom no division was given', async () => {
    await office.as('caseworker').post('/v1/filings', { kind: 'unfiled', institution: { name: '某' }, discoveredOn: '2026-11-20' });
    await createUser(office.prisma, { username: 'nowhere', name: '无处', role: 'auditor', division: '', password: PASSWORD });
    const nowhere = await office.signIn('nowhere');
    const lists = await Promise.all(['/v1/cases', '/v1/events', '/v1/institutions'].map((path) => nowhere.get(path)));
    expect(lists.map((l) => l.body.items)).toEqual([[], [], []]);
    const [{ caseNo }] = (await office.as('auditor').get('/v1/cases')).body.items;
    expect((await nowhere.get(`/v1/cases/${caseNo}`)).status).toBe(404);
  });
});
