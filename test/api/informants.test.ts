import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../api/users.ts';
import { anOffice, type Office, PASSWORD } from '../harness/office.ts';

const zhang = { name: '张三丰', phone: '13812345678', address: '锦屏镇无名巷子尾7号' };
const complaint = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: false, institution: { id: 'ankang' } };
const because = { reason: '需当面核实' };

describe('who complained', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
    await createUser(office.prisma, { username: 'head2', name: '邓丽', role: 'supervisor', division: '532626', password: PASSWORD });
  });
  afterAll(() => office.close());

  const complain = async (more = {}) =>
    (await office.as('hotline').post('/v1/complaints', { ...complaint, informant: zhang, ...more })).body as {
      caseNo: string;
      receiptCode: string;
    };
  const ask = (caseNo: string, who = 'caseworker') => office.as(who).post(`/v1/cases/${caseNo}/informant/requests`, because);
  const decide = (caseNo: string, decision: object, who = 'supervisor', id = 1) =>
    office.as(who).post(`/v1/cases/${caseNo}/informant/requests/${id}/decision`, { reason: '核查需要', ...decision });
  const read = (caseNo: string, who = 'caseworker') => office.as(who).get(`/v1/cases/${caseNo}/informant`);

  it('[R-104] is in no view of the case, no trail, no list, and for no role', async () => {
    const { caseNo } = await complain();
    for (const who of ['hotline', 'caseworker', 'supervisor', 'leader', 'auditor', 'admin', 'discipline', 'institution', 'department'])
      for (const path of [
        `/v1/cases/${caseNo}`,
        `/v1/cases/${caseNo}/events`,
        '/v1/cases?limit=200',
        '/v1/events?limit=200',
        '/v1/notifications',
      ]) {
        const text = JSON.stringify((await office.as(who).get(path)).body);
        for (const secret of Object.values(zhang)) expect([who, path, text.includes(secret)]).toEqual([who, path, false]);
      }
  });

  it('[R-104] is read only on a request that another person granted, and only by whoever asked', async () => {
    const { caseNo } = await complain();
    expect([(await read(caseNo)).status, (await read(caseNo)).body.code]).toEqual([409, 'not-in-time']);
    expect((await ask(caseNo)).body).toMatchObject({
      id: 1,
      by: { id: 'caseworker' },
      reason: because.reason,
      decision: null,
      readings: [],
    });
    expect((await ask(caseNo)).status).toBe(409);
    expect((await decide(caseNo, { granted: true }, 'caseworker')).status).toBe(403);
    expect((await decide(caseNo, { granted: true }, 'leader')).status).toBe(403);
    expect((await decide(caseNo, { granted: true }, 'supervisor', 7)).status).toBe(404);
    expect((await decide(caseNo, { granted: true, hours: 73 })).body.errors[0].field).toBe('hours');
    expect((await decide(caseNo, { granted: true, hours: 2 })).body.decision).toMatchObject({ granted: true, by: { id: 'supervisor' } });
    expect((await read(caseNo)).body).toMatchObject(zhang);
    for (const who of ['caseworker2', 'supervisor']) expect([who, (await read(caseNo, who)).status]).toEqual([who, 409]);
    for (const who of ['leader', 'auditor', 'institution', 'hotline', 'admin'])
      expect([who, (await read(caseNo, who)).status]).toEqual([who, 403]);
  });

  it('[R-104] is not read any more when it was denied, or when the hours granted are over', async () => {
    const denied = await complain();
    await ask(denied.caseNo);
    await decide(denied.caseNo, { granted: false });
    expect((await read(denied.caseNo)).status).toBe(409);
    const { caseNo } = await complain();
    await ask(caseNo);
    await decide(caseNo, { granted: true, hours: 1 });
    const key = { 'Idempotency-Key': 'again' };
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}/informant`, key)).status).toBe(200);
    const { rows } = await office.pool.query('SELECT file FROM case_file WHERE case_no = $1', [caseNo]);
    rows[0].file.unsealing[0].decision.until = Date.now() - 1;
    await office.pool.query('UPDATE case_file SET file = $2 WHERE case_no = $1', [caseNo, rows[0].file]);
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}/informant`, key)).body.code).toBe('not-in-time');
  });

  it('[R-104] tells the complainant of every request, decision and reading, with its reason, under the receipt code', async () => {
    const { caseNo, receiptCode } = await complain();
    await ask(caseNo);
    await decide(caseNo, { granted: true });
    await read(caseNo);
    await read(caseNo);
    const { body } = await office.anonymous.get(`/v1/public/complaints/${receiptCode}`);
    expect(body.unsealings).toMatchObject([
      { what: 'requested', role: 'caseworker', reason: because.reason },
      { what: 'granted', role: 'supervisor', reason: '核查需要' },
      { what: 'read', role: 'caseworker', reason: null },
      { what: 'read', role: 'caseworker', reason: null },
    ]);
    const { items } = (await office.as('auditor').get(`/v1/cases/${caseNo}/events`)).body;
    const names = items.map((e: { name: string }) => e.name);
    expect(names).toEqual(['open', 'requestUnsealing', 'decideUnsealing', 'readInformant', 'readInformant']);
    expect(items.at(-1).actor).toMatchObject({ id: 'caseworker', name: '李建国' });
  });

  it('[R-104] is asked for again in another request once one was denied', async () => {
    const { caseNo } = await complain();
    await ask(caseNo);
    await decide(caseNo, { granted: false });
    expect((await ask(caseNo)).body.id).toBe(2);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}/informant/requests`)).body.items).toHaveLength(2);
  });

  it('[R-104] goes with a referral only when that is chosen, and neither do what was written and the names of files', async () => {
    const refer = async (choice: object) => {
      const { caseNo, receiptCode } = await complain({ content: '张三丰在此居住' });
      await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/accept`, {});
      const referred = await office
        .as('caseworker')
        .post(`/v1/cases/${caseNo}/actions/refer`, { target: 'discipline', reason: '线索', ...choice });
      return { about: caseNo, receiptCode, caseNo: referred.body.referrals[0].caseNo as string };
    };
    const bare = await refer({});
    const view = await office.as('discipline').get(`/v1/cases/${bare.caseNo}`);
    expect([view.status, JSON.stringify(view.body).includes('张三丰')]).toEqual([200, false]);
    expect((await read(bare.caseNo, 'discipline')).body.code).toBe('not-lawful');
    const full = await refer({ withInformant: true, withContent: true });
    expect((await office.as('discipline').get(`/v1/cases/${full.caseNo}`)).body.data.content).toBe('张三丰在此居住');
    expect((await read(full.caseNo, 'discipline')).body).toMatchObject(zhang);
    expect((await read(full.about, 'discipline')).status).toBe(404);
    const { body } = await office.anonymous.get(`/v1/public/complaints/${full.receiptCode}`);
    expect(body.unsealings).toMatchObject([{ what: 'read', role: 'discipline' }]);
  });
});
