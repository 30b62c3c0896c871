import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { weaknessOf } from '../../api/passwords.ts';
import { doReleases } from '../../casebook/releases.ts';
import { type Answer, anOffice, type Client, clientWith, cookiesOf, type Office, PASSWORD } from '../harness/office.ts';
import { totp } from '../harness/totp.ts';

const NEW_PASSWORD = 'a-password-of-my-own-9';
const rectification = {
  institution: { id: 'ankang' },
  source: 'tip',
  items: [{ description: '灭火器过期', kind: 'fire', severity: 'general' }],
};

describe('accounts', () => {
  let office: Office;
  const lines: string[] = [];
  beforeAll(async () => {
    office = await anOffice({ log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) });
  });
  afterAll(() => office.close());

  const signIn = (username: string, password: string): Promise<Answer> =>
    office.anonymous.post('/api/auth/sign-in/username', { username, password });
  const signedIn = async (username: string, password: string): Promise<Client> => {
    const answer = await signIn(username, password);
    expect([username, answer.status]).toEqual([username, 200]);
    return clientWith(office, cookiesOf(answer.headers));
  };
  let made = 0;
  /** A new account made by the administrator; answers its first password. */
  const newUser = async (more: Record<string, unknown> = {}) => {
    const username = `user${++made}`;
    const { status, body } = await office
      .as('admin')
      .post('/v1/users', { username, name: `新人${made}`, role: 'caseworker', division: '532626', ...more });
    expect([status, body.code]).toEqual([201, undefined]);
    return { id: body.user.id as string, username, password: body.password as string };
  };
  /** The same, with a password of their own. */
  const settled = async (more: Record<string, unknown> = {}) => {
    const user = await newUser(more);
    const client = await signedIn(user.username, user.password);
    await client.post('/api/auth/change-password', { currentPassword: user.password, newPassword: NEW_PASSWORD });
    return { ...user, client };
  };

  it('are no use with a first password but for choosing another', async () => {
    const { username, password } = await newUser();
    const client = await signedIn(username, password);
    expect((await client.get('/v1/me')).body).toMatchObject({ mustChangePassword: true, divisionName: '丘北县' });
    for (const path of ['/v1/cases', '/v1/institutions', '/v1/notifications'])
      expect(await client.get(path)).toMatchObject({ status: 403, body: { code: 'must-change-password' } });
    expect((await client.post('/v1/rectifications', rectification)).body.code).toBe('must-change-password');
    const same = await client.post('/api/auth/change-password', { currentPassword: password, newPassword: password });
    expect([same.status, same.body.code]).toEqual([422, 'invalid-input']);
    expect((await client.post('/api/auth/change-password', { currentPassword: password, newPassword: NEW_PASSWORD })).status).toBe(200);
    expect((await client.get('/v1/cases')).status).toBe(200);
    expect((await client.get('/v1/me')).body.mustChangePassword).toBe(false);
  });

  it('say before anybody signs in how long a password has to be', async () => {
    const { passwordLength } = (await office.anonymous.get('/v1/sign-in')).body;
    const { password } = await newUser();
    const client = await signedIn(`user${made}`, password);
    const phrase = 'v7kq-mzt2-hxwr';
    const short = await client.post('/api/auth/change-password', {
      currentPassword: password,
      newPassword: phrase.slice(0, passwordLength.min - 1),
    });
    expect([short.status, short.body.code]).toEqual([400, 'PASSWORD_TOO_SHORT']);
    const enough = phrase.slice(0, passwordLength.min);
    expect((await client.post('/api/auth/change-password', { currentPassword: password, newPassword: enough })).status).toBe(200);
  });

  it('of a department that had none are made with it, and it gets the letters that are written to it', async () => {
    const admin = office.as('admin');
    const market = { name: '丘北县市场监督管理局', code: 'MARKET_REGULATION' };
    const { status, body } = await admin.post('/v1/organisations', market);
    expect([status, body]).toEqual([201, { ...market, id: expect.any(String), division: '532626' }]);
    expect((await admin.get('/v1/organisations')).body.items).toEqual(expect.arrayContaining([body]));
    const divisions = async (who: string, q: string) =>
      (await office.as(who).get(`/v1/divisions?q=${encodeURIComponent(q)}`)).body.items.map(
        ({ code, within }: { code: string; within: string }) => [code, within],
      );
    expect(await divisions('admin', '锦屏')).toEqual([['532626101', '丘北县']]);
    expect(await divisions('admin', '532626')).toContainEqual(['532626101', '丘北县']);
    expect(await divisions('admin', '明溪')).toEqual([]); // lies elsewhere
    const again = await admin.post('/v1/organisations', market);
    expect([again.status, again.body.errors]).toEqual([422, [{ field: 'name', message: expect.stringContaining('already') }]]);
    for (const wrong of [{ code: 'NOBODY' }, { division: '350421' }])
      expect([wrong, (await admin.post('/v1/organisations', { ...market, name: '某局', ...wrong })).status]).toEqual([wrong, 422]);
    const { client } = await settled({ role: 'department', organisationId: body.id });
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', rectification)).body;
    expect((await client.get(`/v1/cases/${caseNo}`)).status).toBe(404);
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, { departments: ['市场监督管理局'] });
    expect((await client.get(`/v1/cases/${caseNo}`)).status).toBe(200);
  });

  it('take no password that is among the first to be tried, and say which field it is', async () => {
    const { username, password } = await newUser({ name: '李建国' });
    const client = await signedIn(username, password);
    for (const newPassword of [
      'password123',
      'A123456789',
      'woaini1314',
      '11111111',
      'anlao-2026!',
      'Qiubei532626',
      'LiJianGuo@2026',
      '李建国李建国123',
    ]) {
      const { status, body } = await client.post('/api/auth/change-password', { currentPassword: password, newPassword });
      expect([newPassword, status, body.errors?.[0].field]).toEqual([newPassword, 422, 'newPassword']);
    }
    const chooser = { username, name: '李建国', division: '532626', divisionName: '丘北县' };
    for (const fit of ['下雨天买三斤苹果回家', 'correct horse battery', 'anlao-river-stone-42', PASSWORD, NEW_PASSWORD])
      expect([fit, weaknessOf(fit, chooser)]).toEqual([fit, undefined]);
    expect((await client.get('/v1/me')).body.mustChangePassword).toBe(true);
  });

  it('whose owner chose another password keep the session in which that was done, and no other', async () => {
    const { client, username } = await settled();
    const stolen = await signedIn(username, NEW_PASSWORD);
    const change = { currentPassword: NEW_PASSWORD, newPassword: 'three-wet-umbrellas' };
    const asked = await client.post('/api/auth/change-password', { ...change, revokeOtherSessions: true });
    const own = clientWith(office, cookiesOf(asked.headers)); // as the console asks: with a new cookie
    expect([(await own.get('/v1/me')).status, (await stolen.get('/v1/me')).status]).toEqual([200, 401]);
    const back = { currentPassword: change.newPassword, newPassword: NEW_PASSWORD };
    const another = await signedIn(username, change.newPassword);
    expect((await own.post('/api/auth/change-password', back)).status).toBe(200);
    expect([(await own.get('/v1/me')).status, (await another.get('/v1/me')).status]).toEqual([200, 401]);
  });

  it('of a demonstration with a chosen password are used as they are', async () => {
    expect((await office.as('caseworker').get('/v1/cases')).status).toBe(200);
  });

  it('wait longer and longer after wrong passwords, whether there is such an account or not, and the right one waits too', async () => {
    const { username, password } = await newUser();
    for (const name of [username, 'nobody-at-all']) {
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) statuses.push((await signIn(name, `guess ${n}`)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401]);
      const locked = await signIn(name, password);
      expect(locked).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await office.pool.query("UPDATE sign_in_attempt SET locked_until = now() - interval '1 second'");
    expect((await signIn(username, 'guess again')).status).toBe(401);
    const again = await signIn(username, password);
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(30); // twice as long as the first wait
    expect((await office.as('admin').post(`/v1/users/${username}/reset-password`, {})).status).toBe(200);
    expect((await signIn(username, password)).status).toBe(401); // but no longer locked
  });

  it('let nobody guess faster by guessing at the same moment', async () => {
    const { username } = await newUser();
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => signIn(username, `guess ${n}`)));
    expect(guesses.filter((g) => g.status === 401)).toHaveLength(5);
    expect(guesses.filter((g) => g.status === 429)).toHaveLength(7);
  });

  it('know their sessions and end one of them', async () => {
    const { client, username } = await settled();
    const other = await signedIn(username, NEW_PASSWORD);
    const { body: sessions } = await client.get('/api/auth/list-sessions');
    expect(sessions).toHaveLength(2);
    const mine = (await client.get('/api/auth/get-session')).body.session.token;
    const { token } = sessions.find((s: { token: string }) => s.token !== mine);
    expect((await client.post('/api/auth/revoke-session', { token })).status).toBe(200);
    expect([(await client.get('/v1/me')).status, (await other.get('/v1/me')).status]).toEqual([200, 401]);
    const { items } = (await office.as('admin').get(`/v1/users/${username}/events`)).body;
    expect(items.slice(0, 2).map((e: { kind: string }) => e.kind)).toEqual(['sessionsEnded', 'signedIn']);
    expect((await office.as('admin').post(`/v1/users/${username}/end-sessions`, {})).body.sessions).toBe(0);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  it('of leaders, discipline inspection and administrators may ask for a second factor, and then the password alone is not enough', async () => {
    const { client, username } = await settled({ role: 'leader' });
    const { status, body } = await client.post('/api/auth/two-factor/enable', { password: NEW_PASSWORD });
    expect(status).toBe(200);
    expect((await client.post('/api/auth/two-factor/verify-totp', { code: totp(body.totpURI) })).status).toBe(200);
    const half = await signIn(username, NEW_PASSWORD);
    expect(half.body.twoFactorRedirect).toBe(true);
    const challenged = clientWith(office, cookiesOf(half.headers));
    expect((await challenged.get('/v1/me')).status).toBe(401);
    expect((await challenged.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    const whole = await challenged.post('/api/auth/two-factor/verify-totp', { code: totp(body.totpURI) });
    expect(whole.status).toBe(200);
    const inside = clientWith(office, cookiesOf(whole.headers));
    expect((await inside.get('/v1/me')).body.secondFactor).toEqual({ enabled: true, possible: true, required: false });
    const { client: caseworker } = await settled();
    expect((await caseworker.post('/api/auth/two-factor/enable', { password: NEW_PASSWORD })).status).toBe(403);
  });

  it('are made and changed by the administrator of their division alone', async () => {
    const user = { username: 'elsewhere', name: '外地', role: 'caseworker', division: '530000' };
    const refused = await office.as('admin').post('/v1/users', user);
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'division']);
    await office.prisma.user.create({ data: { id: 'far', name: '远', email: 'far@x.invalid', role: 'caseworker', division: '350421' } });
    for (const [act, body] of Object.entries({ disable: { reason: '试' }, changes: { name: '试' }, enable: {}, 'reset-password': {} }))
      expect([act, (await office.as('admin').post(`/v1/users/far/${act}`, body)).status]).toEqual([act, 404]);
    for (const who of ['supervisor', 'leader', 'auditor'])
      expect((await office.as(who).post('/v1/users', { ...user, division: '532626' })).status).toBe(403);
    const listed = (await office.as('admin').get('/v1/users?limit=200')).body.items;
    expect(listed.map((u: { id: string }) => u.id)).toEqual(expect.arrayContaining(['leader', 'hotline']));
    expect(listed.map((u: { id: string }) => u.id)).not.toContain('far');
    expect((await office.as('supervisor').get('/v1/users?role=caseworker')).body.items[0]).not.toHaveProperty('username');
  });

  it('of an administrator are not shut or lowered by that administrator', async () => {
    expect((await office.as('admin').post('/v1/users/admin/disable', { reason: '误' })).status).toBe(422);
    expect((await office.as('admin').post('/v1/users/admin/changes', { role: 'auditor' })).status).toBe(422);
  });

  it('that are shut lose their sessions, their sign-in and, at once, their cases to the section head', async () => {
    const { client, id, username } = await settled();
    const { caseNo } = (await client.post('/v1/rectifications', rectification)).body;
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.assignee.id).toBe(id);
    expect((await office.as('admin').post(`/v1/users/${id}/disable`, { reason: '调离' })).body.disabled).toBe(true);
    expect((await client.get('/v1/me')).status).toBe(401);
    expect((await signIn(username, NEW_PASSWORD)).status).toBe(403);
    expect(await doReleases(office)).toBe(1);
    const { body } = await office.as('supervisor').get(`/v1/cases/${caseNo}`);
    expect(body).toMatchObject({ assignee: null, owner: { id: 'supervisor' } });
    expect(body.availableActions.map((a: { name: string }) => a.name)).toContain('assign');
    const { items } = (await office.as('supervisor').get(`/v1/cases/${caseNo}/events`)).body;
    expect(items.at(-1)).toMatchObject({ kind: 'system', name: 'release', actor: { id: 'admin' }, data: { from: id } });
    expect(await doReleases(office, 0)).toBe(0);
    expect((await office.prisma.job.findFirst({ where: { kind: 'release' }, orderBy: { createdAt: 'desc' } }))?.state).toBe('finished');
    await office.as('admin').post(`/v1/users/${id}/enable`, {});
    expect((await signIn(username, NEW_PASSWORD)).status).toBe(200);
  });

  it('that lose a role lose their cases, those that move keep what lies in the new division', async () => {
    const { client, id } = await settled();
    const { caseNo } = (await client.post('/v1/rectifications', rectification)).body;
    await office.as('admin').post(`/v1/users/${id}/changes`, { role: 'auditor' });
    expect((await client.get('/v1/me')).status).toBe(401);
    await doReleases(office);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.assignee).toBeNull();
  });

  it('keep a record of what happened to them, and neither it nor the log holds a secret', async () => {
    const { username, id, password } = await newUser();
    await signIn(username, 'wrong-secret-guess');
    await signedIn(username, password);
    const { body } = await office.as('admin').get(`/v1/users/${id}/events`);
    expect(body.items.map((e: { kind: string }) => e.kind)).toEqual(['signedIn', 'signInRefused', 'userCreated']);
    expect(body.items[2].by).toEqual({ id: 'admin', name: '管理员' });
    await (await signedIn(username, password)).post('/api/auth/sign-out', {});
    await signIn('nobody-here', 'wrong-secret-guess');
    const all = (await office.as('auditor').get('/v1/account-events?limit=3')).body;
    expect(all.items.map((e: { kind: string; user: { id: string } | null }) => [e.kind, e.user?.id])).toEqual([
      ['signInRefused', undefined],
      ['signedOut', id],
      ['signedIn', id],
    ]);
    expect((await office.as('auditor').get(`/v1/users/${id}/events?limit=200`)).body.items[0].kind).toBe('signedOut');
    expect((await office.as('admin').get(`/v1/account-events?kind=userCreated&cursor=${all.nextCursor}`)).body.items[0].kind).toBe(
      'userCreated',
    );
    expect((await office.as('supervisor').get('/v1/account-events')).status).toBe(403);
    await expect(office.pool.query('DELETE FROM account_event')).rejects.toThrow();
    const { rows } = await office.pool.query('SELECT to_jsonb(e)::text AS text FROM account_event e');
    const kept = [...lines, ...rows.map((r) => r.text)].join('\n');
    expect(kept).toContain('signInRefused');
    const tokens = (await office.pool.query('SELECT token FROM session')).rows.map((r) => r.token);
    for (const secret of [PASSWORD, NEW_PASSWORD, password, 'wrong-secret-guess', ...tokens]) expect(kept).not.toContain(secret);
  });
});

describe('where a second factor is asked for', () => {
  it('a leader without one reaches nothing until it is set up', async () => {
    const office = await anOffice({ secondFactorFor: ['leader'] });
    const leader = office.as('leader');
    expect((await leader.get('/v1/cases')).body.code).toBe('two-factor-required');
    expect((await leader.get('/v1/me')).body.secondFactor).toEqual({ enabled: false, possible: true, required: true });
    const { body } = await leader.post('/api/auth/two-factor/enable', { password: PASSWORD });
    const verified = await leader.post('/api/auth/two-factor/verify-totp', { code: totp(body.totpURI) });
    const after = clientWith(office, cookiesOf(verified.headers));
    expect((await after.get('/v1/cases')).status).toBe(200);
    expect((await office.as('supervisor').get('/v1/cases')).status).toBe(200);
    await office.close();
  });
});
