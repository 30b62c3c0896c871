import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { anOffice, type Office } from '../harness/office.ts';

describe('the trail of one case', () => {
  let office: Office;
  let caseNo: string;
  beforeAll(async () => {
    office = await anOffice();
    const body = { channel: 'box', institution: { id: 'ankang' }, category: 'fees', content: '乱收费', anonymous: true };
    caseNo = (await office.as('caseworker').post('/v1/complaints', body)).body.caseNo;
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/addNote`, { text: '已电话联系。' });
  });
  afterAll(() => office.close());

  const trail = async (who = 'caseworker') => (await office.as(who).get(`/v1/cases/${caseNo}/trail`)).body;

  it('holds from the first event to the file, for everybody who sees the case', async () => {
    expect(await trail()).toEqual({ events: 2, intact: true, broken: null });
    expect((await office.as('institution').get(`/v1/cases/${caseNo}/trail`)).status).toBe(404);
  });

  it('names the event that was changed behind the log’s back', async () => {
    const owner = new pg.Client({ connectionString: office.databaseUrl });
    await owner.connect();
    await owner.query('ALTER TABLE case_event DISABLE TRIGGER USER');
    await owner.query(`UPDATE case_event SET data = data || '{"text":"没有联系。"}' WHERE case_no = $1 AND seq = 2`, [caseNo]);
    await owner.end();
    expect(await trail()).toMatchObject({ events: 2, intact: false, broken: { seq: 2, what: 'eventChanged' } });
  });
});
