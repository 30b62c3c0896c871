import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doRecounts } from '../../casebook/recounts.ts';
import { dayBefore, dayOf, yearOf } from '../../domain/days.ts';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'hotline', institution: { id: 'ankang' }, category: 'food', content: '饭菜变质', anonymous: true };
type Shift = { caseNo: string; name: string; from: string; to: string; days: number };

describe('changing what dates are counted by', () => {
  let office: Office;
  let caseNo = '';
  beforeAll(async () => {
    office = await anOffice();
    caseNo = (await office.as('hotline').post('/v1/complaints', complaint)).body.caseNo;
  });
  afterAll(() => office.close());

  const answerDue = async () => Object.values((await office.casebook.file(caseNo)).deadlines).find((d) => d.name === 'answer')?.dueAt ?? 0;
  const policyInForce = async () =>
    (await office.as('admin').get('/v1/policies')).body.items.find((p: { jurisdiction: string }) => p.jurisdiction === '532626');
  const noticeWith = async (day: string) => {
    const { items } = (await office.as('admin').get('/v1/calendar')).body;
    const { holidays, makeUpWorkdays } = items.find((y: { year: number }) => y.year === yearOf(day));
    return { year: yearOf(day), holidays: { ...holidays, [day]: '临时放假' }, makeUpWorkdays };
  };
  const finish = async (jobId: string) => {
    office.law.drop();
    while ((await office.prisma.job.findUniqueOrThrow({ where: { id: jobId } })).state === 'running') await doRecounts(office, 0);
  };

  it('shows the dates that a holiday notice would move, changes nothing, and moves just these when it is put in force', async () => {
    const before = await answerDue();
    const notice = await noticeWith(dayBefore(dayOf(before)));
    const preview = await office.as('admin').post('/v1/calendar/preview', notice);
    const shift = (preview.body.items as Shift[]).find((s) => s.caseNo === caseNo && s.name === 'answer');
    expect(shift).toMatchObject({ from: new Date(before).toISOString() });
    expect(shift?.days).toBeGreaterThanOrEqual(1);
    expect(await answerDue()).toBe(before);

    const applied = await office.as('admin').post('/v1/calendar', notice);
    expect(applied.status).toBe(202);
    await finish(applied.body.jobId);
    expect(new Date(await answerDue()).toISOString()).toBe(shift?.to);
    expect((await office.as('admin').get(`/v1/jobs/${applied.body.jobId}`)).body).toMatchObject({ kind: 'recount', state: 'finished' });
  });

  it('does the same with a policy, for new cases or for open ones too', async () => {
    const { document } = await policyInForce();
    const { answerWorkingDays } = document.complaint;
    const policy = {
      ...document,
      version: document.version + 1,
      complaint: { ...document.complaint, answerWorkingDays: answerWorkingDays + 3 },
    };
    const moved = async (toOpenCases: boolean) =>
      (await office.as('admin').post('/v1/policies/preview', { policy, toOpenCases })).body.items.filter((s: Shift) => s.name === 'answer');
    expect(await moved(false)).toEqual([]);
    const [shift] = await moved(true);
    expect(shift.days).toBeGreaterThanOrEqual(3);
    const { jobId } = (await office.as('admin').post('/v1/policies', { policy, toOpenCases: true })).body;
    await finish(jobId);
    expect(new Date(await answerDue()).toISOString()).toBe(shift.to);
    expect(await policyInForce()).toMatchObject({ version: policy.version, inForce: true });
  });

  it('names every field that is wrong', async () => {
    const { document } = await policyInForce();
    const policy = { ...document, version: document.version + 5, filing: { ...document.filing, inspectors: 0 } };
    const fields = (body: { errors: { field: string }[] }) => body.errors.map((e) => e.field);
    expect(fields((await office.as('admin').post('/v1/policies', { policy })).body)).toEqual([
      'policy.filing.inspectors',
      'policy.version',
    ]);
    const afar = { ...document, jurisdiction: '350421' };
    expect(fields((await office.as('admin').post('/v1/policies', { policy: afar })).body)).toEqual(['policy.jurisdiction']);
    const notice = { year: 2031, holidays: { '2031-01-01': '元旦' }, makeUpWorkdays: {} };
    expect(fields((await office.as('admin').post('/v1/calendar/preview', notice)).body)).toContain('holidays.2031-05-01');
    const mistyped = { ...notice, holidays: { '2031-02-99': '春节' } };
    const { errors } = (await office.as('admin').post('/v1/calendar/preview', mistyped)).body;
    expect(errors).toEqual([{ field: 'holidays.2031-02-99', message: expect.stringContaining('日期') }]);
  });

  it('belongs to the administrator', async () => {
    const notice = { year: 2031, holidays: {}, makeUpWorkdays: {} };
    for (const who of ['supervisor', 'leader', 'auditor'])
      for (const path of ['/v1/calendar', '/v1/calendar/preview']) expect((await office.as(who).post(path, notice)).status).toBe(403);
    expect((await office.as('supervisor').get('/v1/policies')).status).toBe(200);
    expect((await office.as('institution').get('/v1/policies')).status).toBe(403);
  });
});
