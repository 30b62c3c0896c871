import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../api/users.ts';
import { doReassignments } from '../../casebook/jobs.ts';
import { nextRung } from '../../domain/kernel/index.ts';
import { anOffice, type Office, PASSWORD } from '../harness/office.ts';

const complaint = {
  channel: 'letter',
  institution: { name: '丘北县安康养老院' },
  category: 'staffConduct',
  content: '索要红包',
  anonymous: true,
};

describe('what concerns a person is kept from them', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const about = async (...namedOfficials: object[]) =>
    (await office.as('hotline').post('/v1/complaints', { ...complaint, namedOfficials })).body.caseNo as string;
  const plain = async () => (await office.as('hotline').post('/v1/complaints', complaint)).body.caseNo as string;

  it('[R-104] in every list, search, feed, trail and paper', async () => {
    const caseNo = await about({ userId: 'caseworker' });
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const evidence = (await office.as('supervisor').upload(`/v1/cases/${caseNo}/evidence`, 'a.png', png)).body.id;
    const caseworker = office.as('caseworker');
    const single = ['', '/events', '/deadline'].map((part) => `/v1/cases/${caseNo}${part}`);
    for (const path of [...single, `/v1/evidence/${evidence}`]) {
      expect([path, (await office.as('caseworker2').get(path)).status]).toEqual([path, 200]);
      expect([path, (await caseworker.get(path)).status]).toEqual([path, 404]);
    }
    for (const list of ['/v1/cases?limit=200', `/v1/cases?q=${encodeURIComponent('红包')}`, '/v1/events?limit=200', '/v1/notifications'])
      expect(JSON.stringify((await caseworker.get(list)).body)).not.toContain(caseNo);
    const acts = await caseworker.post(`/v1/cases/${caseNo}/actions/accept`, {});
    expect([acts.status, acts.body.code]).toEqual([404, 'no-such-case']);
  });

  it('also when the name is told only, and two have it', async () => {
    await createUser(office.prisma, { username: 'namesake', name: '王秀英', role: 'supervisor', division: '532600', password: PASSWORD });
    await createUser(office.prisma, { username: 'afar', name: '王秀英', role: 'caseworker', division: '350421', password: PASSWORD });
    const caseNo = await about({ name: '王秀英' });
    const { excluded } = await office.casebook.file(caseNo);
    expect([...excluded].sort()).toEqual(['caseworker2', 'namesake']);
  });

  it('also through another case: it is neither merged into, nor linked, nor offered', async () => {
    const hidden = await about({ userId: 'caseworker' });
    const mine = await plain();
    const caseworker = office.as('caseworker');
    await caseworker.post(`/v1/cases/${mine}/actions/accept`, {});
    for (const [action, input] of [
      ['merge', { into: hidden }],
      ['linkCase', { caseNo: hidden, kind: 'related' }],
    ] as const) {
      const answer = await caseworker.post(`/v1/cases/${mine}/actions/${action}`, input);
      expect([action, answer.status, answer.body.detail]).toEqual([action, 422, `there is no case ${hidden}`]);
    }
    expect(JSON.stringify((await caseworker.get(`/v1/cases/${mine}`)).body)).not.toContain(hidden);
  });

  it('in bulk too: a number that one may not know of fails like one that does not exist', async () => {
    const hidden = await about({ userId: 'supervisor' });
    const body = { caseNos: [hidden, 'TS-532626-2026-999999'], to: 'caseworker2', note: '改派' };
    const { jobId } = (await office.as('supervisor').post('/v1/bulk/reassignments', body)).body;
    const { failed } = (await office.as('supervisor').get(`/v1/jobs/${jobId}`)).body;
    expect(new Set(failed.map((f: { reason: string }) => f.reason))).toEqual(new Set(['no such open case']));
    expect((await office.as('leader').get(`/v1/jobs/${jobId}`)).status).toBe(404);
  });

  it('in bulk too: it is not given to whom it is about, and the reason is named', async () => {
    const caseNo = await about({ userId: 'caseworker2' });
    const body = { caseNos: [caseNo], to: 'caseworker2', note: '改派' };
    const { jobId } = (await office.as('supervisor').post('/v1/bulk/reassignments', body)).body;
    await doReassignments(office.pool, office.casebook);
    const { failed } = (await office.as('supervisor').get(`/v1/jobs/${jobId}`)).body;
    expect(failed).toEqual([{ subject: caseNo, reason: 'the case concerns this official', code: 'concerns-official', about: [] }]);
  });

  it('an institution files for itself, and does not learn where a danger was learned from', async () => {
    const filing = { kind: 'filed', filedOn: '2026-11-20' };
    const institution = office.as('institution');
    expect((await institution.post('/v1/filings', { ...filing, institution: { id: 'ankang' } })).status).toBe(201);
    expect((await institution.post('/v1/filings', { ...filing, institution: { name: '丘北县 安康养老院' } })).status).toBe(201);
    expect((await institution.post('/v1/filings', { ...filing, institution: { name: '别家养老院' } })).status).toBe(422);
    const complained = await plain();
    await office.as('caseworker').post(`/v1/cases/${complained}/actions/accept`, {});
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    await office.as('caseworker').post(`/v1/cases/${complained}/actions/openRectification`, { items });
    expect((await institution.get('/v1/cases?type=rectification')).body.items).toEqual([]);
    const [hidden] = (await office.as('caseworker').get('/v1/cases?type=rectification')).body.items;
    await office.as('caseworker').post(`/v1/cases/${hidden.caseNo}/actions/issueNotice`, {});
    const [{ caseNo }] = (await institution.get('/v1/cases?type=rectification')).body.items;
    const seen = await Promise.all(['', '/events'].map((part) => institution.get(`/v1/cases/${caseNo}${part}`)));
    expect(seen.map((a) => a.status)).toEqual([200, 200]);
    expect(JSON.stringify(seen.map((a) => a.body))).not.toMatch(/complaint|TS-/);
  });

  it('a case is not opened for an institution of another county', async () => {
    await office.prisma.institution.create({ data: { id: 'mingxi', name: '明溪县福利院', division: '350421' } });
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const answer = await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'mingxi' }, source: 'tip', items });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'institution.id']);
  });

  it('[R-104] [R-114] from the moment at which it is found out: an official named while it is investigated loses it at once, it goes to discipline inspection, and it is answered all the same', async () => {
    const caseNo = await plain();
    const caseworker = office.as('caseworker');
    const act = async (who: string, action: string, input: object) => {
      const answer = await office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input);
      expect([action, answer.status, answer.body.detail]).toEqual([action, 200, undefined]);
      return answer.body;
    };
    await act('caseworker', 'accept', {});
    await act('caseworker', 'openRectification', { items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] });
    const opened = (await caseworker.get(`/v1/cases/${caseNo}`)).body.links.find((l: { kind: string }) => l.kind === 'opened').caseNo;
    const before = (await office.as('supervisor').get(`/v1/cases/${caseNo}/deadline`)).body.dueAt;
    const named = await act('supervisor', 'nameOfficials', { namedOfficials: [{ name: '李建国' }], reason: '受访家属反映其收受礼金' });
    expect([named.assignee, named.owner.id, named.dueAt]).toEqual([null, 'supervisor', before]);
    for (const address of [caseNo, opened])
      expect([address, (await caseworker.get(`/v1/cases/${address}`)).status]).toEqual([address, 404]);
    expect((await office.as('supervisor').get(`/v1/cases/${opened}`)).body.owner.id).toBe('supervisor');
    expect(JSON.stringify((await caseworker.get('/v1/events?limit=200')).body)).not.toContain(caseNo);
    const [referral] = (await office.as('discipline').get('/v1/referrals')).body.items;
    const inside = (await office.as('discipline').get(`/v1/cases/${referral.caseNo}`)).body.data;
    expect(inside).toMatchObject({ ground: 'namedOfficial', about: caseNo, namedOfficials: [{ name: '李建国', userId: 'caseworker' }] });
    const again = await office
      .as('supervisor')
      .post(`/v1/cases/${caseNo}/actions/nameOfficials`, { namedOfficials: [{ name: '李建国' }], reason: '再次' });
    expect([again.status, again.body.errors[0].field]).toEqual([409, 'namedOfficials']);
    expect((await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker' })).body.code).toBe(
      'conflict-of-interest',
    );
    await act('supervisor', 'assign', { to: 'caseworker2' });
    await act('caseworker2', 'recordInvestigation', { findings: '属实', substantiated: true });
    const { data, people } = (await office.as('leader').get(`/v1/cases/${caseNo}`)).body;
    expect([data.investigation.by, people]).toEqual(['caseworker2', [{ id: 'caseworker2', name: '王秀英' }]]);
    await act('caseworker2', 'giveFeedback', { answer: '已处理', way: 'phone' });
  });

  it('[R-104] when they say so themselves: whoever recuses themselves is replaced at once, the section head by the leader', async () => {
    const caseNo = await plain();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/accept`, {});
    const recused = await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/recuse`, { reason: '本人与院长系亲属' });
    expect([recused.status, recused.body.owner.id, recused.body.availableActions]).toEqual([200, 'supervisor', []]);
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}`)).status).toBe(404);
    expect((await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/recuse`, { reason: '亲属' })).body.owner.id).toBe('leader');
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).status).toBe(404);
    const told = (await office.as('leader').get('/v1/notifications')).body.items;
    expect(told).toContainEqual(expect.objectContaining({ event: 'caseOpened', caseNo }));
  });

  it('[R-104] [R-118] by the ladder: it climbs past whom the case concerns to the next one up, and the referral is out of their sight too', async () => {
    const caseNo = await about({ userId: 'supervisor' });
    await office.as('leader').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker2' });
    for (let n = 0; n < 20; n++) {
      const file = await office.casebook.file(caseNo);
      const rung = nextRung(file);
      if (!rung) break;
      await office.casebook.climb(caseNo, { ...rung, seen: file.told });
    }
    const file = await office.casebook.file(caseNo);
    expect(Object.values(file.deadlines).find(({ name }) => name === 'answer')?.climbed).toEqual([
      'remind',
      'overdue',
      'supervise',
      'refer',
    ]);
    const opened = file.links.filter(({ kind }) => kind === 'opened').map((link) => link.caseNo);
    const sent = await office.prisma.notification.findMany({
      where: { caseNo: { in: [caseNo, ...opened] } },
      select: { recipient: true, event: true },
    });
    expect(sent.filter(({ recipient }) => recipient === 'supervisor')).toEqual([]);
    for (const event of ['rung.overdue', 'rung.supervise', 'rung.refer']) expect(sent).toContainEqual({ recipient: 'leader', event });
    for (const referral of opened) expect((await office.casebook.file(referral)).excluded).toContain('supervisor');
  });
});
