import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import type { OpenRequest } from '../../casebook/requests.ts';
import { nextRung } from '../../domain/kernel/case-file.ts';
import type { Role } from '../../domain/roles.ts';
import { anOffice, type Office } from '../harness/office.ts';

const TOWN = '532626101';
const EVIL = '=HYPERLINK("http://example.invalid","点我")';
const complaint = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: true };
const hazards = (...kinds: string[]) => ({
  source: 'inspection',
  items: kinds.map((kind) => ({ description: '隐患', kind, severity: 'general' })),
});
const MARCH = 'from=2026-03-01&to=2026-03-31';

/**
 * Two complaints of Monday 2 March 2026. Ping's was taken on the 3rd, investigated on the 5th, answered on the 6th and closed on the 10th; its
 * answer was due on the 9th. Late's was taken on the 4th, a day too late, investigated on the 10th and answered on the 11th, two days too late.
 * A third one, about the section head, was taken in on the same day and lies.
 */
describe('reports', () => {
  let office: Office;
  let past: Assembly;
  let clock = 0;
  let keys = 0;
  const at = (time: string) => {
    clock = Date.parse(`2026-${time}:00+08:00`);
  };
  const open = async (type: OpenRequest['type'], input: unknown, more: Partial<OpenRequest> = {}) => {
    const { file } = await past.casebook.open({
      type,
      division: '532626',
      institution: { id: 'ankang', name: '丘北县安康养老院' },
      actor: { id: 'hotline', role: 'hotline', name: '何晓热' },
      assignee: 'caseworker',
      input,
      intake: { request: { scope: 'test', key: `open-${++keys}`, bodyHash: '' } },
      ...more,
    });
    return file.caseNo;
  };
  const act = (caseNo: string, time: string, name: string, input: unknown, role: Role = 'caseworker') => {
    at(time);
    return past.casebook.act(caseNo, { name, input, actor: { id: role, role, name: role } }, { key: `key-${++keys}` });
  };
  /** Climbs what fell due until then, as the workflows do. */
  const ladderUntil = async (caseNo: string, time: string) => {
    at(time);
    for (
      let next = nextRung(await past.casebook.file(caseNo));
      next && next.at <= clock;
      next = nextRung(await past.casebook.file(caseNo))
    ) {
      const { told } = await past.casebook.file(caseNo);
      await past.casebook.climb(caseNo, { deadline: next.deadline, rung: next.rung, seen: told, at: next.at });
    }
  };
  const report = async (who: string, path: string) => {
    const answer = await office.as(who).get(`/v1/reports/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.body.items as Record<string, unknown>[];
  };
  /** Numbers of the cases behind a figure of a row. */
  const behind = async (who: string, row: Record<string, unknown> | undefined, figure: string) => {
    const links = row?.cases as Record<string, string> | undefined;
    return numbersAt(who, links?.[figure]);
  };
  const numbersAt = async (who: string, address: unknown) =>
    (await office.as(who).get(String(address))).body.items.map((i: { caseNo: string }) => i.caseNo) as string[];

  let ping = '';
  let late = '';
  let hidden = '';
  beforeAll(async () => {
    office = await anOffice();
    past = assemble(office.databaseUrl, { name: 'past', email: false, now: () => clock });
    at('03-02T10:00');
    ping = await open('complaint', complaint);
    late = await open('complaint', complaint);
    hidden = await open('complaint', complaint, { excluded: ['supervisor'] });
    await act(ping, '03-03T10:00', 'accept', {});
    await ladderUntil(late, '03-04T09:00');
    await act(late, '03-04T10:00', 'accept', {});
    await act(ping, '03-05T10:00', 'recordInvestigation', { findings: '属实', substantiated: true });
    await act(ping, '03-06T10:00', 'giveFeedback', { answer: '已整改', way: 'phone' });
    await act(ping, '03-10T10:00', 'recordCallback', { reached: true, satisfied: true });
    await act(late, '03-10T10:00', 'recordInvestigation', { findings: '属实', substantiated: true });
    await act(late, '03-11T10:00', 'giveFeedback', { answer: '已整改', way: 'phone' });
  });
  afterAll(async () => {
    await past.pool.end();
    await office.close();
  });

  it('[R-102] count an answer of the last day as in time and a later one as late, and list the cases behind', async () => {
    const rows = await report('supervisor', `onTime?${MARCH}&type=complaint`);
    const row = (deadline: string) => rows.find((r) => r.deadline === deadline);
    expect(row('answer')).toMatchObject({
      month: '2026-03',
      division: '532626',
      divisionName: '丘北县',
      total: 2,
      onTime: 1,
      late: 1,
      rate: 50,
    });
    expect(row('triage')).toMatchObject({ total: 2, onTime: 1, late: 1 });
    const { cases } = row('answer') as { cases: Record<string, string> };
    expect(await numbersAt('supervisor', cases.onTime)).toEqual([ping]);
    expect(await numbersAt('supervisor', cases.late)).toEqual([late]);
    expect(await numbersAt('supervisor', cases.total)).toEqual([ping, late].sort());
  });

  it('count nothing of a case that concerns the reader, and do not list it', async () => {
    const answer = async (who: string) =>
      (await report(who, `onTime?${MARCH}&deadline=answer`))[0] as { total: number; cases: { late: string } };
    expect((await answer('supervisor')).total).toBe(2);
    expect((await answer('leader')).total).toBe(3);
    expect(await numbersAt('leader', (await answer('leader')).cases.late)).toContain(hidden);
    expect(await numbersAt('supervisor', (await answer('leader')).cases.late)).not.toContain(hidden);
    expect((await office.as('hotline').get('/v1/reports/onTime')).status).toBe(403);
    expect((await office.as('caseworker').get('/v1/reports/load')).status).toBe(403);
  });

  it('tell how many working days cases spent in a stage', async () => {
    const rows = await report('supervisor', `dwell?${MARCH}`);
    const row = (stage: string) => rows.find((r) => r.stage === stage);
    expect(row('awaitingTriage')).toMatchObject({ visits: 2, median: 1.5, p90: 1.9, longest: 2 });
    expect(row('awaitingInvestigation')).toMatchObject({ visits: 2, median: 3, longest: 4 }); // 4 and 5; 5, 6, 9 and 10 March
    expect(row('awaitingCallback')).toMatchObject({ visits: 1, median: 2 }); // 9 and 10 March
    expect(row('closed')).toBeUndefined();
  });

  it('tell how many cases were open at the end of each day', async () => {
    const rows = await report('supervisor', `backlog?from=2026-03-01&to=2026-03-11&type=complaint`);
    const open = rows.map((r) => r.open);
    expect(open).toEqual([0, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]);
    expect(rows[1]).toMatchObject({ day: '2026-03-02', opened: 2, closed: 0 });
    expect(rows[9]).toMatchObject({ day: '2026-03-10', opened: 0, closed: 1 });
    const { cases } = rows[9] as { cases: Record<string, string> };
    expect(await numbersAt('supervisor', cases.open)).toEqual([late]);
    expect(await numbersAt('supervisor', cases.closed)).toEqual([ping]);
  });

  it('count a complaint that was reopened from the day of the request again', async () => {
    const again = await open('complaint', complaint);
    at('04-01T10:00');
    const reopened = await open('complaint', complaint, { division: '532627' });
    await act(reopened, '04-01T11:00', 'accept', {});
    await act(reopened, '04-02T10:00', 'recordInvestigation', { findings: '属实', substantiated: true });
    await act(reopened, '04-02T11:00', 'giveFeedback', { answer: '已整改', way: 'phone' });
    await act(reopened, '04-03T10:00', 'recordCallback', { reached: true, satisfied: true });
    await act(reopened, '04-09T10:00', 'requestReopening', { reason: '没有改' }, 'hotline');
    await office.pool.query(`UPDATE "user" SET division = '532600' WHERE id = 'auditor'`);
    office.people.drop();
    office.sessions.forget();
    const rows = await report('auditor', 'backlog?from=2026-04-01&to=2026-04-10&division=532627');
    expect(rows.map((r) => r.open)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(again).not.toBe(reopened);
  });

  it('count the rungs that were climbed', async () => {
    const rows = await report('supervisor', `ladder?${MARCH}&type=complaint`);
    const overdue = rows.find((r) => r.rung === 'overdue');
    expect(overdue).toMatchObject({ month: '2026-03', rungs: 1, caseCount: 1 });
    expect(await behind('supervisor', overdue, 'rungs')).toEqual([late]);
  });

  it('[R-058] name the hazards that came back to an institution', async () => {
    await office.prisma.institution.create({ data: { id: 'evil', name: EVIL, division: TOWN } });
    const institution = { id: 'evil', name: EVIL };
    at('01-05T10:00');
    await open('rectification', hazards('fire'), { institution });
    at('03-05T10:00');
    const second = await open('rectification', hazards('fire', 'food'), { institution });
    const rows = await report('supervisor', `recurrences?${MARCH}`);
    expect(rows).toEqual([expect.objectContaining({ institution: 'evil', kind: 'fire', items: 1, repeated: 1, relapsed: 0 })]);
    expect(await behind('supervisor', rows[0], 'repeated')).toEqual([second]);
  });

  it('tell what everybody has in hand', async () => {
    const rows = await report('supervisor', 'load?type=rectification');
    expect(rows).toEqual([expect.objectContaining({ officer: 'caseworker', name: '李建国', open: 2, overdue: 2, stalled: 2 })]);
    expect(await behind('supervisor', rows[0], 'overdue')).toHaveLength(2);
  });

  it('count institutions and open cases for every town, also where there are none', async () => {
    const rows = await report('supervisor', 'divisions');
    expect(rows.find((r) => r.code === TOWN)).toMatchObject({ name: '锦屏镇', institutions: 1, open: 2, overdue: 2, rectifications: 2 });
    expect(rows.find((r) => r.code === '532626')).toMatchObject({ institutions: 1, complaints: 2 });
    expect(rows.find((r) => r.code === '532626102')).toMatchObject({ institutions: 0, open: 0 });
    const { cases } = rows.find((r) => r.code === TOWN) as { cases: Record<string, string> };
    expect(await numbersAt('supervisor', cases.open)).toHaveLength(2);
  });

  it('give a spreadsheet no formula, whatever somebody was named', async () => {
    const csv = await office.as('supervisor').get(`/v1/reports/recurrences?${MARCH}&format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const text = csv.body.toString();
    expect(text).toContain(`"'=HYPERLINK`);
    expect(text).toContain('机构编号');
    expect(text).toContain('消防');
    const list = (await office.as('supervisor').get('/v1/reports/worklist?format=csv&institution=evil')).body.toString();
    expect(list).toContain(`"'=HYPERLINK`);

    const book = new ExcelJS.Workbook();
    const xlsx = await office.as('supervisor').get('/v1/reports/worklist?institution=evil');
    await book.xlsx.load(xlsx.body);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(3);
    expect(sheet?.getRow(2).getCell(6).value).toBe(`'${EVIL}`);
    expect(sheet?.getRow(2).getCell(6).formula).toBeUndefined();
  });

  it('and neither does any other file that is given out, whichever sign a name begins with', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A1'];
    await office.prisma.institution.createMany({
      data: names.map((name, n) => ({ id: `sign-${n}`, name, division: TOWN, address: name, creditCode: name })),
    });
    await office.prisma.user.update({ where: { id: 'caseworker' }, data: { name: '-2+3' } });
    office.people.drop();
    for (const [n, name] of names.entries()) await open('rectification', hazards('fire'), { institution: { id: `sign-${n}`, name } });
    const figures = [
      'onTime',
      'dwell',
      'backlog',
      'ladder',
      'recurrences',
      'load',
      'divisions',
      'hazards',
      'enforcement',
      'coverage',
      'sampling',
    ].map((name) => `reports/${name}`);
    const given = new Set<string>();
    const read = (cells: string[]) => {
      for (const cell of cells) {
        expect([cell, /^[=+\-@\t\r＝＋－＠]/.test(cell)]).toEqual([cell, false]);
        given.add(cell);
      }
    };
    for (const path of [...figures, 'reports/worklist', 'exchange/institutions', 'exchange/cases']) {
      const { status, body } = await office.as('supervisor').get(`/v1/${path}?format=csv`);
      expect([path, status]).toEqual([path, 200]);
      for (const record of parse(body, { bom: true, record_delimiter: ['\r\n', '\n'] }) as string[][]) read(record);
    }
    for (const name of [...names, '-2+3']) expect(given).toContain(`'${name}`);
    given.clear();
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await office.as('supervisor').get('/v1/reports/worklist')).body);
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => read([cell.text, String(cell.value)])));
    for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', '-2+3']) expect(given).toContain(`'${name}`);
  });

  it('refuse days that run backwards, and figures that there are not', async () => {
    const refused = async (path: string) => (await office.as('supervisor').get(`/v1/reports/${path}`)).body.errors?.[0]?.field;
    expect(await refused('onTime?from=2026-03-02&to=2026-03-01')).toBe('from');
    expect(await refused('onTime/cases?figure=nonsense')).toBe('figure');
    expect(await refused('backlog/cases?figure=open')).toBe('day');
    expect(await refused('dwell?colour=red')).toBe('');
  });

  it('list the cases behind several kinds of dates at once, and those of a division without what lies under it', async () => {
    const both = await numbersAt('supervisor', `/v1/reports/onTime/cases?${MARCH}&type=complaint&deadline=answer,triage&figure=total`);
    expect(both).toEqual(expect.arrayContaining([ping, late]));
    expect(await numbersAt('supervisor', `/v1/reports/onTime/cases?${MARCH}&deadline=siteCheck,verification&figure=total`)).toEqual([]);
    const town = await open('complaint', complaint, { division: '532626101' });
    await ladderUntil(town, '03-20T09:00');
    const of = (part: string) => numbersAt('supervisor', `/v1/reports/onTime/cases?${MARCH}&${part}&deadline=answer&figure=late`);
    expect(await of('division=532626')).toEqual(expect.arrayContaining([late, town]));
    expect(await of('code=532626')).toEqual((await of('division=532626')).filter((caseNo) => caseNo !== town));
    expect(await of('code=532626101')).toEqual([town]);
  });

  it('[R-006] [R-014] tell for every town how many homes operate, how many of these have filed, and how many are known to be unfiled', async () => {
    const town = '532626103';
    const data = [
      ['filed', 'operating'],
      ['unfiled', 'operating'],
      ['filed', 'closed'],
    ].map(([filingStatus, operatingStatus], n) => ({
      id: `coverage-${n}`,
      name: `双龙营第${n}养老院`,
      division: town,
      filingStatus: filingStatus as string,
      operatingStatus: operatingStatus as string,
    }));
    await office.prisma.institution.createMany({ data });
    const coverage = async () => (await report('supervisor', 'divisions')).find((row) => row.code === town);
    expect(await coverage()).toMatchObject({ institutions: 3, operating: 2, filed: 1, unfiled: 1 });
    await office.prisma.institution.update({ where: { id: 'coverage-1' }, data: { filingStatus: 'filed' } });
    expect(await coverage()).toMatchObject({ institutions: 3, operating: 2, filed: 2, unfiled: 0 });
  });

  it('[R-020] [R-021] tell which homes nobody was at in these days, and for every town the share of those that were checked', async () => {
    const town = '532626102';
    const named = ['查过', '没查', '停办'].map((name, n) => ({ id: `visit-${n}`, name: `树皮${name}养老院`, division: town }));
    await office.prisma.institution.createMany({
      data: named.map((one, n) => ({ ...one, operatingStatus: n === 2 ? 'closed' : 'operating' })),
    });
    const YEAR = 'from=2025-01-01&to=2025-12-31';
    const list = async (days: string) =>
      (await report('supervisor', `coverage?${days}&division=${town}`)).map((row) => [row.institution, row.visits, row.lastOn]);
    const share = async () => (await report('supervisor', `divisions?${YEAR}`)).find((row) => row.code === town);
    expect(await list(YEAR)).toEqual([
      ['visit-0', 0, null],
      ['visit-1', 0, null],
    ]);
    expect(await share()).toMatchObject({ operating: 2, checked: 0, checkedRate: 0 });

    clock = Date.parse('2025-06-03T09:00:00+08:00');
    const filing = { kind: 'filed', filedOn: '2025-05-26' };
    const caseNo = await open('filingCheck', filing, { division: town, institution: { id: 'visit-0', name: '树皮查过养老院' } });
    const verification = [{ field: 'name', filed: '树皮查过养老院', found: '树皮查过养老院', match: true }];
    const check = { checkedOn: '2025-05-28', inspectors: ['李', '王'], verification };
    const actor = { id: 'caseworker', role: 'caseworker' as const, name: '李建国' };
    await past.casebook.act(caseNo, { name: 'recordSiteCheck', input: check, actor }, { key: `key-${++keys}` });
    expect(await list(YEAR)).toEqual([
      ['visit-1', 0, null],
      ['visit-0', 1, '2025-05-28'],
    ]);
    expect(await share()).toMatchObject({ operating: 2, checked: 1, checkedRate: 50 });
    expect(await list('from=2025-05-29&to=2026-05-28')).toEqual([
      ['visit-0', 0, null],
      ['visit-1', 0, null],
    ]); // another twelve months
    const rows = await report('supervisor', `coverage?${YEAR}&division=${town}`);
    expect(
      await behind(
        'supervisor',
        rows.find((row) => row.institution === 'visit-0'),
        'visits',
      ),
    ).toEqual([caseNo]);
  });

  it('[R-031] look more often at homes with many complaints, great hazards, a breach of trust or violations, and say why; what they found is published', async () => {
    const [town, APRIL] = ['532626104', 'from=2026-04-01&to=2026-04-30'];
    await office.prisma.institution.createMany({
      data: ['calm', 'risky'].map((id) => ({ id, name: `${id}敬老院`, division: town, filingStatus: 'filed' })),
    });
    const home = { division: town, institution: { id: 'risky', name: 'risky敬老院' } };
    const rows = () => report('supervisor', `sampling?${APRIL}&division=${town}`);
    const usual = { reasons: [], frequency: 1, visits: 0, due: 1 };
    expect(await rows()).toMatchObject([
      { institution: 'calm', ...usual },
      { institution: 'risky', ...usual },
    ]);
    at('04-01T09:00');
    for (const _ of [1, 2]) await open('complaint', complaint, home);
    expect((await rows())[1]).toMatchObject({ ...usual, complaintCount: 2 });
    await open('complaint', complaint, home);
    const major = { source: 'inspection', items: [{ description: '燃气泄漏', kind: 'fire', severity: 'major' }] };
    const hazard = await open('rectification', major, home);
    await act(hazard, '04-01T10:00', 'issueNotice', { dates: [{ itemNo: 1, dueOn: '2026-04-10' }] });
    await act(hazard, '04-13T10:00', 'orderSuspension', { reason: '逾期未改' }, 'leader');
    const filing = await open('filingCheck', { kind: 'filed', filedOn: '2026-04-01' }, home);
    await act(filing, '04-13T10:00', 'recordBreach', { subjects: ['fire'], description: '喷淋未启用' });
    const [first] = await rows();
    expect(first).toMatchObject({
      institution: 'risky',
      ...{ complaintCount: 3, greatHazards: 1, breaches: 1, violations: 1 },
      reasons: ['manyComplaints', 'greatHazards', 'breachOfTrust', 'seriousViolations'],
      ...{ frequency: 5, visits: 1, due: 4 },
    });
    expect(await behind('supervisor', first, 'violations')).toEqual([hazard]);
    const csv = (await office.as('supervisor').get(`/v1/reports/sampling?${APRIL}&division=${town}&format=csv`)).body.toString();
    expect(csv).toContain('投诉举报多；安全隐患大；有失信行为；严重违法违规记录');
    await act(hazard, '04-14T10:00', 'publish', { what: 'problem' }, 'leader');
    const published = (await office.anonymous.get('/v1/public/rectifications?q=risky')).body.items;
    expect(published).toMatchObject([{ institution: 'risky敬老院', description: '燃气泄漏', severity: 'major' }]);
  });

  describe('of two major fire hazards, one mended and one not', () => {
    let mended = '';
    let stubborn = '';
    beforeAll(async () => {
      const major = { source: 'inspection', items: [{ description: '疏散通道封堵', kind: 'fire', severity: 'major' }] };
      at('03-02T09:00');
      mended = await open('rectification', major);
      stubborn = await open('rectification', major);
      for (const caseNo of [mended, stubborn])
        await act(caseNo, '03-02T10:00', 'issueNotice', { dates: [{ itemNo: 1, dueOn: '2026-03-06' }] });
      await act(mended, '03-05T10:00', 'submitRectification', { items: [{ itemNo: 1, note: '已疏通' }] }, 'institution');
      await act(mended, '03-05T11:00', 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
      await act(mended, '03-05T12:00', 'signOff', {}, 'leader');
      await act(stubborn, '03-09T10:00', 'orderSuspension', { reason: '逾期未改' }, 'leader');
      await act(stubborn, '03-09T11:00', 'openJointEnforcement', { reason: '逾期未改', departments: ['消防救援大队'] }, 'leader');
    });

    it('[R-054] [R-074] count by subject and severity what was found and what is removed, and the share', async () => {
      const rows = await report('supervisor', `hazards?${MARCH}`);
      const major = rows.find((row) => row.severity === 'major');
      expect(major).toMatchObject({ kind: 'fire', items: 2, removed: 1, removedRate: 50 });
      expect(await behind('supervisor', major, 'removed')).toEqual([mended]);
      await act(stubborn, '03-12T10:00', 'liftSuspension', { reason: '已改' }, 'leader');
      await act(stubborn, '03-12T11:00', 'submitRectification', { items: [{ itemNo: 1, note: '已疏通' }] }, 'institution');
      await act(stubborn, '03-12T12:00', 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
      await act(stubborn, '03-12T13:00', 'signOff', {}, 'leader');
      expect((await report('supervisor', `hazards?${MARCH}&severity=major`))[0]).toMatchObject({ items: 2, removed: 2, removedRate: 100 });
    });

    it('[R-055] count the measures that were taken against institutions, with the cases', async () => {
      const rows = await report('supervisor', `enforcement?${MARCH}`);
      expect(rows).toMatchObject([
        { measure: 'openJointEnforcement', month: '2026-03', times: 1, caseCount: 1 },
        { measure: 'orderSuspension', month: '2026-03', times: 1, caseCount: 1 },
      ]);
      expect(await behind('supervisor', rows[1], 'times')).toEqual([stubborn]);
    });

    it('[R-025] make a supervision report with who was visited and what was found, which stays as it was issued', async () => {
      const input = { visitsFrom: '2026-03-02', visitsUntil: '2026-03-06', sentTo: '文山州民政局' };
      const texts = { supervisionFindings: '通道封堵', advice: '挂牌督办' };
      const leader = office.as('leader');
      const { status, body } = await leader.post('/v1/upward-reports', { kind: 'supervision', ...input, ...texts });
      expect([status, body]).toMatchObject([
        201,
        { from: '2026-03-02', to: '2026-03-06', texts, sentTo: '文山州民政局', by: { id: 'leader' } },
      ]);
      const { visited } = body.figures;
      expect(visited.find((one: { institution: string }) => one.institution === 'ankang').hazards).toBeGreaterThanOrEqual(2);
      expect(body.figures.hazardsFound).toBeGreaterThanOrEqual(2);
      await act(mended, '03-20T10:00', 'recordLookBack', { recurred: [1], note: '又封上了' });
      const now = (await leader.get('/v1/upward-reports/figures?kind=supervision&visitsFrom=2026-03-02&visitsUntil=2026-03-06')).body;
      expect(now.figures.hazardsRemoved).toBe(body.figures.hazardsRemoved - 1);
      const log = (await office.as('auditor').get('/v1/upward-reports?kind=supervision')).body.items;
      expect(log).toEqual([body]);
    });

    it('[R-207] are reported weekly and monthly, and a clue at once; the log says who reported what, when and to whom', async () => {
      const supervisor = office.as('supervisor');
      const issue = (input: object) => supervisor.post('/v1/upward-reports', { sentTo: '文山州民政局', ...input });
      const weekly = { kind: 'keyMatters', periodDay: '2026-03-05', keyMatters: '重大消防隐患两处' };
      expect((await issue(weekly)).body).toMatchObject({ from: '2026-03-02', to: '2026-03-08' });
      const monthly = { kind: 'stageSummary', periodDay: '2026-03-31', summary: '整治一处', nextSteps: '督办' };
      expect((await issue(monthly)).body).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
      const clue = { kind: 'clue', clue: '饭菜变质', measuresTaken: '已派员核查' };
      expect((await issue({ ...clue, clueCase: 'TS-532626-2026-999999' })).body.errors).toMatchObject([{ field: 'clueCase' }]);
      expect((await issue({ ...clue, clueCase: ping })).body).toMatchObject({ kind: 'clue', caseNo: ping });
      expect((await issue({ ...weekly, periodDay: '2199-01-01' })).body.errors).toMatchObject([{ field: 'periodDay' }]);
      const log = (await supervisor.get('/v1/upward-reports')).body.items;
      expect(log.slice(0, 3).map((one: { kind: string; by: { id: string } }) => [one.kind, one.by.id])).toEqual([
        ['clue', 'supervisor'],
        ['stageSummary', 'supervisor'],
        ['keyMatters', 'supervisor'],
      ]);
      const { items } = (await supervisor.get('/v1/upward-reports/owed')).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['keyMatters', 'stageSummary']));
      expect((await office.as('caseworker').post('/v1/upward-reports', { ...weekly, sentTo: '州局' })).status).toBe(403);
    });
  });
});
