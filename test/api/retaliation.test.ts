import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doReassignments } from '../../casebook/jobs.ts';
import { eventually } from '../harness/desk.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { told } from '../harness/told.ts';
import { ROUTES } from './matrix/expected.ts';
import { PNG } from './matrix/scene.ts';

const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
const COMPLAINT = { channel: 'hotline', institution: { id: 'ankang' }, category: 'abuse', content: '护工打骂老人', anonymous: false };
const CALLER = { name: '张三丰', phone: '13800001234', address: '锦屏镇一号' };
const LISTS = [
  'sort=dueAt',
  'sort=-dueAt',
  'sort=openedAt',
  'sort=nextEventAt',
  'status=open',
  'status=closed',
  'overdue=true',
  'stalled=true',
  'stalled=false',
  'mine=true',
  'unassigned=true',
  'institution=ankang',
  'q=%E5%AE%89%E5%BA%B7',
  'type=complaint',
  'type=rectification',
  'limit=1',
  'total=true',
];

describe('an institution does not learn that somebody complained of it', () => {
  let office: Office;
  let noticed: string;
  let filed: string;
  let evidence: string;
  let document: string;
  const act = async (who: string, caseNo: string, action: string, input: object = {}) => {
    const { status, body } = await office.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input);
    expect([action, status, body.detail]).toEqual([action, 200, undefined]);
    return body;
  };
  beforeAll(async () => {
    office = await anOffice();
    filed = (await office.as('institution').post('/v1/filings', { kind: 'filed', institution: { id: 'ankang' }, filedOn: '2026-11-02' }))
      .body.caseNo;
    noticed = (await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items }))
      .body.caseNo;
    await act('caseworker', noticed, 'issueNotice', { departments: ['消防救援大队'] });
    evidence = (await office.as('institution').upload(`/v1/cases/${noticed}/evidence`, '整改后.png', PNG)).body.id;
    const { sha256, bytes } = await office.store.put(PNG, { maxBytes: 1_000 });
    const paper = {
      caseNo: noticed,
      seq: 2,
      kind: 'rectificationNotice',
      title: '整改通知书',
      sha256,
      bytes,
      mediaType: 'image/png',
      documentNo: '丘民养整〔2026〕1号',
    };
    document = (await office.prisma.caseDocument.create({ data: paper })).id;
    await office.prisma.notification.create({
      data: {
        key: 'served',
        caseNo: noticed,
        event: 'listed',
        recipient: 'institution',
        channel: 'inbox',
        subject: '通知',
        body: '请整改',
      },
    });
  });
  afterAll(() => office.close());

  /** Every address that the institution, or anybody, may read, with what it may be asked for. */
  const addresses = (): string[] => {
    const readable = ROUTES.trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([method, , letters = '']) => method === 'get' && (letters === 'public' || letters.includes('i')))
      .map(([, path = '']) => path);
    return readable.flatMap((path) => {
      if (path === '/cases') return [path, ...LISTS.map((query) => `${path}?${query}`)];
      if (path === '/calendar/deadline') return [`${path}?from=2026-11-02T09:00:00%2B08:00&workingDays=5`];
      if (path === '/public/suggestions') return [`${path}?q=%E5%AE%89%E5%BA%B7`];
      if (path === '/institutions/{id}') return ['/institutions/ankang'];
      if (path === '/evidence/{id}') return ['', '?size=thumb', '?size=original'].map((size) => `/evidence/${evidence}${size}`);
      if (path === '/documents/{id}') return [`/documents/${document}`];
      if (path === '/public/documents/{code}')
        return [
          `/public/documents/${encodeURIComponent('丘民养整〔2026〕1号')}`,
          `/public/documents/${encodeURIComponent('丘民养答〔2026〕1号')}`,
        ];
      if (path.includes('{caseNo}')) return [noticed, filed].map((caseNo) => path.replace('{caseNo}', caseNo));
      return [
        path.replace(/\{(receiptCode|token)\}/, 'AAAAA-AAAAA-AAAAA-AAAAA').replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'),
      ];
    });
  };
  /** All that it can read now, to the byte. */
  const known = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      await Promise.all(
        addresses().map(async (address) => {
          const as = address.startsWith('/public') ? office.anonymous : office.as('institution');
          return [address, told(await as.get(`/v1${address}`))] as const;
        }),
      ),
    );
  /** Until the feed tells of everything so far: of the last two seconds it does not while somebody writes, in whichever database of the server. */
  const settled = () =>
    eventually(async () => {
      const { rows } = await office.pool.query(`SELECT max(recorded_at) < now() - interval '2 seconds' AS past FROM case_event`);
      return rows[0].past;
    }, 'the feed to tell of everything');
  const reports = ['/v1/reports/worklist', '/v1/reports/backlog', '/v1/exchange/cases', '/v1/referrals', '/v1/interests'];

  it('[R-104] from anything that it reads, while the complaint is filed, worked on, merged, referred and answered', async () => {
    await settled();
    const before = await known();
    expect(Object.keys(before).length).toBeGreaterThan(40);
    expect(Object.values(before).filter((answer) => answer.startsWith('[200')).length).toBeGreaterThan(30);

    const first = (await office.as('hotline').post('/v1/complaints', { ...COMPLAINT, informant: CALLER })).body;
    const second = (
      await office.anonymous.post('/v1/public/complaints', {
        institution: { id: 'ankang' },
        category: 'abuse',
        content: '打人',
        anonymous: true,
      })
    ).body;
    await office.anonymous.upload(`/v1/public/complaints/${second.receiptCode}/evidence`, '安康院夜间.png', PNG);
    await office.anonymous.post(`/v1/public/complaints/${second.receiptCode}/supplements`, { text: '还有照片' });
    expect(await known()).toEqual(before);

    const { caseNo } = first;
    await act('caseworker', caseNo, 'accept');
    await act('caseworker', caseNo, 'linkCase', { caseNo: noticed, kind: 'related' });
    await act('supervisor', second.caseNo, 'merge', { into: caseNo });
    await office.as('caseworker').upload(`/v1/cases/${caseNo}/evidence`, '监控.png', PNG);
    const asked = await office.as('caseworker').post(`/v1/cases/${caseNo}/informant/requests`, { reason: '核实' });
    await office.as('supervisor').post(`/v1/cases/${caseNo}/informant/requests/${asked.body.id}/decision`, { granted: true, reason: '可' });
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}/informant`)).body.name).toBe(CALLER.name);
    await act('leader', caseNo, 'refer', { target: 'discipline', reason: '线索' });
    await act('caseworker', caseNo, 'escalate', { reason: '情况严重' });
    const { jobId } = (await office.as('supervisor').post('/v1/bulk/reassignments', { caseNos: [caseNo], to: 'caseworker2', note: '改派' }))
      .body;
    while ((await doReassignments(office.pool, office.casebook)) > 0);
    expect((await office.as('supervisor').get(`/v1/jobs/${jobId}`)).body.failed).toEqual([]);
    expect(await known()).toEqual(before);

    await act('caseworker2', caseNo, 'recordInvestigation', { findings: '属实', substantiated: true });
    await act('caseworker2', caseNo, 'openRectification', { items });
    await act('caseworker2', caseNo, 'giveFeedback', { answer: '已责令整改', way: 'phone' });
    await act('hotline', caseNo, 'recordCallback', { reached: true, satisfied: true });
    expect(await known()).toEqual(before);
    for (const path of reports) expect([path, (await office.as('institution').get(path)).status]).toEqual([path, 403]);
  });

  it('[R-104] nor from what it is told afterwards: a danger, since the notice and not before, and nothing of its source', async () => {
    const { items: all } = (await office.as('caseworker2').get('/v1/cases?type=rectification&unassigned=false&limit=200')).body;
    const spawned = all.find((row: { caseNo: string }) => row.caseNo !== noticed).caseNo;
    await office.pool.query(
      `UPDATE case_file SET opened_at = opened_at - interval '9 days', received_at = received_at - interval '9 days',
        file = jsonb_set(jsonb_set(file, '{openedAt}', to_jsonb((file ->> 'openedAt')::float8 - 777600000)), '{receivedAt}', to_jsonb((file ->> 'receivedAt')::float8 - 777600000))
       WHERE case_no = $1`,
      [spawned],
    );
    const from = Date.now();
    await act('caseworker2', spawned, 'issueNotice');
    const institution = office.as('institution');
    const paths = ['', '/events', '/deadline', '/documents'].map((part) => `/v1/cases/${spawned}${part}`);
    const answers = await Promise.all(
      [...paths, '/v1/cases?limit=200', '/v1/events?limit=200', '/v1/institutions/ankang', '/v1/notifications'].map((path) =>
        institution.get(path),
      ),
    );
    const text = JSON.stringify(answers.map(({ body }) => body)).replace('"complaints":[]', '');
    expect(text).toContain(spawned);
    expect(text).not.toMatch(/complaint(?!Line|Box)|TS-|YS-|张三丰|1380000|打骂|监控/);
    const [view, , , , list, feed, profile] = answers.map(({ body }) => body);
    const row = list.items.find((r: { caseNo: string }) => r.caseNo === spawned);
    const [history] = profile.history; // the latest that it was told of comes first
    expect(history.caseNo).toBe(spawned);
    const hazard = profile.hazards.find((h: { caseNo: string }) => h.caseNo === spawned);
    const instants = [view, row, history].flatMap(({ openedAt, receivedAt }) => [openedAt, receivedAt]);
    for (const at of [...instants, hazard.foundAt]) expect(Date.parse(at)).toBeGreaterThanOrEqual(from - 1);
    for (const { data } of feed.items) expect(data.hash).toBe('');
  });

  it('nor what the bureau does with other departments about it, and by when they are to answer', async () => {
    await settled();
    const before = await known();
    await act('leader', noticed, 'openJointEnforcement', { reason: '拒不整改', departments: ['住房和城乡建设局'] });
    const view = (await office.as('leader').get(`/v1/cases/${noticed}`)).body;
    const letter = view.data.letters.find(({ purpose }: { purpose: string }) => purpose === 'jointEnforcement');
    expect(letter.replyBefore).toMatch(/^\d{4}-/);
    expect(await known()).toEqual(before);
    await act('leader', noticed, 'recordReply', { letterNo: letter.no, text: '已派员' });
    await act('caseworker', noticed, 'addNote', { text: '有人反映该院打骂老人' });
    expect(await known()).toEqual(before);
  });

  it('nor from the version of a case, which it may go on from whatever the bureau wrote in between', async () => {
    const institution = office.as('institution');
    const { version } = (await institution.get(`/v1/cases/${noticed}`)).body;
    const submit = (seen: number, key: string) =>
      institution.post(
        `/v1/cases/${noticed}/actions/submitRectification`,
        { items: [{ itemNo: 1, note: '已清理' }] },
        {
          'If-Match': `"${seen}"`,
          'Idempotency-Key': key,
        },
      );
    const stale = await submit(version - 1, 'stale');
    expect([stale.status, stale.body.detail]).toEqual([409, `${noticed} is at version ${version}`]);
    expect((await submit(version, 'once')).status).toBe(200);
    expect((await submit(version, 'once')).status).toBe(200);
    expect((await submit(version, 'twice')).status).toBe(409);
  });
});
