import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../api/users.ts';
import { addDays, dayOf } from '../../domain/days.ts';
import { anOffice, type Client, type Office, PASSWORD } from '../harness/office.ts';

const today = () => dayOf(Date.now());
const inDays = (n: number) => addDays(today(), n);
const rectification = {
  institution: { id: 'ankang' },
  source: 'tip',
  items: [{ description: '灭火器过期', kind: 'fire', severity: 'general' }],
};

describe('whoever is away', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
    for (const [username, name, role] of [
      ['caseworker3', '孙经办', 'caseworker'],
      ['supervisor2', '钱副科长', 'supervisor'],
    ] as const)
      await createUser(office.prisma, { username, name, role, division: '532626', password: PASSWORD });
    office.sessions.forget();
  });
  afterEach(() => backAll());
  afterAll(() => office.close());

  const away = (who: string | Client, substitute: string, more: Record<string, unknown> = {}) =>
    (typeof who === 'string' ? office.as(who) : who).post('/v1/me/absence', { substitute, ...more });
  const backAll = async () => {
    await office.pool.query('UPDATE absence SET ended_at = now() WHERE ended_at IS NULL');
    office.sessions.forget();
  };
  const opened = async (excluded: string[] = []) => {
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', rectification)).body;
    if (excluded.length > 0) {
      await office.pool.query(
        `UPDATE case_file SET excluded = $2, file = jsonb_set(file, '{excluded}', to_jsonb($2::text[])) WHERE case_no = $1`,
        [caseNo, excluded],
      );
    }
    return caseNo as string;
  };
  const assigned = async (caseNo: string, to: string) =>
    office.as('leader').post(`/v1/cases/${caseNo}/actions/reassign`, { to, note: '调整分工' });

  it('sees an absence that is set and has not begun', async () => {
    const { body } = await away('caseworker2', 'caseworker', { from: inDays(2), until: inDays(4) });
    expect(body.absence).toBeUndefined();
    expect(body.nextAbsence).toMatchObject({ substitute: { id: 'caseworker' }, from: inDays(2), until: inDays(4) });
    expect((await office.as('caseworker2').post('/v1/me/absence/end', {})).body.nextAbsence).toBeUndefined();
  });

  it('is shown who may stand in, and nobody else', async () => {
    const ids = async (who: string) => (await office.as(who).get('/v1/me/substitutes')).body.items.map((p: { id: string }) => p.id);
    expect(await ids('caseworker')).toEqual(expect.arrayContaining(['caseworker2', 'supervisor']));
    expect(await ids('caseworker')).not.toEqual(expect.arrayContaining(['caseworker']));
    for (const id of await ids('leader')) {
      expect((await away('leader', id)).status).toBe(200);
      await backAll();
    }
    expect(await ids('institution')).toEqual([]);
  });

  it('is stood in for: new assignments go to the substitute, and the trail says whom they were meant for', async () => {
    const { status, body } = await away('caseworker2', 'caseworker', { until: inDays(3), note: '培训' });
    expect([status, body.absence]).toEqual([
      200,
      { substitute: { id: 'caseworker', name: '李建国' }, from: today(), until: inDays(3), note: '培训' },
    ]);
    const caseNo = await opened();
    expect((await assigned(caseNo, 'caseworker2')).body.assignee.id).toBe('caseworker');
    const again = await assigned(caseNo, 'caseworker2');
    expect(again.status).toBe(200);
    const { items } = (await office.as('leader').get(`/v1/cases/${caseNo}/events`)).body;
    expect(items.at(-1).data).toMatchObject({ to: 'caseworker2', givenTo: 'caseworker' });
    await backAll();
    expect((await assigned(caseNo, 'caseworker2')).body.assignee.id).toBe('caseworker2');
  });

  it('is acted for by the substitute, also at the end of a chain, and the trail says on whose behalf', async () => {
    const caseNo = await opened();
    const third = await office.signIn('caseworker3');
    await away('caseworker', 'caseworker2');
    await away('caseworker2', 'caseworker3');
    expect((await third.get('/v1/me')).body.standsInFor.map((p: { id: string }) => p.id).sort()).toEqual(['caseworker', 'caseworker2']);
    const note = await third.post(`/v1/cases/${caseNo}/actions/returnToSupervisor`, { reason: '不在本组职责' });
    expect(note.status).toBe(200);
    const { items } = (await third.get(`/v1/cases/${caseNo}/events`)).body;
    expect(items.at(-1).actor).toEqual({
      id: 'caseworker3',
      name: '孙经办',
      role: 'caseworker',
      onBehalfOf: { id: 'caseworker', name: '李建国' },
    });
    await backAll();
  });

  it('as a leader, has what belongs to a leader done by the section head, but not by whoever did the work to be signed off', async () => {
    const caseNo = await opened();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {});
    const { body: before } = await office.as('supervisor').get(`/v1/cases/${caseNo}`);
    const names = (view: { availableActions: { name: string }[] }) => view.availableActions.map((a) => a.name);
    expect(names(before)).not.toContain('listForSupervision');
    await away('leader', 'supervisor', { until: inDays(1) });
    const { body } = await office.as('supervisor').get(`/v1/cases/${caseNo}`);
    expect(names(body)).toContain('listForSupervision');
    const { examples } = body.availableActions.find((a: { name: string }) => a.name === 'listForSupervision').inputSchema;
    expect((await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/listForSupervision`, examples[0])).status).toBe(200);
    const { items } = (await office.as('supervisor').get(`/v1/cases/${caseNo}/events`)).body;
    expect(items.at(-1).actor).toMatchObject({ id: 'supervisor', role: 'leader', onBehalfOf: { id: 'leader' } });
    await backAll();
    expect((await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/listForSupervision`, examples[0])).status).toBe(403);
  });

  it('gets no message meanwhile: the substitute does', async () => {
    await away('supervisor', 'supervisor2');
    const caseNo = await opened();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/escalate`, { reason: '需要支持' });
    const to = await office.prisma.notification.findMany({ where: { caseNo, event: 'escalated' }, select: { recipient: true } });
    expect(to.map((n) => n.recipient).sort()).toEqual(['leader', 'supervisor2']);
    await backAll();
  });

  it('is never stood in for by anybody whom the case concerns: it falls to the section head', async () => {
    await away('caseworker2', 'caseworker3');
    const caseNo = await opened(['caseworker3']);
    expect((await assigned(caseNo, 'caseworker2')).body.assignee.id).toBe('supervisor');
    await backAll();
    await away('caseworker2', 'caseworker3');
    const concerning = await opened(['caseworker2']);
    const refused = await assigned(concerning, 'caseworker3');
    expect([refused.status, refused.body.code]).toEqual([403, 'conflict-of-interest']);
    expect((await (await office.signIn('caseworker3')).get(`/v1/cases/${concerning}`)).status).toBe(404);
    await backAll();
  });

  it('cannot have substitutes run in a circle, stand in alone, overlap, or lie in the past', async () => {
    const third = await office.signIn('caseworker3');
    await away('caseworker', 'caseworker2', { from: inDays(1), until: inDays(5) });
    await away('caseworker2', 'caseworker3', { from: inDays(2), until: inDays(3) });
    const problem = async (asked: ReturnType<typeof away>) => {
      const { status, body } = await asked;
      return [status, body.errors?.[0]?.field];
    };
    expect(await problem(away(third, 'caseworker', { from: inDays(3), until: inDays(3) }))).toEqual([422, 'substitute']);
    expect((await away(third, 'caseworker', { from: inDays(4), until: inDays(4) })).status).toBe(200);
    expect(await problem(away('caseworker', 'caseworker3', { from: inDays(5) }))).toEqual([422, 'from']);
    expect(await problem(away('supervisor', 'supervisor'))).toEqual([422, 'substitute']);
    expect(await problem(away('leader', 'caseworker'))).toEqual([422, 'substitute']);
    expect(await problem(away('supervisor', 'institution'))).toEqual([422, 'substitute']);
    expect(await problem(away('supervisor', 'leader', { from: inDays(-5), until: inDays(-1) }))).toEqual([422, 'until']);
    expect(await problem(away('supervisor', 'leader', { from: inDays(2), until: inDays(1) }))).toEqual([422, 'until']);
    await backAll();
  });

  it('may be said to be so by the section head, and says so when back', async () => {
    const { body } = await office.as('supervisor').post('/v1/users/caseworker2/absence', { substitute: 'caseworker', note: '住院' });
    expect(body.absence.substitute.id).toBe('caseworker');
    expect((await office.as('hotline').post('/v1/users/caseworker2/absence', { substitute: 'caseworker' })).status).toBe(403);
    const colleagues = (await office.as('supervisor').get('/v1/users?role=caseworker')).body.items;
    expect(colleagues.find((p: { id: string }) => p.id === 'caseworker2').absence.note).toBe('住院');
    expect((await office.as('caseworker2').post('/v1/me/absence/end', {})).body).not.toHaveProperty('absence');
    expect((await office.as('supervisor').post('/v1/users/nobody/absence', { substitute: 'caseworker' })).status).toBe(404);
  });

  it('is there again by itself after the last day', async () => {
    await away('caseworker2', 'caseworker', { until: inDays(1) });
    await office.pool.query('UPDATE absence SET from_day = from_day - 10, until_day = until_day - 10 WHERE ended_at IS NULL');
    office.sessions.forget();
    const caseNo = await opened();
    expect((await assigned(caseNo, 'caseworker2')).body.assignee.id).toBe('caseworker2');
    await backAll();
  });
});
