import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enact } from '../../casebook/enact.ts';
import { doRecounts } from '../../casebook/recounts.ts';
import { changeErrors, type LawChange, type Shift, whatIf } from '../../casebook/what-if.ts';
import { rowsOf, type YearNotice } from '../../domain/calendar/index.ts';
import { dayBefore, dayOf, yearOf } from '../../domain/days.ts';
import { aDesk, type Desk, eventually } from '../harness/desk.ts';

const complaint = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: true };
const BY = { id: 'admin', name: '管理员' };

describe('what a calendar or a policy would move', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.close());

  const foreseen = async (change: LawChange) => {
    desk.law.drop();
    const shifts: Shift[] = [];
    for await (const page of whatIf(desk, change)) shifts.push(...page);
    return shifts;
  };
  const apply = async (change: LawChange) => {
    const id = await enact(desk.pool, change, BY);
    desk.law.drop();
    while ((await desk.pool.query(`SELECT 1 FROM job WHERE id = $1 AND state = 'running'`, [id])).rowCount === 1) await doRecounts(desk, 0);
    const { rows } = await desk.pool.query('SELECT result FROM job WHERE id = $1', [id]);
    return rows[0].result;
  };
  const answerOf = async (caseNo: string) => Object.values((await desk.casebook.file(caseNo)).deadlines).find((d) => d.name === 'answer')!;

  /** The year's notice as it is in force, with one more day off. */
  const noticeWith = async (day: string): Promise<YearNotice> => {
    const days = rowsOf(await desk.law.calendar()).filter((d) => yearOf(d.date) === yearOf(day));
    const listed = (kind: string) => Object.fromEntries(days.filter((d) => d.kind === kind).map((d) => [d.date, d.name]));
    return { year: yearOf(day), holidays: { ...listed('holiday'), [day]: '临时放假' }, makeUpWorkdays: listed('makeUpWorkday') };
  };

  it('shows whose date a day off would move, changes nothing, and moves just these when it is applied', async () => {
    const caseNo = await desk.open('complaint', complaint, { by: 'hotline' });
    const far = await desk.open('referral', { target: 'discipline', ground: 'byHand', about: caseNo, reason: '线索' }, { by: 'leader' });
    await desk.followed(caseNo, far);
    const before = await answerOf(caseNo);
    const calendar = await noticeWith(dayBefore(dayOf(before.dueAt)));
    const shifts = await foreseen({ calendar });
    const answer = shifts.find((s) => s.deadline === before.id);
    expect(answer).toMatchObject({ caseNo, name: 'answer', from: before.dueAt });
    expect(answer?.days).toBeGreaterThanOrEqual(1);
    expect(await desk.trail(caseNo)).toEqual(['open']);

    expect(await apply({ calendar })).toMatchObject({ failed: [] });
    expect(await answerOf(caseNo)).toMatchObject({ dueAt: answer?.to });
    expect(await desk.trail(caseNo)).toEqual(['open', 'recount']);
    const { rows } = await desk.pool.query(`SELECT kind, data FROM case_event WHERE case_no = $1 AND name = 'recount'`, [caseNo]);
    expect(rows[0]).toMatchObject({
      kind: 'system',
      data: { moved: expect.arrayContaining([{ deadline: before.id, from: before.dueAt, to: answer?.to }]) },
    });

    expect(await foreseen({ calendar })).toEqual([]);
    expect(await apply({ calendar })).toMatchObject({ moved: 0 });
    expect(await desk.trail(caseNo)).toEqual(['open', 'recount']);

    await desk.followed(caseNo);
    const now = await desk.env.currentTimeMs();
    await desk.pass(`${before.dueAt + 3_600_000 - now} ms`);
    expect((await answerOf(caseNo)).climbed).not.toContain('overdue');
    await desk.pass(`${(answer?.to ?? 0) - before.dueAt} ms`);
    await eventually(async () => (await answerOf(caseNo)).climbed.includes('overdue'), 'the rung of the new date');
  });

  it('goes on where it was broken off, and recounts each case once', async () => {
    const caseNos = [];
    for (let i = 0; i < 3; i++) caseNos.push(await desk.open('complaint', complaint, { by: 'hotline' }));
    const { dueAt } = await answerOf(caseNos[0] ?? '');
    const calendar = await noticeWith(dayBefore(dayOf(dueAt)));
    const id = await enact(desk.pool, { calendar }, BY);
    desk.law.drop();
    await Promise.all([doRecounts(desk, 0), doRecounts(desk, 0)]);
    await desk.pool.query(`UPDATE job SET state = 'running', result = NULL WHERE id = $1`, [id]);
    await doRecounts(desk, 0);
    for (const caseNo of caseNos) expect((await desk.trail(caseNo)).filter((name) => name === 'recount')).toHaveLength(1);
  });

  it('leaves open cases under the policy they began with, unless they are told to adopt another', async () => {
    const caseNo = await desk.open('complaint', complaint, { by: 'hotline' });
    const extended = await desk.open('complaint', complaint, { by: 'hotline' });
    const triage = Object.values((await desk.casebook.file(extended)).deadlines).find((d) => d.name === 'triage');
    await desk.act(extended, 'supervisor', 'extendDeadline', { deadline: triage?.id, workingDays: 2, reason: '人手不足' });
    const old = await desk.law.policyFor('532626');
    const policy = {
      ...old,
      version: old.version + 1,
      complaint: {
        ...old.complaint,
        answerWorkingDays: old.complaint.answerWorkingDays + 4,
        triageWorkingDays: old.complaint.triageWorkingDays + 1,
      },
    };
    expect(await foreseen({ policy, toOpenCases: false })).toEqual([]);
    const answer = (await foreseen({ policy, toOpenCases: true })).find((s) => s.caseNo === caseNo && s.name === 'answer');
    expect(answer?.days).toBeGreaterThanOrEqual(4);

    await apply({ policy, toOpenCases: false });
    expect(await desk.casebook.file(caseNo)).toMatchObject({ policy: { version: old.version } });
    const fresh = await desk.open('complaint', complaint, { by: 'hotline' });
    expect(await desk.casebook.file(fresh)).toMatchObject({ policy: { version: policy.version } });

    await apply({ policy, toOpenCases: true });
    expect(await desk.casebook.file(caseNo)).toMatchObject({ policy: { version: policy.version } });
    expect((await answerOf(caseNo)).dueAt).toBe(answer?.to);
    const kept = Object.values((await desk.casebook.file(extended)).deadlines).find((d) => d.name === 'triage');
    expect(kept?.workingDays).toBe(policy.complaint.triageWorkingDays + 2);
    expect(await desk.trail(fresh)).not.toContain('recount');
  });

  it('names what is wrong with a notice or a policy, field by field', async () => {
    const calendar = { year: 2030, holidays: { '2030-01-01': '元旦', '2030-13-01': '' }, makeUpWorkdays: { '2030-01-02': '元旦' } };
    expect((await changeErrors(desk.law, { calendar })).map((e) => e.field)).toEqual(
      expect.arrayContaining(['holidays.2030-13-01', 'holidays.2030-05-01', 'makeUpWorkdays.2030-01-02']),
    );
    const policy = { ...(await desk.law.policyFor('532626')), version: 9 };
    expect(await changeErrors(desk.law, { policy, toOpenCases: false })).toEqual([expect.objectContaining({ field: 'version' })]);
  });
});
