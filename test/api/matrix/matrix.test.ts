import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maySee, scopeOf, scopeSql } from '../../../api/permissions.ts';
import { createUser } from '../../../api/users.ts';
import { CASE_TYPE } from '../../../domain/case-types.ts';
import { addDays, dayOf } from '../../../domain/days.ts';
import { actionsOf } from '../../../domain/kernel/advance.ts';
import { ROLES, type Role } from '../../../domain/roles.ts';
import { PASSWORD } from '../../harness/office.ts';
import { BODIES, ROUTES, SEEN } from './expected.ts';
import { aScene, LETTERS, PNG, roleOf, type Scene } from './scene.ts';

const lines = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((line) => line.length > 1);
const ROWS = lines(ROUTES).map(([method = '', path = '', letters = '', about = '']) => ({ method, path, letters, about }));
const seenBy = new Map(lines(SEEN).map(([name = '', letters = '']) => [name, letters]));
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('who may come to which route', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
  });
  afterAll(() => scene.office.close());

  const ask = async (role: Role | undefined, method: string, path: string, body: unknown = {}) => {
    const client = role ? scene.office.as(role) : scene.office.anonymous;
    if (method === 'get') return client.get(`/v1${path}`);
    return path.endsWith('/evidence') || path.startsWith('/imports')
      ? client.upload(`/v1${path}`, 'a.png', PNG)
      : client.post(`/v1${path}`, body);
  };
  const filled = (path: string, caseNo = 'ZG-532626-2026-999999') =>
    path
      .replace('{caseNo}', caseNo)
      .replace('{action}', 'addNote')
      .replace('{receiptCode}', 'AAAAA-AAAAA-AAAAA-AAAAA')
      .replace('{jobId}', NOBODY)
      .replace('{no}', '1')
      .replace('{id}', path.includes('informant') ? '1' : path.includes('notifications') || path.includes('drift') ? '1' : NOBODY);

  it('is written for every route that is served, and for no other', () => {
    const served = scene.office.routes.map(({ method, path }) => `${method} ${path}`);
    expect(ROWS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...new Set(served)].sort());
  });

  it('is closed to whoever is not signed in, but for what is public', async () => {
    for (const { method, path, letters } of ROWS) {
      if (letters === 'public') continue;
      expect([method, path, (await ask(undefined, method, filled(path))).status]).toEqual([method, path, 401]);
    }
  });

  it('is closed to every role that is not named, and opens to every one that is', async () => {
    for (const { method, path, letters, about } of ROWS) {
      if (letters === 'public') continue;
      for (const letter of LETTERS) {
        const { status } = await ask(roleOf(letter), method, filled(path), BODIES[path]);
        const at = [method, path, roleOf(letter)];
        if (!letters.includes(letter)) expect([...at, status]).toEqual([...at, 403]);
        else if (about === '-') expect([...at, status !== 401 && status !== 403 && status < 500]).toEqual([...at, true]);
        else expect([...at, status]).toEqual([...at, 404]);
      }
    }
  });

  it.each([...seenBy.keys()])('shows a case that is %s to whoever it is meant for, and answers 404 to all others', async (name) => {
    const visible = seenBy.get(name) ?? '';
    for (const { method, path, letters, about } of ROWS.filter((row) => row.about !== '-'))
      for (const letter of LETTERS) {
        if (!letters.includes(letter)) continue;
        const id = about === 'evidence' ? scene.evidence[name] : about === 'document' ? scene.documents[name] : undefined;
        const address = id ? path.replace('{id}', id) : filled(path, scene.cases[name]);
        // an institution reads the bureau's own files and the hashes of its log of no case
        const own = letter === 'i' && (about === 'evidence' || path.endsWith('/trail')) ? false : visible.includes(letter);
        const fits =
          about !== 'complaint' ||
          ['own', 'conflicted'].includes(name) ||
          (name === 'sealed' && letter === 'j' && path.endsWith('/informant'));
        if (own && method === 'post') continue; // what a step needs beside sight is the table of actions
        const { status } = await ask(roleOf(letter), method, address, BODIES[path]);
        const expected = own && fits ? (path.endsWith('/informant') ? 409 : 200) : 404;
        expect([name, method, path, roleOf(letter), status]).toEqual([name, method, path, roleOf(letter), expected]);
      }
  });

  it('answers 404 to every action on a case that one may not see, whatever it is called', async () => {
    for (const [name, visible] of seenBy) {
      const { file } = await scene.office.prisma.caseFile.findUniqueOrThrow({
        where: { caseNo: scene.cases[name] ?? '' },
        select: { file: true },
      });
      const type = (file as { type?: keyof typeof CASE_TYPE }).type ?? 'complaint';
      for (const letter of LETTERS.replace('a', '').replace('m', '')) {
        if (visible.includes(letter)) continue;
        for (const action of Object.keys(actionsOf(CASE_TYPE[type]))) {
          const { status } = await ask(roleOf(letter), 'post', `/cases/${scene.cases[name]}/actions/${action}`, {});
          const told = action === 'supplement' && name === 'sealed' && 'csl'.includes(letter) ? [404, 409, 422] : [404, 422];
          expect([name, action, letter, told.includes(status)]).toEqual([name, action, letter, true]);
        }
      }
    }
  });

  it('lists in no list, feed, search or report what one may not see', async () => {
    for (const { method, path, letters } of ROWS.filter(
      (row) => row.method === 'get' && row.about === '-' && row.letters !== 'public' && !row.path.includes('{'),
    ))
      for (const letter of LETTERS) {
        if (!letters.includes(letter)) continue;
        const { body } = await ask(roleOf(letter), method, path);
        const text = JSON.stringify(body);
        for (const [name, visible] of seenBy) {
          if (visible.includes(letter) || (path === '/notifications' && name !== 'otherDivision')) continue;
          if (letter === 'j' && ['own', 'conflicted'].includes(name)) continue; // a referral says which case it is about
          expect([path, roleOf(letter), name, text.includes(scene.cases[name] ?? '')]).toEqual([path, roleOf(letter), name, false]);
        }
      }
  });

  it('says the same of a file, of rows for lists, and of rows for reports', async () => {
    const { prisma, pool, people } = scene.office;
    const files = (await prisma.caseFile.findMany({ select: { file: true } })).map(
      (row) => row.file as never as Parameters<typeof maySee>[1],
    );
    for (const role of ROLES) {
      const person = await people.find(role);
      if (!person) throw new Error(`nobody is ${role}`);
      const inMemory = files.filter((file) => maySee(person, file)).map((file) => file.caseNo);
      const inLists = await prisma.caseFile.findMany({ where: scopeOf(person), select: { caseNo: true } });
      const values: unknown[] = [];
      const sql = scopeSql(person, (value) => `$${values.push(value)}`);
      const inReports = await pool.query<{ no: string }>(`SELECT case_no AS no FROM case_file c WHERE ${sql}`, values);
      expect([role, inLists.map((r) => r.caseNo).sort()]).toEqual([role, inMemory.sort()]);
      expect([role, inReports.rows.map((r) => r.no).sort()]).toEqual([role, inMemory.sort()]);
      const nowhere = { ...person, division: '' };
      expect(files.filter((file) => maySee(nowhere, file))).toEqual([]);
      expect(await prisma.caseFile.count({ where: scopeOf(nowhere) })).toBe(0);
    }
  });

  it('is closed, too, to whoever stands in at the end of a chain for somebody whom the case concerns, until that one is back', async () => {
    const { office } = scene;
    for (const username of ['concerned', 'deputy', 'deputy2'])
      await createUser(office.prisma, { username, name: username, role: 'caseworker', division: '532626', password: PASSWORD });
    office.sessions.forget();
    const complaint = { channel: 'letter', category: 'staffConduct', content: '索要红包', anonymous: true, institution: { id: 'ankang' } };
    const { caseNo } = (await office.as('hotline').post('/v1/complaints', { ...complaint, namedOfficials: [{ userId: 'concerned' }] }))
      .body;
    const until = addDays(dayOf(Date.now()), 3);
    for (const [away, substitute] of [
      ['concerned', 'deputy'],
      ['deputy', 'deputy2'],
    ])
      expect((await office.as('supervisor').post(`/v1/users/${away}/absence`, { substitute, until })).status).toBe(200);
    const third = await office.signIn('deputy2');
    const answers = async () =>
      Promise.all(
        ROWS.filter(({ letters, about }) => letters.includes('c') && (about === 'case' || about === 'complaint')).map(
          async ({ method, path }) => {
            const address = `/v1${filled(path, caseNo)}`;
            const { status } = await (method === 'get'
              ? third.get(address)
              : path.endsWith('/evidence')
                ? third.upload(address, 'a.png', PNG)
                : third.post(address, BODIES[path] ?? {}));
            return [method, path, status];
          },
        ),
      );
    for (const [method, path, status] of await answers()) expect([method, path, status]).toEqual([method, path, 404]);
    for (const list of [
      '/v1/cases?limit=200',
      '/v1/events?limit=200',
      '/v1/complaints/similar?institution=ankang',
      '/v1/institutions/ankang',
    ])
      expect([list, JSON.stringify((await third.get(list)).body).includes(caseNo)]).toEqual([list, false]);
    const given = await office.as('leader').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'deputy2' });
    expect([given.status, given.body.code]).toEqual([403, 'conflict-of-interest']);
    await office.pool.query('UPDATE absence SET from_day = from_day - 10, until_day = until_day - 10 WHERE ended_at IS NULL');
    office.sessions.forget();
    expect((await third.get(`/v1/cases/${caseNo}`)).status).toBe(200);
  });
});
