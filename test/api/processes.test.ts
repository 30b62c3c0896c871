import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseView, EventView, page } from '../../api/schemas/views.ts';
import { createUser } from '../../api/users.ts';
import { anOffice, type Office, PASSWORD } from '../harness/office.ts';

const complaint = {
  channel: 'hotline',
  institution: { name: '丘北县安康养老院' },
  category: 'food',
  content: '饭菜变质',
  anonymous: false,
  informant: { name: '张三丰', phone: '13812345678', address: '锦屏镇' },
};

describe('the processes over HTTP', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  /** Walks a case: at each step the person sees the action offered and sends its example, or what the test gives. */
  const walk = async (caseNo: string, ...steps: [who: string, action: string, input?: object][]) => {
    let stage = '';
    for (const [who, action, input] of steps) {
      const seen = await office.as(who).get(`/v1/cases/${caseNo}`);
      expect(CaseView.safeParse(seen.body).error).toBeUndefined();
      const offered = seen.body.availableActions.find((a: { name: string }) => a.name === action);
      expect([action, offered?.name]).toEqual([action, action]);
      const taken = await office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input ?? offered.inputSchema.examples[0]);
      expect([action, taken.status, taken.body.detail]).toEqual([action, 200, undefined]);
      stage = taken.body.stage;
    }
    return stage;
  };
  const open = async (who: string, path: string, body: object) => {
    const answer = await office.as(who).post(path, body);
    expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
    return answer.body as { caseNo: string; receiptCode: string; dueAt: string };
  };

  it('[R-102] [R-106] a complaint: from the hotline to the satisfied callback', async () => {
    const { caseNo, receiptCode, dueAt } = await open('hotline', '/v1/complaints', complaint);
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.now());
    const stage = await walk(
      caseNo,
      ['caseworker', 'accept'],
      ['supervisor', 'reassign'],
      ['caseworker', 'recordInvestigation'],
      ['caseworker', 'giveFeedback'],
      ['hotline', 'recordCallback', { reached: true, satisfied: true }],
    );
    expect(stage).toBe('closed');
    const followed = await office.anonymous.get(`/v1/public/complaints/${receiptCode.toLowerCase().replaceAll('-', ' ')}`);
    expect(followed.body).toMatchObject({ caseNo, status: 'closed', outcome: 'answered' });
  });

  it('[R-067] [R-069] [R-058] a hidden danger: from the notice to the look-back', async () => {
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const { caseNo } = await open('caseworker', '/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items });
    const stage = await walk(
      caseNo,
      ['caseworker', 'issueNotice'],
      ['institution', 'submitRectification'],
      ['caseworker', 'verify'],
      ['leader', 'signOff'],
      ['caseworker', 'publish', { what: 'result' }],
      ['caseworker', 'recordLookBack', { recurred: [], note: '无反弹' }],
    );
    expect(stage).toBe('closed');
    const { body } = await office.anonymous.get('/v1/public/rectifications');
    expect(body.items).toContainEqual(
      expect.objectContaining({ institution: '丘北县安康养老院', description: '通道堵塞', problem: false, result: true }),
    );
  });

  it('[R-088] [R-120] a town office: gives notice of what it found, follows it until it is mended and signed for, and the county reads each step at once', async () => {
    const town = '532626101';
    await office.prisma.institution.create({ data: { id: 'jinping-home', name: '锦屏镇敬老院', division: town } });
    await createUser(office.prisma, {
      username: 'townOffice',
      name: '锦屏镇民政办',
      role: 'caseworker',
      division: town,
      password: PASSWORD,
    });
    const items = [{ description: '活动室线路老化', kind: 'fire', severity: 'general' }];
    const institution = { id: 'jinping-home' };
    const { caseNo } = await open('townOffice', '/v1/rectifications', { institution, source: 'inspection', items });
    await walk(caseNo, ['townOffice', 'issueNotice']);
    const county = async (path = '') => (await office.as('supervisor').get(`/v1/cases/${caseNo}${path}`)).body;
    expect(await county()).toMatchObject({
      stage: 'awaitingRectification',
      institution: { id: 'jinping-home' },
      dueAt: expect.any(String),
    });
    const submission = { items: [{ itemNo: 1, note: '已更换线路' }] };
    await walk(caseNo, ['townOffice', 'submitRectification', submission], ['caseworker', 'verify'], ['leader', 'signOff']);
    const steps = (await county('/events')).items.map((e: { name: string; actor: { name: string } }) => [e.name, e.actor.name]);
    expect(steps.slice(0, 3)).toEqual(['open', 'issueNotice', 'submitRectification'].map((name) => [name, '锦屏镇民政办']));
    expect(await county()).toMatchObject({ stage: 'awaitingLookBack', items: [{ state: 'signedOff' }] });
  });

  it('[R-004] [R-005] a filing: checked on the spot and confirmed', async () => {
    const { caseNo } = await open('caseworker', '/v1/filings', { kind: 'filed', institution: { id: 'ankang' }, filedOn: '2026-11-20' });
    expect(await walk(caseNo, ['caseworker', 'recordSiteCheck'], ['supervisor', 'confirm'])).toBe('closed');
  });

  it('[R-013] an unfiled institution: urged, filed, checked', async () => {
    const { caseNo } = await open('caseworker', '/v1/filings', {
      kind: 'unfiled',
      institution: { name: '无名托老所' },
      discoveredOn: '2026-11-20',
    });
    const stage = await walk(
      caseNo,
      ['caseworker', 'urgeFiling'],
      ['caseworker', 'recordFiling'],
      ['caseworker', 'recordSiteCheck'],
      ['supervisor', 'confirm'],
    );
    expect(stage).toBe('closed');
  });

  it('[R-114] a referral: only discipline inspection looks into it; the sender sees that it was received', async () => {
    const { caseNo } = await open('hotline', '/v1/complaints', complaint);
    await walk(caseNo, ['caseworker', 'accept'], ['leader', 'refer']);
    const queue = await office.as('discipline').get('/v1/referrals');
    const referral = queue.body.items.find((i: { stage: string }) => i.stage === 'queued').caseNo;
    expect((await office.as('leader').get(`/v1/cases/${referral}`)).status).toBe(404);
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body.referrals).toEqual([{ caseNo: referral, received: false }]);
    const steps: [string, string][] = [
      ['discipline', 'acceptReferral'],
      ['discipline', 'registerReferral'],
      ['discipline', 'concludeReferral'],
    ];
    expect(await walk(referral, ...steps)).toBe('closed');
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body.referrals).toEqual([{ caseNo: referral, received: true }]);
  });

  it('keeps a complaint from the official whom it names, and from the institution', async () => {
    const { caseNo } = await open('hotline', '/v1/complaints', { ...complaint, namedOfficials: [{ name: '赵立新' }] });
    for (const who of ['supervisor', 'institution', 'department'])
      expect((await office.as(who).get(`/v1/cases/${caseNo}`)).status).toBe(404);
    expect((await office.as('supervisor').get('/v1/cases?limit=200')).body.items.map((i: { caseNo: string }) => i.caseNo)).not.toContain(
      caseNo,
    );
    const given = await office.as('leader').post(`/v1/cases/${caseNo}/actions/assign`, { to: 'supervisor' });
    expect([given.status, given.body.code]).toEqual([403, 'conflict-of-interest']);
  });

  it('names the informant in no answer, to nobody', async () => {
    const { caseNo } = await open('hotline', '/v1/complaints', complaint);
    const answers = await Promise.all(
      ['hotline', 'caseworker', 'supervisor', 'leader', 'auditor', 'admin'].flatMap((who) =>
        ['', '/events', '/deadline'].map((part) => office.as(who).get(`/v1/cases/${caseNo}${part}`)),
      ),
    );
    expect(JSON.stringify(answers.map((a) => a.body))).not.toMatch(/张三丰|13812345678/);
    const { rows } = await office.pool.query(
      `SELECT row_to_json(i)::text AS row FROM informant i UNION ALL SELECT data::text FROM case_event UNION ALL SELECT file::text FROM case_file`,
    );
    expect(rows.map((r) => r.row).join()).not.toMatch(/张三丰|13812345678/);
  });

  it('[R-235] shows the trail with its chain, page by page, and who took each step', async () => {
    const { caseNo } = await open('hotline', '/v1/complaints', complaint);
    await walk(caseNo, ['caseworker', 'accept'], ['caseworker', 'addNote'], ['caseworker', 'addNote', { text: '二' }]);
    const first = await office.as('auditor').get(`/v1/cases/${caseNo}/events?limit=3`);
    const rest = await office.as('auditor').get(`/v1/cases/${caseNo}/events?cursor=${first.body.nextCursor}`);
    expect(page(EventView).safeParse(first.body).error).toBeUndefined();
    const all = [...first.body.items, ...rest.body.items];
    expect(all.map((e) => e.name)).toEqual(['open', 'accept', 'addNote', 'addNote']);
    expect(all.map((e) => [e.actor.role, e.actor.name])).toEqual([['hotline', '何晓热'], ...Array(3).fill(['caseworker', '李建国'])]);
    expect(all.map((e) => e.prevHash)).toEqual(['', ...all.slice(0, -1).map((e) => e.hash)]);
  });
});
