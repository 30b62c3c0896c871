import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createUser } from '../../api/users.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { type Answer, type Client, clientWith, cookiesOf, PASSWORD } from '../harness/office.ts';
import { told } from '../harness/told.ts';
import { ROUTES, SEEN } from './matrix/expected.ts';
import { aScene, LETTERS, PNG, roleOf, type Scene } from './matrix/scene.ts';

const lines = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
const ROWS = lines(ROUTES).filter((line) => line.length > 1);
const NOBODY = '00000000-0000-4000-8000-000000000000';
const AFAR = '350421';

let scene: Scene;
beforeAll(async () => {
  scene = await aScene();
  for (const role of ['admin', 'supervisor'] as const)
    await createUser(scene.office.prisma, { username: `${role}-afar`, name: '异地', role, division: AFAR, password: PASSWORD });
  scene.office.sessions.forget();
});
afterAll(() => scene.office.close());

const as = (role: string): Client => scene.office.as(role);
const caseOf = (name: string): string => scene.cases[name] ?? '';

describe('whoever guesses', () => {
  it('numbers of cases and ids of papers gets, byte for byte, the same answer for what is hidden and for what never was', async () => {
    for (const [name = '', visible = ''] of lines(SEEN).filter((line) => line.length > 1))
      for (const [method = '', path = '', letters = '', about = ''] of ROWS.filter(([, , letters = '']) => letters !== 'public')) {
        const ids = { evidence: scene.evidence[name], document: scene.documents[name] }[about];
        const isBelowCase = path.includes('{caseNo}');
        if (!isBelowCase && ids === undefined) continue;
        const filled = (caseNo: string, id: string) =>
          `/v1${path.replace('{caseNo}', caseNo).replace('{action}', 'addNote').replace('{no}', '1').replace('{id}', id)}`;
        const madeUp = `${caseOf(name).slice(0, -6)}999999`;
        for (const role of [...LETTERS].filter((letter) => letters.includes(letter) && !visible.includes(letter)).map(roleOf)) {
          const ask = (address: string) =>
            method === 'get'
              ? as(role).get(address)
              : path.endsWith('/evidence')
                ? as(role).upload(address, 'a.png', PNG)
                : as(role).post(address, {});
          const [hidden, never] = [await ask(filled(caseOf(name), ids ?? '1')), await ask(filled(madeUp, ids ? NOBODY : '1'))];
          expect([name, method, path, role, told(hidden)]).toEqual([name, method, path, role, told(never)]);
          expect([name, method, path, role, hidden.status < 300]).toEqual([name, method, path, role, false]);
        }
      }
  });

  it('a receipt code learns nothing from one that is nearly right, or from the number of a case', async () => {
    const opened = await as('hotline').post('/v1/complaints', {
      ...{ channel: 'letter', institution: { name: '某院' }, category: 'fees', content: '乱收费', anonymous: true },
    });
    const code: string = opened.body.receiptCode;
    expect(code.replaceAll('-', '')).toMatch(/^[0-9A-Z]{20}$/); // 100 bits
    expect((await scene.office.anonymous.get(`/v1/public/complaints/${code}`)).status).toBe(200);
    const other = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    const [near, none] = await Promise.all(
      [other, 'AAAAA-AAAAA-AAAAA-AAAAA'].map((guess) => scene.office.anonymous.get(`/v1/public/complaints/${guess}`)),
    );
    expect([near?.status, near && told(near)]).toEqual([404, none && told(none)]);
    expect((await scene.office.anonymous.get(`/v1/public/complaints/${opened.body.caseNo}`)).status).toBe(404);
  });

  it('who works here learns of no one by naming them in a complaint', async () => {
    const about = (namedOfficials: object[]) => ({
      institution: { name: '某院' },
      category: 'other',
      content: '试',
      anonymous: true,
      namedOfficials,
    });
    const outside = await scene.office.anonymous.post('/v1/public/complaints', about([{ userId: 'leader' }]));
    expect([outside.status, outside.body.errors[0].field]).toEqual([422, 'namedOfficials.0.name']);
    const named = (userId: string) => as('hotline').post('/v1/complaints', { channel: 'letter', ...about([{ userId }]) });
    const [afar, nobody] = [await named('supervisor-afar'), await named('nobody-at-all')];
    expect([afar.status, told(afar)]).toEqual([422, told(nobody)]);
  });
});

describe('whoever keeps a cookie', () => {
  const anonymously = (headers: Record<string, string>, password = PASSWORD, username = 'thief') =>
    scene.office.anonymous.post('/api/auth/sign-in/username', { username, password }, headers);
  let made = 0;
  /** Somebody signed in, with the cookie that a thief would have copied. */
  const somebody = async () => {
    const username = `victim${++made}`;
    const user = { username, name: '受害', role: 'caseworker', division: '532626', password: PASSWORD } as const;
    await createUser(scene.office.prisma, user);
    const signIn = async () => cookiesOf((await anonymously({}, PASSWORD, username)).headers);
    const [own, stolen] = [clientWith(scene.office, await signIn()), clientWith(scene.office, await signIn())];
    expect([(await own.get('/v1/me')).status, (await stolen.get('/v1/me')).status]).toEqual([200, 200]);
    return { username, own, stolen };
  };

  it.each<[string, (who: Awaited<ReturnType<typeof somebody>>) => Promise<Answer>]>([
    ['signed out', ({ stolen }) => stolen.post('/api/auth/sign-out', {})],
    ['revoked all others', ({ own }) => own.post('/api/auth/revoke-other-sessions', {})],
    [
      'chose another password',
      ({ own }) => own.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'wholly-other-words-7' }),
    ],
    ['was signed out by an administrator', ({ username }) => as('admin').post(`/v1/users/${username}/end-sessions`, {})],
    ['was given a new password', ({ username }) => as('admin').post(`/v1/users/${username}/reset-password`, {})],
    ['was shut out', ({ username }) => as('admin').post(`/v1/users/${username}/disable`, { reason: '离职' })],
    ['lost the role', ({ username }) => as('admin').post(`/v1/users/${username}/changes`, { role: 'auditor' })],
  ])('has nothing once its owner %s', async (_what, happens) => {
    const who = await somebody();
    expect((await happens(who)).status).toBe(200);
    expect((await who.stolen.get('/v1/me')).status).toBe(401);
    expect((await who.stolen.get('/v1/cases')).status).toBe(401);
    expect((await who.stolen.get('/api/auth/get-session')).body).toBeNull();
  });

  it('that was planted before signing in does not come to belong to who signs in', async () => {
    await createUser(scene.office.prisma, { username: 'thief', name: '某', role: 'hotline', division: '532626', password: PASSWORD });
    const planted = cookiesOf((await anonymously({})).headers);
    const after = cookiesOf((await anonymously({ cookie: planted }, PASSWORD, 'leader')).headers);
    expect(after).toMatch(/session_token=/);
    expect(after).not.toBe(planted);
    expect((await clientWith(scene.office, planted).get('/v1/me')).body.role).toBe('hotline');
    expect((await clientWith(scene.office, after).get('/v1/me')).body.role).toBe('leader');
    const { token } = (await clientWith(scene.office, after).get('/api/auth/get-session')).body.session; // what scripts see of it
    expect((await clientWith(scene.office, `better-auth.session_token=${token}`).get('/v1/me')).status).toBe(401);
    const forged = after.replace(/(session_token=)[^.%]+/, '$1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
    expect((await clientWith(scene.office, forged).get('/v1/me')).status).toBe(401);
  });

  it('ends nobody else’s session, and no address that is only opened ends one', async () => {
    const { own } = await somebody();
    const { token } = (await as('leader').get('/api/auth/get-session')).body.session;
    await own.post('/api/auth/revoke-session', { token });
    for (const path of ['sign-out', 'revoke-sessions', 'change-password'])
      expect((await as('leader').get(`/api/auth/${path}`)).status).toBe(404);
    expect((await as('leader').get('/v1/me')).status).toBe(200);
    expect((await own.get('/api/auth/list-sessions')).body.every((s: { userId: string }) => s.userId !== 'leader')).toBe(true);
  });
});

describe('whoever says more than they are asked', () => {
  it('is refused: no body and no query takes a field that it does not name', () => {
    const open = (schema: unknown, at: string): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      if (Array.isArray(schema)) return schema.flatMap((part, i) => open(part, `${at}[${i}]`));
      const lax = 'properties' in schema && !('additionalProperties' in schema && schema.additionalProperties === false) ? [at] : [];
      return [...lax, ...Object.entries(schema).flatMap(([key, part]) => open(part, `${at}.${key}`))];
    };
    const found = scene.office.routes.flatMap(({ path, body, query }) =>
      [body, query].flatMap((schema) => (schema ? open(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), path) : [])),
    );
    // a payload of Temporal's, as its pages send it: whoever may decode one may send any
    expect(found.filter((at) => !at.startsWith('/ops/codec/decode'))).toEqual([]);
  });

  it.each([
    ['caseworker', '/v1/filings', { kind: 'unfiled', institution: { name: '某' }, discoveredOn: '2026-11-20' }],
    ['hotline', '/v1/complaints', { channel: 'letter', institution: { name: '某' }, category: 'fees', content: '试', anonymous: true }],
    [
      'caseworker',
      '/v1/rectifications',
      { institution: { name: '某' }, source: 'tip', items: [{ description: '试', kind: 'fire', severity: 'general' }] },
    ],
    ['institution', '/v1/filings', { kind: 'filed', institution: { id: 'ankang' }, filedOn: '2026-11-20' }],
  ])('as %s at %s about who they are, or whose it is', async (who, path, body) => {
    for (const more of [
      { actor: { id: 'leader', role: 'leader', name: '周' } },
      { role: 'leader' },
      { division: AFAR },
      { ownerId: 'caseworker2' },
      { assignee: 'caseworker2' },
      { excluded: ['leader'] },
    ])
      expect([path, more, (await as(who).post(path, { ...body, ...more })).status]).toEqual([path, more, 422]);
  });

  it('in an action: it is recorded as who is signed in', async () => {
    const address = `/v1/cases/${caseOf('noticed')}/actions/addNote`;
    for (const more of [{ actor: { id: 'leader', role: 'leader' } }, { role: 'leader' }, { by: 'leader' }, { excluded: [] }])
      expect((await as('caseworker').post(address, { text: '记事', ...more })).status).toBe(422);
    expect(
      (await as('caseworker').post(`${address}?actor=leader`, { text: '记事' }, { 'x-actor': 'leader', 'x-role': 'leader' })).status,
    ).toBe(200);
    const { items } = (await as('caseworker').get(`/v1/cases/${caseOf('noticed')}/events`)).body;
    expect(items.at(-1).actor).toMatchObject({ id: 'caseworker', role: 'caseworker' });
  });

  it('about an account: nobody makes themselves more than they are', async () => {
    const contact = { email: null, phone: null, language: 'zh-CN' };
    for (const more of [{ role: 'admin' }, { division: '000000' }, { institutionId: 'other' }, { id: 'leader' }])
      expect((await as('institution').post('/v1/me/contact', { ...contact, ...more })).status).toBe(422);
    const user = { username: 'fresh', name: '新', role: 'caseworker', division: '532626' };
    for (const more of [{ service: true }, { mustChangePassword: false }, { password: PASSWORD }, { id: 'leader' }, { banned: false }])
      expect((await as('admin').post('/v1/users', { ...user, ...more })).status).toBe(422);
    for (const role of ['system', 'public', 'root']) expect((await as('admin').post('/v1/users', { ...user, role })).status).toBe(422);
    const key = { account: { name: '系统', role: 'admin', division: '532626' }, scopes: ['cases:read'], expiresOn: '2027-01-31' };
    expect((await as('admin').post('/v1/api-keys', key)).status).toBe(422);
  });

  it('by the product’s own steps: nobody takes those over HTTP', async () => {
    for (const type of CASE_TYPES) {
      const caseNo = caseOf(type === 'complaint' ? 'own' : type === 'referral' ? 'sealed' : 'noticed');
      if (!caseNo.startsWith(CASE_TYPE[type].prefix)) continue;
      for (const name of [
        'exclude',
        'release',
        'recount',
        'legalHold',
        'anonymise',
        'adoptPolicy',
        'absorb',
        'answerMerged',
        'readInformant',
      ])
        for (const who of ['supervisor', 'leader', 'discipline']) {
          const { status } = await as(who).post(`/v1/cases/${caseNo}/actions/${name}`, {
            excluded: [],
            from: 'x',
            reason: 'x',
            by: who,
            role: who,
          });
          expect([name, who, [403, 404, 409].includes(status)]).toEqual([name, who, true]);
        }
    }
  });
});

describe('whoever follows what they may see to what they may not', () => {
  it('from case to case: links, merging and bulk work go nowhere that one cannot see', async () => {
    const mine = caseOf('own');
    for (const [who, hidden] of [
      ['caseworker', 'conflicted'],
      ['caseworker', 'otherDivision'],
      ['caseworker', 'sealed'],
      ['supervisor', 'conflicted'],
    ] as const)
      for (const [action, input] of [
        ['linkCase', (caseNo: string) => ({ caseNo, kind: 'related' })],
        ['merge', (into: string) => ({ into })],
      ] as const) {
        const madeUp = `${caseOf(hidden).slice(0, -6)}999999`;
        const ask = async (caseNo: string) =>
          told(await as(who).post(`/v1/cases/${mine}/actions/${action}`, input(caseNo))).replaceAll(caseNo, 'N');
        expect([who, hidden, action, await ask(caseOf(hidden))]).toEqual([who, hidden, action, await ask(madeUp)]);
      }
    const taken = await as('hotline').post('/v1/complaints', {
      ...{ channel: 'letter', institution: { name: '某' }, category: 'fees', content: '试', anonymous: true },
      mergeInto: caseOf('otherDivision'),
    });
    expect([taken.status, taken.body.errors[0].field]).toEqual([422, 'mergeInto']);
    const { body } = await as('supervisor').post('/v1/bulk/reassignments', { filter: {}, to: 'caseworker2', note: '全部' });
    const subjects = await scene.office.prisma.jobItem.findMany({ where: { jobId: body.jobId }, select: { subject: true } });
    for (const name of ['conflicted', 'otherDivision', 'sealed']) expect(subjects.map((s) => s.subject)).not.toContain(caseOf(name));
    for (const who of ['leader', 'admin', 'supervisor-afar']) {
      const other = who === 'supervisor-afar' ? await scene.office.signIn(who) : as(who);
      expect([who, (await other.get(`/v1/jobs/${body.jobId}`)).status]).toEqual([who, 404]);
    }
  });

  it('from paper to paper: evidence of one case is none of another', async () => {
    const attach = (id: string) => as('caseworker').post(`/v1/cases/${caseOf('noticed')}/actions/attachEvidence`, { evidence: [id] });
    const [hidden, never] = [await attach(scene.evidence.conflicted ?? ''), await attach(NOBODY)];
    expect([hidden.status, never.status]).toEqual([422, 422]);
    expect(told(hidden).replaceAll(scene.evidence.conflicted ?? '', 'N')).toBe(told(never).replaceAll(NOBODY, 'N'));
  });

  it('from message to message: what was sent to another is neither read nor sent again by somebody who may not know of it', async () => {
    const theirs = await scene.office.prisma.notification.findFirstOrThrow({ where: { recipient: 'supervisor', channel: 'inbox' } });
    for (const id of [String(theirs.id), '999999999'])
      expect((await as('caseworker').post(`/v1/notifications/${id}/read`, {})).status).toBe(404);
    const mail = {
      key: 'abuse',
      caseNo: caseOf('own'),
      event: 'assigned',
      recipient: 'supervisor',
      channel: 'email',
      address: 'a@b.cn',
      subject: 's',
      body: 'b',
    };
    const { id } = await scene.office.prisma.notification.create({ data: mail });
    const afar = await scene.office.signIn('admin-afar');
    expect((await afar.post(`/v1/webhook-deliveries/${id}/replay`, {})).status).toBe(404);
    expect((await as('admin').post(`/v1/webhook-deliveries/${id}/replay`, {})).status).toBe(422); // it has not failed
  });

  it('from county to county: an administrator manages nothing of another', async () => {
    const { office } = scene;
    const hook = { name: '大屏', channel: 'webhook', url: 'http://127.0.0.1:9/hook' };
    const webhook = (await as('admin').post('/v1/webhooks', hook)).body.id;
    const account = { name: '热线', role: 'hotline', division: '532626' };
    const key = (await as('admin').post('/v1/api-keys', { account, scopes: ['cases:read'], expiresOn: '2027-01-31' })).body;
    const interest = (await as('leader').post('/v1/me/interests', { institution: 'other', relation: '亲属' })).body.id;
    const afar = await office.signIn('admin-afar');
    const nothing: [string, object?][] = [
      [`/v1/webhooks/${webhook}/enabled`, { enabled: false }],
      [`/v1/api-keys/${key.id}/revoke`, {}],
      [`/v1/interests/${interest}/end`, {}],
      ['/v1/users/leader/reset-password', {}],
      ['/v1/users/leader/end-sessions', {}],
      ['/v1/users/leader/absence', { substitute: 'supervisor' }],
    ];
    for (const [path, body] of nothing) expect([path, (await afar.post(path, body)).status]).toEqual([path, 404]);
    for (const path of [`/v1/webhooks/${webhook}/deliveries`, '/v1/users/leader/events'])
      expect([path, (await afar.get(path)).status]).toEqual([path, 404]);
    for (const path of ['/v1/webhooks', '/v1/api-keys', '/v1/interests', '/v1/users'])
      expect((await afar.get(path)).body.items.filter((i: { division?: string }) => i.division !== AFAR)).toEqual([]);
    expect(
      (await afar.post('/v1/api-keys', { account: { id: key.account.id }, scopes: ['cases:read'], expiresOn: '2027-01-31' })).status,
    ).toBe(422);
    expect((await as('leader').get('/v1/me')).status).toBe(200);
  });

  it('with no division at all, to nothing', async () => {
    await createUser(scene.office.prisma, { username: 'adrift', name: '无处', role: 'admin', division: '', password: PASSWORD });
    const adrift = await scene.office.signIn('adrift');
    for (const path of ['/v1/webhooks', '/v1/users', '/v1/interests', '/v1/exchange/institutions', '/v1/ops/health', '/v1/reports/backlog'])
      expect([path, (await adrift.get(path)).status]).toEqual([path, 403]);
  });
});

describe('the system of a department', () => {
  it('answers letters to that department by its key, and does nothing else', async () => {
    const { office } = scene;
    const caseNo = caseOf('addressed');
    await as('leader').post(`/v1/cases/${caseNo}/actions/openJointEnforcement`, {
      reason: '拒不整改',
      departments: ['住房和城乡建设局', '消防救援大队'],
    });
    const { organisationId } = (await as('department').get('/v1/me')).body;
    const account = { name: '消防平台', role: 'department', division: '532626', organisationId };
    const { key } = (await as('admin').post('/v1/api-keys', { account, scopes: ['letters:reply'], expiresOn: '2027-01-31' })).body;
    const system = clientWith(office, undefined, key);
    const act = (who: Client, action: string, input: object) => who.post(`/v1/cases/${caseNo}/actions/${action}`, input);
    for (const [action, input] of [
      ['addNote', { text: '试' }],
      ['attachEvidence', { evidence: [NOBODY] }],
      ['verify', { verdicts: [] }],
    ] as const)
      expect([action, (await act(system, action, input)).body.code]).toEqual([action, 'out-of-scope']);
    expect((await system.get(`/v1/cases/${caseNo}`)).body.code).toBe('out-of-scope');
    const letters: { no: number; department: string }[] = (await as('leader').get(`/v1/cases/${caseNo}/letters`)).body.items;
    const to = (department: string) => letters.findLast((letter) => letter.department === department)?.no;
    for (const who of [system, as('department')])
      expect((await act(who, 'recordReply', { letterNo: to('住房和城乡建设局'), text: '冒名' })).body.errors?.[0].field).toBe('letterNo');
    expect((await act(system, 'recordReply', { letterNo: to('消防救援大队'), text: '已派员' })).status).toBe(200);
    const seen = (await as('department').get(`/v1/cases/${caseNo}`)).body;
    expect(seen.data.letters.map((letter: { department: string }) => letter.department)).not.toContain('住房和城乡建设局');
    const hidden = await system.post(`/v1/cases/${caseOf('noticed')}/actions/recordReply`, { letterNo: 1, text: '试' });
    expect(hidden.status).toBe(404); // no letter went to them
  });
});

describe('whoever makes somebody’s browser ask', () => {
  it('does nothing with their cookie, be it a form, a file or a page of another site', async () => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(PNG)]), 'a.png');
    const path = `/v1/cases/${caseOf('noticed')}/evidence`;
    expect((await as('caseworker').form(path, form, { origin: 'https://evil.example' })).body.code).toBe('cross-site');
    const note = `/v1/cases/${caseOf('noticed')}/actions/addNote`;
    expect((await as('caseworker').post(note, '{"text":"x"}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await as('caseworker').post(note, '{"text":"x"}', { 'content-type': 'text/plain; application/json' })).status).toBe(415);
    expect((await as('caseworker').post(note, { text: 'x' }, { origin: `${scene.office.url}.evil.example` })).body.code).toBe('cross-site');
    const report = { service_code: 'fees', description: '试', attribute: { institution: '某' } };
    expect((await as('hotline').post('/api/v1/open311/v2/requests.json', report)).status).toBe(403); // a cookie is no key
  });
});
