import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doAudits } from '../../audit/jobs.ts';
import { note } from '../../casebook/drift.ts';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'hotline', institution: { id: 'ankang' }, category: 'food', content: '饭菜变质', anonymous: true };

describe('the operator', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  it('decides about drift that was not healed by itself, once', async () => {
    await note(office.pool, [
      { workflowId: 'TS-532626-2026-000001', kind: 'workflowFailing', detail: { attempts: 9 } },
      { workflowId: 'nobody', kind: 'workflowWithoutCase', detail: {} },
    ]);
    const board = async (who = 'admin', query = 'state=open') => (await office.as(who).get(`/v1/ops/drift?${query}`)).body;
    const [without, failing] = (await board()).items;
    expect(failing).toMatchObject({ workflowId: 'TS-532626-2026-000001', kind: 'workflowFailing', state: 'open', decision: null });
    const decide = (id: string, decision: string, who = 'admin') => office.as(who).post(`/v1/ops/drift/${id}/decision`, { decision });
    expect((await decide(failing.id, 'rebuild')).body).toEqual({ decided: true });
    expect((await decide(failing.id, 'rebuild')).status).toBe(409);
    expect((await decide(without.id, 'rebuild')).status).toBe(409); // there is no case to rebuild it from
    expect((await decide(without.id, 'dismiss')).status).toBe(200);
    expect((await decide('999999', 'dismiss')).status).toBe(404);
    expect((await decide(without.id, 'dismiss', 'auditor')).status).toBe(403);
    expect((await board('auditor', 'limit=1')).items).toHaveLength(1);
    expect((await board()).items).toEqual([expect.objectContaining({ id: failing.id, decision: 'rebuild', decidedBy: 'admin' })]);
  });

  it('has the trail checked, and sees what was found', async () => {
    const { caseNo } = (await office.as('hotline').post('/v1/complaints', complaint)).body;
    const { jobId } = (await office.as('auditor').post('/v1/audit/verify', {})).body;
    expect((await office.as('auditor').get('/v1/audit/verify')).body.items[0]).toMatchObject({ jobId, state: 'running', result: null });
    expect(await doAudits(office.pool)).toBe(1);
    const [check] = (await office.as('admin').get('/v1/audit/verify')).body.items;
    expect(check).toMatchObject({ state: 'finished', result: { ok: true, cases: 1, events: 1, breaks: [] } });

    await office.prisma.caseFile.update({ where: { caseNo }, data: { stage: 'closed' } });
    await office.as('auditor').post('/v1/audit/verify', { caseNo });
    await doAudits(office.pool);
    const [broken] = (await office.as('auditor').get('/v1/audit/verify')).body.items;
    expect(broken).toMatchObject({ caseNo, result: { ok: false, breaks: [expect.objectContaining({ caseNo, what: 'columnChanged' })] } });
    expect((await office.as('supervisor').post('/v1/audit/verify', {})).status).toBe(403);
    expect(await doAudits(office.pool)).toBe(0);
  });

  it('sees how the system is', async () => {
    const { body } = await office.as('admin').get('/v1/ops/health');
    expect(body).toMatchObject({ status: 'degraded', workers: [], checks: { database: { status: 'ok' } }, jobsRunning: 0 });
    expect(body.database.bytes).toBeGreaterThan(1_000_000);
    expect((await office.as('hotline').get('/v1/ops/health')).status).toBe(403);
  });
});
