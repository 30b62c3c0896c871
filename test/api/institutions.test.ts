import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
    const corrected = await office.as('caseworker').post('/v1/institutions/jinping', facts);
    expect([corrected.status, corrected.body]).toMatchObject([200, { ...facts, operatingStatus: 'operating', complaintLine: null }]);
    expect(await seen()).toEqual({ name: '杨秀珍', post: '院长' });
    const emptied = await office.as('supervisor').post('/v1/institutions/jinping', { firstResponsiblePost: null });
    expect(emptied.body).toMatchObject({ ...facts, firstResponsiblePost: null });
    expect(await seen()).toEqual({ name: '杨秀珍', post: null });
    expect((await office.as('supervisor').post('/v1/institutions/mingxi', facts)).status).toBe(404);
    for (const wrong of [{}, { beds: 4 }, { firstResponsible: '' }])
      expect((await office.as('supervisor').post('/v1/institutions/jinping', wrong)).status).toBe(422);
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
