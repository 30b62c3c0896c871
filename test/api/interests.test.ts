import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepFromRelated } from '../../casebook/interests.ts';
import { anOffice, type Office } from '../harness/office.ts';

const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
const complaint = { channel: 'letter', category: 'fees', content: '乱收费', anonymous: true };
const declaration = { institution: 'ankang', relation: '院长之妹' };

describe('an official related to an institution', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const opened = async () =>
    (await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items })).body
      .caseNo as string;
  const complained = async (institution: object) =>
    (await office.as('hotline').post('/v1/complaints', { ...complaint, institution })).body.caseNo as string;
  const sees = async (who: string, caseNo: string) => (await office.as(who).get(`/v1/cases/${caseNo}`)).status === 200;

  it('[R-104] loses the cases they had to the section head, and sees none from then on, with the reason on the trail', async () => {
    const before = await opened();
    const answer = await office.as('caseworker').post('/v1/me/interests', declaration);
    expect(answer).toMatchObject({ status: 201, body: { user: { id: 'caseworker' }, institution: { id: 'ankang' }, endedAt: null } });
    const after = [await complained({ id: 'ankang' }), await complained({ name: '丘北县安康养老院' })];
    for (const caseNo of [before, ...after]) expect([caseNo, await sees('caseworker', caseNo)]).toEqual([caseNo, false]);
    expect((await office.as('caseworker').get('/v1/cases?limit=200')).body.items).toEqual([]);
    const { body } = await office.as('supervisor').get(`/v1/cases/${before}`);
    expect([body.assignee, body.owner.id]).toEqual([null, 'supervisor']);
    const { items: events } = (await office.as('supervisor').get(`/v1/cases/${before}/events`)).body;
    expect(events.at(-1)).toMatchObject({ name: 'exclude', data: { excluded: ['caseworker'] } });
    const told = (await office.as('supervisor').get('/v1/notifications')).body.items;
    expect(told).toContainEqual(expect.objectContaining({ event: 'caseOpened', caseNo: before }));
  });

  it('[R-104] is not given such a case, nor keeps one whose institution is found out later', async () => {
    const given = await office.as('supervisor').post(`/v1/cases/${await opened()}/actions/assign`, { to: 'caseworker' });
    expect([given.status, given.body.code]).toEqual([403, 'conflict-of-interest']);
    const caseNo = await complained({ name: '安康' });
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/accept`, {});
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/identifyInstitution`, { institutionId: 'ankang', name: 'x' });
    expect(await sees('caseworker', caseNo)).toBe(false);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.owner.id).toBe('supervisor');
  });

  it('is registered by an administrator too, and the workers see to what was left', async () => {
    const caseNo = await complained({ id: 'ankang' });
    await office.pool.query(
      `INSERT INTO interest (user_id, institution_id, relation, declared_by) VALUES ('caseworker2', 'ankang', '股东', 'admin')`,
    );
    expect(await sees('caseworker2', caseNo)).toBe(true);
    while ((await keepFromRelated(office.pool, office.casebook)) > 0);
    expect(await sees('caseworker2', caseNo)).toBe(false);
    const again = await office.as('admin').post('/v1/interests', { ...declaration, user: 'caseworker2' });
    expect(again.status).toBe(201);
    expect((await office.as('admin').get('/v1/interests')).body.items).toHaveLength(2);
    expect((await office.as('admin').post(`/v1/interests/${again.body.id}/end`, {})).body.endedAt).not.toBeNull();
    expect((await office.as('admin').post(`/v1/interests/${again.body.id}/end`, {})).status).toBe(404);
    expect(await sees('caseworker2', await complained({ id: 'ankang' }))).toBe(true);
  });

  it('[R-104] does not answer a complaint that names them through another one into which it is merged', async () => {
    const named = await office
      .as('hotline')
      .post('/v1/complaints', { ...complaint, institution: { name: '某院' }, namedOfficials: [{ userId: 'caseworker2' }] });
    const other = await complained({ name: '某院' });
    await office.as('supervisor').post(`/v1/cases/${other}/actions/assign`, { to: 'caseworker2' });
    expect(await sees('caseworker2', other)).toBe(true);
    await office.as('supervisor').post(`/v1/cases/${named.body.caseNo}/actions/merge`, { into: other });
    expect(await sees('caseworker2', other)).toBe(false);
    expect((await office.as('supervisor').get(`/v1/cases/${other}`)).body.assignee).toBeNull();
  });
});
