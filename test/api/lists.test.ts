import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { nextRung } from '../../domain/kernel/index.ts';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'fees', content: '乱收费', anonymous: true };

describe('lists', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const complain = async (changes = {}) =>
    (await office.as('hotline').post('/v1/complaints', { ...complaint, ...changes })).body.caseNo as string;
  const numbers = async (who: string, query: string) =>
    (await office.as(who).get(`/v1/cases?limit=200&${query}`)).body.items.map((i: { caseNo: string }) => i.caseNo) as string[];
  const reasons = async (caseNo: string) => (await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.stalledReasons as string[];

  it('refuse a cursor that they did not give out', async () => {
    const caseNo = await complain();
    const forged = Buffer.from(JSON.stringify(['yesterday', '../../etc'])).toString('base64url');
    const lists = ['/v1/cases', `/v1/cases/${caseNo}/events`, '/v1/notifications', '/v1/institutions'].map((path) => `${path}?cursor=`);
    for (const list of [...lists, '/v1/events?after='])
      for (const cursor of [forged, 'nonsense']) {
        const { status, body } = await office.as('supervisor').get(list + cursor);
        expect([list, status, body.code]).toEqual([list, 422, 'invalid-input']);
      }
  });

  it('count all rows with the first page, and when asked', async () => {
    await complain();
    await complain();
    const first = await office.as('supervisor').get('/v1/cases?limit=1');
    expect(first.body.total).toBe(await office.prisma.caseFile.count({ where: { type: { not: 'referral' } } }));
    const next = `/v1/cases?limit=1&cursor=${first.body.nextCursor}`;
    expect((await office.as('supervisor').get(next)).body).not.toHaveProperty('total');
    expect((await office.as('supervisor').get(`${next}&total=true`)).body.total).toBe(first.body.total);
    expect((await office.as('supervisor').get('/v1/cases?limit=201')).status).toBe(422);
    expect((await office.as('supervisor').get('/v1/cases?colour=red')).status).toBe(422);
  });

  it('show my cases, and those of nobody', async () => {
    const [mine, nobodys] = [await complain(), await complain()];
    await office.as('caseworker').post(`/v1/cases/${mine}/actions/accept`, {});
    await office.as('supervisor').post(`/v1/cases/${mine}/actions/reassign`, { to: 'caseworker', note: '请办' });
    expect(await numbers('caseworker', 'assignee=me')).toContain(mine);
    expect(await numbers('caseworker', 'assignee=me')).not.toContain(nobodys);
    expect(await numbers('supervisor', 'assignee=none')).toContain(nobodys);
    expect(await numbers('supervisor', 'unassigned=false')).toContain(mine);
  });

  it('show what waits for me: my own cases, and the steps that are my role’s to take', async () => {
    const item = { description: '灭火器过期', kind: 'fire', severity: 'general' };
    const body = { institution: { id: 'ankang' }, source: 'tip', items: [item] };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', body)).body;
    const waiting = async (who: string) =>
      (await office.as(who).get('/v1/cases?mine=true&limit=200')).body.items.find((row: { caseNo: string }) => row.caseNo === caseNo)?.mine;
    expect([await waiting('caseworker'), await waiting('caseworker2'), await waiting('institution')]).toEqual([true, undefined, undefined]);
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {});
    expect([await waiting('institution'), await waiting('leader')]).toEqual([true, undefined]);
    const row = (await office.as('institution').get(`/v1/cases/${caseNo}`)).body;
    expect(row).toMatchObject({ mine: true, overdue: false, workingDaysLeft: expect.any(Number) });
    expect(row.workingDaysLeft).toBeGreaterThan(0);
  });

  it('show the leader what the ladder asks them to decide, until they have', async () => {
    const item = { description: '灭火器过期', kind: 'fire', severity: 'general' };
    const { caseNo } = (
      await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'tip', items: [item] })
    ).body;
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/issueNotice`, {});
    await office.pool.query(`UPDATE case_file SET due_at = now() - interval '5 days' WHERE case_no = $1`, [caseNo]);
    const isMine = async () => (await numbers('leader', 'mine=true')).includes(caseNo);
    expect(await isMine()).toBe(false);
    for (let rung = ''; rung !== 'propose'; ) {
      const file = await office.casebook.file(caseNo);
      const next = nextRung(file);
      if (!next) throw new Error('who is late climbs up to the proposal');
      rung = next.rung;
      await office.casebook.climb(caseNo, { ...next, seen: file.told });
      await office.pool.query(`UPDATE case_file SET due_at = now() - interval '5 days' WHERE case_no = $1`, [caseNo]);
    }
    expect(await isMine()).toBe(true);
    const decided = { reason: '机构拒不整改', departments: ['消防救援大队'] };
    expect((await office.as('leader').post(`/v1/cases/${caseNo}/actions/openJointEnforcement`, decided)).status).toBe(200);
    await office.pool.query(`UPDATE case_file SET due_at = now() - interval '5 days' WHERE case_no = $1`, [caseNo]);
    expect(await isMine()).toBe(false);
  });

  it('show a department the cases in which it owes a reply, a complaint handed over to it too, until it has answered', async () => {
    const mine = async (caseNo: string) =>
      (await office.as('department').get('/v1/cases?mine=true&limit=200')).body.items.find(
        (row: { caseNo: string }) => row.caseNo === caseNo,
      );
    const act = async (who: string, caseNo: string, action: string, input: object) =>
      expect([action, (await office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input)).status]).toEqual([action, 200]);
    const item = { description: '通道堵塞', kind: 'fire', severity: 'general' };
    const body = { institution: { id: 'ankang' }, source: 'tip', items: [item] };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', body)).body;
    await act('caseworker', caseNo, 'issueNotice', { departments: ['消防救援大队'] }); // for their knowledge: asks for nothing
    expect(await mine(caseNo)).toBeUndefined();
    await act('leader', caseNo, 'openJointEnforcement', { reason: '拒不整改', departments: ['住房和城乡建设局', '消防救援大队'] });
    expect(await mine(caseNo)).toMatchObject({ mine: true, status: 'open', next: { event: 'recordReply' } });
    const owed = (await office.as('department').get(`/v1/cases/${caseNo}`)).body.data.letters.find(
      (l: { replyBefore?: string }) => l.replyBefore,
    );
    await act('department', caseNo, 'recordReply', { letterNo: owed.no, text: '已派员' });
    expect(await mine(caseNo)).toBeUndefined(); // what the other department owes is not theirs to answer
    expect((await office.as('department').get(`/v1/cases/${caseNo}`)).body).toMatchObject({ mine: false });

    const handedOver = await complain();
    await act('supervisor', handedOver, 'transfer', { department: '消防救援大队', reason: '属消防职责' });
    expect(await mine(handedOver)).toMatchObject({ mine: true, status: 'closed', next: { event: 'recordReply' } });
    expect(await numbers('department', 'mine=false')).not.toContain(handedOver);
    await act('department', handedOver, 'recordReply', { letterNo: 1, text: '已受理' });
    expect(await mine(handedOver)).toBeUndefined();
  });

  it('lie within the caller’s division, whatever division is asked for', async () => {
    await complain();
    expect(await numbers('supervisor', 'division=532626')).not.toEqual([]);
    expect(await numbers('supervisor', 'division=350000')).toEqual([]);
    expect(await numbers('supervisor', 'division=530000')).toEqual(await numbers('supervisor', ''));
  });

  it('take what is searched for as it is written', async () => {
    const caseNo = await complain({ content: '押金 100% 不退' });
    await complain({ content: '押金 1000 元' });
    expect(await numbers('supervisor', `q=${encodeURIComponent('100%')}`)).toEqual([caseNo]);
    expect((await office.as('supervisor').get('/v1/institutions?q=%25')).body.items).toEqual([]);
  });

  it('name a case stalled whose suspension was never reviewed', async () => {
    const caseNo = await complain({ institution: { id: 'ankang' }, receivedAt: '2026-11-02T09:00:00+08:00' });
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker' });
    const suspension = { ground: 'appraisal', reason: '送检', effectiveOn: '2026-11-03' };
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/suspendClock`, suspension);
    expect(await reasons(caseNo)).toEqual([]);
    expect(await numbers('supervisor', 'stalled=false')).toContain(caseNo);
    const { rows } = await office.pool.query('SELECT file FROM case_file WHERE case_no = $1', [caseNo]);
    const review = Object.values(rows[0].file.deadlines as Record<string, { awaits: string }>).find((d) => d.awaits === 'resumeClock');
    Object.assign(review ?? {}, { dueAt: Date.now() - 1 });
    await office.prisma.caseFile.update({ where: { caseNo }, data: { file: rows[0].file, nextEventAt: new Date(Date.now() - 1) } });
    expect(await reasons(caseNo)).toEqual(['nextEventOverdue', 'suspendedTooLong']);
    expect(await numbers('supervisor', 'stalled=true')).toContain(caseNo);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body.overdue).toBe(false);
  });

  it('name a case stalled whose workflow has not followed', async () => {
    const caseNo = await complain({ institution: { id: 'ankang' } });
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker' });
    expect(await reasons(caseNo)).toEqual([]);
    await recordedEarlier(office, caseNo);
    expect(await reasons(caseNo)).toEqual(['workflowBehind']);
    expect(await numbers('supervisor', 'stalled=true')).toContain(caseNo);
    const { version } = (await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body;
    await office.effects.told(caseNo, [], version);
    expect(await reasons(caseNo)).toEqual([]);
  });

  it('of people are those who answer for a division', async () => {
    const names = async (query: string) =>
      (await office.as('supervisor').get(`/v1/users?${query}`)).body.items.map((p: { id: string }) => p.id) as string[];
    expect(await names('role=caseworker')).toEqual(['caseworker', 'caseworker2']);
    expect(await names('role=leader&division=532626')).toEqual(['leader']);
    expect(await names('division=350421')).toEqual([]);
    expect((await office.as('institution').get('/v1/users')).status).toBe(403);
  });

  it('of one case’s events can be read from the newest back to the first', async () => {
    const caseNo = await complain();
    for (const text of ['一', '二', '三']) await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/addNote`, { text });
    const read = async (cursor = ''): Promise<number[]> => {
      const { items, nextCursor } = (await office.as('supervisor').get(`/v1/cases/${caseNo}/events?newest=true&limit=2${cursor}`)).body;
      const seqs = items.map((event: { seq: number }) => event.seq);
      return nextCursor === null ? seqs : [...seqs, ...(await read(`&cursor=${nextCursor}`))];
    };
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker2' });
    const [{ data, people }] = (await office.as('leader').get(`/v1/cases/${caseNo}/events?newest=true&limit=1`)).body.items;
    expect([data.to, people]).toEqual(['caseworker2', [{ id: 'caseworker2', name: '王秀英' }]]); // who has never had it until then
    const { version } = (await office.as('supervisor').get(`/v1/cases/${caseNo}`)).body;
    expect(await read()).toEqual(Array.from({ length: version }, (_, i) => version - i));
  });

  it('of events can be followed without missing or repeating one', async () => {
    const seen: string[] = [];
    const follow = async (after = ''): Promise<string> => {
      const { body } = await office.as('auditor').get(`/v1/events?limit=7${after && `&after=${after}`}`);
      seen.push(...body.items.map((e: { id: string }) => e.id));
      return body.items.length < 7 ? body.nextCursor : follow(body.nextCursor);
    };
    let place = await follow();
    const caseNo = await complain();
    while (!seen.includes(`${caseNo}/1`)) place = await follow(place); // what is written elsewhere in the server keeps the newest back for a moment
    expect(seen).toHaveLength(new Set(seen).size);
    expect(seen).toHaveLength(await office.prisma.caseEvent.count({ where: { caseFile: { type: { not: 'referral' } } } }));
  });

  it('of messages are one’s own, and can be marked as read', async () => {
    const caseNo = await complain();
    await office.as('supervisor').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'caseworker2' });
    const [message] = (await office.as('caseworker2').get('/v1/notifications?limit=1')).body.items;
    expect(message).toMatchObject({ caseNo, event: 'assigned', read: false });
    expect((await office.as('caseworker').post(`/v1/notifications/${message.id}/read`, {})).status).toBe(404);
    expect((await office.as('caseworker2').post(`/v1/notifications/${message.id}/read`, {})).body).toEqual({ read: true });
    expect((await office.as('caseworker2').get('/v1/notifications?limit=1')).body.items[0].read).toBe(true);
  });

  it('of messages count those that were not read, and what came after somebody looked stays unread', async () => {
    const assign = async () => office.as('supervisor').post(`/v1/cases/${await complain()}/actions/assign`, { to: 'caseworker' });
    const inbox = async (query = '') => (await office.as('caseworker').get(`/v1/notifications?limit=200${query}`)).body;
    await assign();
    const seen = await inbox('&unread=true');
    expect([seen.unread, seen.items.length]).toEqual([expect.any(Number), seen.unread]);
    await assign();
    const later = (await inbox()).unread - seen.unread;
    expect(later).toBeGreaterThan(0);
    const { body } = await office.as('caseworker').post('/v1/notifications/read', { upTo: seen.items[0].id });
    expect(body).toEqual({ read: seen.unread });
    expect((await inbox('&unread=true')).items).toHaveLength(later);
  });
});

/** Makes the steps of a case ten minutes older than they are; the log lets only its owner do so, and not without a screwdriver. */
async function recordedEarlier({ databaseUrl }: Office, caseNo: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query('ALTER TABLE case_event DISABLE TRIGGER USER');
  await owner.query("UPDATE case_event SET recorded_at = recorded_at - interval '10 minutes' WHERE case_no = $1", [caseNo]);
  await owner.query('ALTER TABLE case_event ENABLE TRIGGER USER');
  await owner.end();
}
