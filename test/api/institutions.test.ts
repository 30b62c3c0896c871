import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fillSearch } from '../../prisma/institution-search.ts';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'letter', institution: { id: 'ankang' }, category: 'food', content: '饭菜变质，老人腹泻', anonymous: true };

describe('the register of institutions', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
    await office.prisma.institution.createMany({
      data: [
        { id: 'jinping', name: '锦屏镇敬老院', division: '532626101', filingStatus: 'unfiled' },
        { id: 'mingxi', name: '明溪县福利院', division: '350421', filingStatus: 'filed' },
      ],
    });
    await fillSearch(office.pool);
  });
  afterAll(() => office.close());

  const found = async (who: string, q: string) =>
    (await office.as(who).get(`/v1/institutions?q=${encodeURIComponent(q)}`)).body.items.map((i: { id: string }) => i.id) as string[];
  const profile = async (who: string, id = 'ankang') => (await office.as(who).get(`/v1/institutions/${id}`)).body;

  it('is searched by name, by pinyin and by initials, within the division', async () => {
    for (const q of ['锦屏', 'jinping', 'Jin Ping', 'jpz', '锦 屏']) expect([q, await found('hotline', q)]).toEqual([q, ['jinping']]);
    expect(await found('hotline', 'fuliyuan')).toEqual([]);
    expect(await found('hotline', '100%')).toEqual([]);
    expect(await found('institution', 'jinping')).toEqual([]);
    const unfiled = await office.as('caseworker').get('/v1/institutions?filingStatus=unfiled');
    expect(unfiled.body.items.map((i: { id: string }) => i.id)).toEqual(['jinping']);
  });

  it('takes in what is imported so that it is found by initials', async () => {
    const form = new FormData();
    form.set('file', new Blob(['id,n\n7,官寨养老服务中心\n']), 'a.csv');
    form.set('map', JSON.stringify({ source: 'test', columns: { sourceNumber: 'id', name: 'n' } }));
    expect((await office.as('supervisor').form('/v1/imports/institutions', form)).body).toMatchObject({ taken: 1 });
    expect(await found('hotline', 'gzylfwzx')).toHaveLength(1);
  });

  it('tells what happened at an institution, each reader as much as they may know', async () => {
    const caseNo = (await office.as('hotline').post('/v1/complaints', complaint)).body.caseNo;
    const named = { ...complaint, namedOfficials: [{ userId: 'supervisor' }] };
    const hidden = (await office.as('hotline').post('/v1/complaints', named)).body.caseNo;
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const hazard = await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items });
    await office.as('caseworker').post('/v1/filings', { kind: 'filed', institution: { id: 'ankang' }, filedOn: '2026-03-02' });
    const numbers = (rows: { caseNo: string }[]) => rows.map((r) => r.caseNo);

    const seen = await profile('supervisor');
    expect(numbers(seen.complaints)).toEqual([caseNo]);
    expect(numbers((await profile('leader')).complaints).sort()).toEqual([caseNo, hidden].sort());
    expect(seen).toMatchObject({ openCases: 3, divisionName: '丘北县', credit: [] });
    expect(seen.hazards).toEqual([
      expect.objectContaining({ itemNo: 1, kind: 'fire', state: 'found', rounds: 1, relapses: 0, dueOn: null }),
    ]);
    expect(seen.filings).toEqual([expect.objectContaining({ kind: 'filed', filedOn: '2026-03-02', stage: 'awaitingSiteCheck' })]);
    expect(seen.history.map((r: { type: string }) => r.type).sort()).toEqual(['filingCheck', 'rectification']);

    expect((await profile('institution')).hazards).toEqual([]); // before it was told
    await office.as('caseworker').post(`/v1/cases/${hazard.body.caseNo}/actions/issueNotice`, {});
    const own = await profile('institution');
    expect([own.complaints, own.hazards.length]).toEqual([[], 1]);
    expect((await office.as('institution').get('/v1/institutions/jinping')).status).toBe(404);
    expect((await office.as('supervisor').get('/v1/institutions/mingxi')).status).toBe(404);
  });

  it('[R-007] [R-221] keeps who is responsible in the first place and how the home is run, and every case about it names that person', async () => {
    const { body } = await office
      .as('caseworker')
      .post('/v1/filings', { kind: 'unfiled', institution: { id: 'jinping' }, discoveredOn: '2026-03-02' });
    const seen = async () => (await office.as('caseworker').get(`/v1/cases/${body.caseNo}`)).body.firstResponsible;
    expect(await seen()).toBeNull();
    const facts = { firstResponsible: '杨秀珍', firstResponsiblePost: '院长', operationMode: '公建民营' };
    const reason = '院长换人';
    const corrected = await office.as('caseworker').post('/v1/institutions/jinping', { ...facts, reason });
    expect([corrected.status, corrected.body]).toMatchObject([200, { ...facts, operatingStatus: 'operating', complaintLine: null }]);
    expect(await seen()).toEqual({ name: '杨秀珍', post: '院长' });
    const emptied = await office.as('supervisor').post('/v1/institutions/jinping', { firstResponsiblePost: null, reason });
    expect(emptied.body).toMatchObject({ ...facts, firstResponsiblePost: null });
    expect(await seen()).toEqual({ name: '杨秀珍', post: null });
    expect((await office.as('supervisor').post('/v1/institutions/mingxi', { ...facts, reason })).status).toBe(404);
    for (const wrong of [{}, { reason }, facts, { beds: 4, reason }, { firstResponsible: '', reason }])
      expect((await office.as('supervisor').post('/v1/institutions/jinping', wrong)).status).toBe(422);
  });

  it('keeps who corrected what, when, from what and why, for those who answer for the register and nobody else', async () => {
    const change = (who: string, facts: object) => office.as(who).post('/v1/institutions/ankang', facts);
    await change('caseworker', { complaintLine: '0876-4990001', reason: '公示时漏填' });
    await change('caseworker', { complaintLine: '0876-4990001', reason: '重复提交' }); // changes nothing
    await change('supervisor', { complaintLine: '0876-4990002', firstResponsible: '杨秀珍', reason: '电话更换' });
    const seen = await office.as('leader').get('/v1/institutions/ankang/changes');
    expect(seen.body.items).toMatchObject([
      {
        by: { id: 'supervisor' },
        reason: '电话更换',
        changes: expect.arrayContaining([
          { field: 'complaintLine', before: '0876-4990001', after: '0876-4990002' },
          { field: 'firstResponsible', before: '刘安康', after: '杨秀珍' },
        ]),
      },
      {
        by: { id: 'caseworker' },
        reason: '公示时漏填',
        changes: [{ field: 'complaintLine', before: '0876-4120000', after: '0876-4990001' }],
      },
    ]);
    expect((await office.as('supervisor').get('/v1/institutions/mingxi/changes')).status).toBe(404);
    for (const who of ['institution', 'department', 'hotline'])
      expect((await office.as(who).get('/v1/institutions/ankang/changes')).status).toBe(403);
  });

  it('records also what is changed past the product, and lets nobody change the record', async () => {
    const owner = new pg.Client({ connectionString: office.databaseUrl });
    await owner.connect();
    await owner.query(`UPDATE institution SET beds = 80 WHERE id = 'jinping'`);
    const { body } = await office.as('auditor').get('/v1/register-changes?register=institution&limit=1');
    expect(body.items).toMatchObject([{ subject: { id: 'jinping' }, by: null, changes: [{ field: 'beds', before: null, after: 80 }] }]);
    for (const forbidden of [`UPDATE register_change SET by_id = 'li'`, 'DELETE FROM register_change', 'TRUNCATE register_change'])
      for (const db of [office.pool, owner]) await expect(db.query(forbidden)).rejects.toThrow(/not changed or removed|permission denied/);
    await owner.end();
  });

  it('records who set up and changed where messages go and what days are counted by, without any secret', async () => {
    const admin = office.as('admin');
    const url = 'https://robot.example/send?key=geheim-4711';
    const done = async (path: string, body: object) => {
      const answer = await admin.post(path, body);
      if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const { id } = await done('/v1/webhooks', { name: '群', channel: 'wecom', url });
    await done(`/v1/webhooks/${id}/enabled`, { enabled: false });
    const department = { code: 'CIVIL_AFFAIRS', name: '丘北县民政局', email: 'a@fire.example', phone: null };
    await done('/v1/departments', department);
    await done('/v1/departments', { ...department, email: 'b@fire.example' });
    const days = ['2029-01-01', '2029-05-01', '2029-10-01', '2029-10-02', '2029-10-03'];
    const holidays = Object.fromEntries(days.map((day) => [day, '放假']));
    await done('/v1/calendar', { year: 2029, holidays, makeUpWorkdays: {} });
    const { items } = (await admin.get('/v1/register-changes?limit=5')).body;
    const told = items.map(
      (i: { register: string; by?: { id: string }; changes: { field: string; before: unknown; after: unknown }[] }) => [
        i.register,
        i.by?.id,
        i.changes.find(({ field }) => ['enabled', 'email', 'days'].includes(field)),
      ],
    );
    expect(told).toEqual([
      ['calendar', 'admin', { field: 'days', before: expect.anything(), after: expect.objectContaining({ '2029-05-01': 'holiday 放假' }) }],
      ['department', 'admin', { field: 'email', before: 'a@fire.example', after: 'b@fire.example' }],
      ['department', 'admin', { field: 'email', before: null, after: 'a@fire.example' }],
      ['webhook', 'admin', { field: 'enabled', before: true, after: false }],
      ['webhook', 'admin', { field: 'enabled', before: null, after: true }],
    ]);
    expect(JSON.stringify(items)).not.toContain('geheim');
  });

  it('[R-202] says of a home that was suspended or merged that it is, at once, and keeps who found it so and how', async () => {
    await office.prisma.institution.create({ data: { id: 'merging', name: '并入中心敬老院的养老院', division: '532626' } });
    const correct = (operatingStatus: string, reason: string) =>
      office.as('caseworker').post('/v1/institutions/merging', { operatingStatus, reason });
    expect((await correct('suspended', '现场核对：停业整顿')).body).toMatchObject({ operatingStatus: 'suspended' });
    expect((await correct('closed', '线上核对：已并入中心敬老院')).body).toMatchObject({ operatingStatus: 'closed' });
    expect((await correct('gone', '线上核对')).status).toBe(422);
    const log = (await office.as('supervisor').get('/v1/institutions/merging/changes')).body.items;
    const change = (before: string, after: string) => [{ field: 'operatingStatus', before, after }];
    expect(log.slice(0, 2)).toMatchObject([
      { by: { id: 'caseworker' }, reason: '线上核对：已并入中心敬老院', changes: change('suspended', 'closed') },
      { by: { id: 'caseworker' }, reason: '现场核对：停业整顿', changes: change('operating', 'suspended') },
    ]);
  });

  it('[R-008] [R-010] [R-127] keeps how a home is registered and graded and what is irregular in its name, and finds those that lack it', async () => {
    const town = '532626103';
    const data = ['甲', '乙'].map((name, n) => ({ id: `facts-${n + 1}`, name: `双龙营${name}敬老院`, division: town }));
    await office.prisma.institution.createMany({ data });
    const keep = (id: string, facts: object) => office.as('caseworker').post(`/v1/institutions/${id}`, { ...facts, reason: '核对登记' });
    const lacking = async (what: string) =>
      (await office.as('supervisor').get(`/v1/institutions?division=${town}&lacks=${what}`)).body.items.map((i: { id: string }) => i.id);
    for (const what of ['registration', 'grade']) expect(await lacking(what)).toEqual(['facts-1', 'facts-2']);
    const registered = { registrationNo: '12532626MB0001', registeredOn: '2020-08-20', registrationModel: '县域1+N' };
    const graded = { grade: '二级', gradedOn: '2024-07-01', gradedBy: '县评定委员会' };
    const kept = await keep('facts-1', { ...registered, ...graded });
    expect([kept.status, kept.body]).toMatchObject([200, { ...registered, ...graded }]);
    for (const what of ['registration', 'grade']) expect(await lacking(what)).toEqual(['facts-2']);
    expect(await lacking('regularName')).toEqual([]);
    expect((await keep('facts-2', { nameIrregularity: '未含行政区划' })).body).toMatchObject({ nameIrregularity: '未含行政区划' });
    expect(await lacking('regularName')).toEqual(['facts-2']);
    const counts = (await office.as('supervisor').get('/v1/reports/divisions')).body.items;
    expect(counts.find((row: { code: string }) => row.code === town)).toMatchObject({ operating: 2, graded: 1, irregularNames: 1 });
    expect((await keep('facts-1', { registeredOn: null })).body).toMatchObject({ registeredOn: null, gradedOn: '2024-07-01' });
    expect((await keep('facts-1', { gradedOn: '2024-02-30' })).status).toBe(422);
  });

  it('[R-141] keeps the prices of a home, who sets them, and every change of them', async () => {
    await office.prisma.institution.create({ data: { id: 'priced', name: '有价养老院', division: '532626' } });
    const price = async (facts: object, reason: string) =>
      (await office.as('caseworker').post('/v1/institutions/priced', { ...facts, reason })).body;
    const first = { priceKind: 'governmentGuided', bedFee: '800元/月', careFee: '500—1800元/月' };
    expect(await price(first, '备案价目')).toMatchObject({ ...first, priceChanges: 0 });
    expect(await price({ bedFee: '900元/月' }, '调价备案')).toMatchObject({ ...first, bedFee: '900元/月', priceChanges: 1 });
    expect(await price({ careFee: '600—1900元/月' }, '再次调价')).toMatchObject({ priceChanges: 2 });
    const log = (await office.as('supervisor').get('/v1/institutions/priced/changes')).body.items;
    expect(log.slice(0, 2)).toMatchObject([
      { reason: '再次调价', changes: [{ field: 'careFee', before: '500—1800元/月', after: '600—1900元/月' }] },
      { reason: '调价备案', changes: [{ field: 'bedFee', before: '800元/月', after: '900元/月' }] },
    ]);
    expect((await office.as('caseworker').post('/v1/institutions/priced', { priceKind: 'haggled', reason: '试' })).status).toBe(422);
  });

  it('[R-034] says when a check or rectification is opened what runs, or was done lately, at the same home', async () => {
    await office.prisma.institution.create({ data: { id: 'twice', name: '两查养老院', division: '532626' } });
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const find = (id: string) => office.as('caseworker').post('/v1/rectifications', { institution: { id }, source: 'inspection', items });
    const first = await find('twice');
    expect(first.body.overlaps).toEqual([]);
    const filing = { kind: 'filed', institution: { id: 'twice' }, filedOn: '2026-03-02' };
    const check = await office.as('caseworker').post('/v1/filings', filing);
    const known = { caseNo: first.body.caseNo, type: 'rectification', stage: 'awaitingNotice', outcome: null };
    expect(check.body.overlaps).toMatchObject([known]);
    await office.as('supervisor').post(`/v1/cases/${check.body.caseNo}/actions/withdraw`, { reason: '重复登记' });
    const ended = { caseNo: check.body.caseNo, type: 'filingCheck', stage: 'closed', outcome: 'withdrawn' };
    expect((await find('twice')).body.overlaps).toMatchObject([ended, known]);
    const own = { institution: { name: '未登记的养老院' }, source: 'inspection', items };
    expect((await office.as('caseworker').post('/v1/rectifications', own)).body.overlaps).toEqual([]);
  });

  it('[R-094] lists who is banned from the industry for abuse, until when, and it weighs on the credit of the home', async () => {
    await office.prisma.institution.create({ data: { id: 'abusive', name: '虐老养老院', division: '532626' } });
    const abuse = { ...complaint, institution: { id: 'abusive' }, category: 'abuse', content: '护理员殴打老人' };
    const { caseNo } = (await office.as('hotline').post('/v1/complaints', abuse)).body;
    const act = async (who: string, name: string, input: object) =>
      (await office.as(who).post(`/v1/cases/${caseNo}/actions/${name}`, input)).status;
    const ban = { responsiblePerson: '钱某某', until: '2099-03-01', reason: '殴打老人' };
    expect(await act('caseworker', 'accept', {})).toBe(200);
    expect(await act('caseworker', 'recordInvestigation', { findings: '属实', substantiated: true })).toBe(200);
    expect(await act('leader', 'banFromIndustry', ban)).toBe(200);
    expect((await office.as('supervisor').get('/v1/industry-bans')).body).toMatchObject({
      items: [{ ...ban, caseNo, institution: { id: 'abusive', name: '虐老养老院' } }],
      nextCursor: null,
    });
    expect((await profile('supervisor', 'abusive')).credit).toMatchObject([{ ground: 'ban', caseNo, description: '钱某某，2099-03-01' }]);
    expect((await office.as('institution').get('/v1/industry-bans')).status).toBe(403);
  });

  it('[R-124] joins what weighs on credit under the unified social credit code', async () => {
    const creditCode = '52532626MJ00000001';
    await office.prisma.institution.create({ data: { id: 'coded', name: '有码养老院', division: '532626', creditCode } });
    const filed = { kind: 'filed', institution: { id: 'coded' }, filedOn: '2026-03-02' };
    const { caseNo } = (await office.as('caseworker').post('/v1/filings', filed)).body;
    const breach = { subjects: ['fire'], description: '承诺的喷淋系统未启用' };
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/recordBreach`, breach);
    expect(await profile('supervisor', 'coded')).toMatchObject({
      creditCode,
      credit: [{ caseNo, ground: 'breach', description: '承诺的喷淋系统未启用' }],
    });
  });

  it('[R-058] [R-073] strikes a hazard off the ledger, and writes one that came back under what weighs on credit', async () => {
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'onTheSpot' }];
    const { body } = await office
      .as('caseworker')
      .post('/v1/rectifications', { institution: { id: 'jinping' }, source: 'inspection', items });
    const act = async (who: string, name: string, input: object) =>
      expect([name, (await office.as(who).post(`/v1/cases/${body.caseNo}/actions/${name}`, input)).status]).toEqual([name, 200]);
    await act('caseworker', 'issueNotice', {});
    await act('caseworker', 'submitRectification', { items: [{ itemNo: 1, note: '已清理' }] });
    await act('caseworker2', 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
    await act('leader', 'signOff', {});
    expect((await profile('supervisor', 'jinping')).hazards[0]).toMatchObject({ caseNo: body.caseNo, state: 'signedOff', relapses: 0 });
    await act('caseworker', 'recordLookBack', { recurred: [1], note: '又堵上了' });
    const { credit, hazards } = await profile('supervisor', 'jinping');
    expect(credit).toEqual([expect.objectContaining({ caseNo: body.caseNo, ground: 'relapse', description: '又堵上了' })]);
    expect(hazards[0]).toMatchObject({ relapses: 1, rounds: 2 });
  });
});
