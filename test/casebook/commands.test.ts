import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyReused, Refused, VersionConflict } from '../../casebook/errors.ts';
import { aDesk, type Desk, PEOPLE } from '../harness/desk.ts';

const oneItem = { source: 'tip', items: [{ description: '灭火器过期', kind: 'fire', severity: 'general' }] };

describe('a command is one transaction', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
    await desk.stopRelay();
  });
  afterAll(() => desk.close());

  it('takes an action with the same key once, also when twenty come at the same time', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.act(caseNo, 'caseworker', 'issueNotice', {}, 'once')));
    expect(new Set(answers.map((file) => file.seq))).toEqual(new Set([2]));
    expect(await desk.trail(caseNo)).toEqual(['open', 'issueNotice']);
    await expect(desk.act(caseNo, 'caseworker', 'addNote', { text: '别的' }, 'once')).rejects.toBeInstanceOf(KeyReused);
  });

  it('lets one of two conflicting actions win and refuses the other', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    const both = await Promise.allSettled([desk.act(caseNo, 'caseworker', 'issueNotice'), desk.act(caseNo, 'caseworker2', 'issueNotice')]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((r) => r.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(Refused);
    expect(lost?.reason.refusal.code).toBe('action-not-available');
    expect(lost?.reason.available).toContain('submitRectification');
  });

  it('keeps every one of forty notes taken down at the same time', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    const notes = Array.from({ length: 8 }, (_, i) => desk.act(caseNo, 'caseworker', 'addNote', { text: `第${i}条` }));
    await Promise.all(notes);
    expect(await desk.trail(caseNo)).toHaveLength(9);
  });

  it('refuses an action on a version that has passed', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    await desk.act(caseNo, 'caseworker', 'addNote', { text: '一' });
    const late = desk.casebook.act(caseNo, { name: 'issueNotice', input: {}, actor: PEOPLE.caseworker! }, { key: 'v', ifVersion: 1 });
    await expect(late).rejects.toBeInstanceOf(VersionConflict);
  });

  it('opens a case once for the same request, and says so', async () => {
    const request = { scope: 'test', key: 'twice', bodyHash: 'a' };
    const opening = {
      type: 'rectification' as const,
      division: '532626',
      actor: PEOPLE.caseworker!,
      input: oneItem,
      intake: { request },
    };
    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.casebook.open(opening)));
    expect(new Set(answers.map(({ file }) => file.caseNo)).size).toBe(1);
    expect(answers.filter(({ again }) => !again)).toHaveLength(1);
    await expect(desk.casebook.open({ ...opening, intake: { request: { ...request, bodyHash: 'b' } } })).rejects.toBeInstanceOf(KeyReused);
  });

  it('leaves no trace of what was refused', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    await expect(desk.act(caseNo, 'leader', 'signOff')).rejects.toBeInstanceOf(Refused);
    await expect(desk.act(caseNo, 'institution', 'issueNotice')).rejects.toMatchObject({ refusal: { code: 'role-not-allowed' } });
    expect(await desk.trail(caseNo)).toEqual(['open']);
  });

  it('does not let the application change or remove what was recorded', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    for (const change of [
      `UPDATE case_event SET name = 'x' WHERE case_no = '${caseNo}'`,
      `DELETE FROM case_event WHERE case_no = '${caseNo}'`,
      'TRUNCATE case_event',
    ])
      await expect(desk.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });

  it('demands one owner and one next expected event of every open case', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    for (const column of ['owner_id', 'next_event', 'next_event_at'])
      await expect(desk.pool.query(`UPDATE case_file SET ${column} = NULL WHERE case_no = $1`, [caseNo])).rejects.toMatchObject({
        code: '23514',
      });
  });

  it('[R-069] does not let whoever submitted verify, nor whoever verified sign off', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    await desk.act(caseNo, 'caseworker', 'issueNotice');
    await desk.act(caseNo, 'caseworker', 'submitRectification', { items: [{ itemNo: 1, note: '代为提交' }] });
    const verdicts = [{ itemNo: 1, passed: true }];
    await expect(desk.act(caseNo, 'caseworker', 'verify', { verdicts })).rejects.toMatchObject({ refusal: { code: 'same-person' } });
    expect(await desk.act(caseNo, 'caseworker2', 'verify', { verdicts })).toMatchObject({ stage: 'awaitingSignOff' });
  });
});
