import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, type Office } from '../harness/office.ts';

describe('the published registers', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
    await office.prisma.institution.createMany({
      data: [
        {
          id: 'heping',
          name: '和平养老院',
          division: '532626',
          filingStatus: 'filed',
          filedOn: new Date('2025-03-01'),
          beds: 40,
          contact: '王院长',
          firstResponsible: '王院长',
          complaintLine: '0876-4121234',
          complaintBox: '大门东侧',
        },
        { id: 'lvshu', name: '绿树颐养院', division: '350421', filingStatus: 'filed', address: '明溪县绿树路1号' },
        { id: 'wuming', name: '无名托老所', division: '532626', filingStatus: 'unfiled' },
        { id: 'xiansuo', name: '线索养老点', division: '532626' },
        {
          id: 'shixin',
          name: '失信养老院',
          division: '532626',
          creditCode: '92532626MA',
          attributes: { creditListing: { state: 'listed', cause: '骗取补贴', listedOn: '2026-01-05' } },
        },
        { id: 'xiufu', name: '修复养老院', division: '532626', attributes: { creditListing: { state: 'repaired' } } },
      ],
    });
  });
  afterAll(() => office.close());

  const read = async (register: string) => (await office.anonymous.get(`/v1/public/${register}`)).body;
  const names = async (register: string) => (await read(register)).items.map((i: { name: string }) => i.name);
  const act = async (who: string, caseNo: string, action: string, input?: object) => {
    const client = office.as(who);
    const { availableActions } = (await client.get(`/v1/cases/${caseNo}`)).body;
    const example = availableActions.find((a: { name: string }) => a.name === action)?.inputSchema.examples[0];
    const { status, body } = await client.post(`/v1/cases/${caseNo}/actions/${action}`, { ...example, ...input });
    expect([action, status, body.detail]).toEqual([action, 200, undefined]);
  };

  it('[R-101] [R-193] list the institutions that are filed with their complaint line and box, and who is responsible for none of them', async () => {
    const { items, total } = await read('institutions?q=和平');
    expect(items).toEqual([
      {
        id: 'heping',
        name: '和平养老院',
        division: '532626',
        divisionName: '丘北县',
        address: null,
        category: null,
        operationMode: null,
        beds: 40,
        filedOn: '2025-03-01',
        complaintLine: '0876-4121234',
        complaintBox: '大门东侧',
      },
    ]);
    expect(total).toBe(1);
    expect(JSON.stringify(await read('institutions'))).not.toContain('王院长');
  });

  it('are searched by name or address, by division, and read page by page', async () => {
    expect(await names('institutions?q=绿树路')).toEqual(['绿树颐养院']);
    expect(await names('institutions?q=%25')).toEqual([]);
    expect(await names('institutions?division=350421')).toEqual(['绿树颐养院']);
    const all = await names('institutions');
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = await read(`institutions?limit=1${cursor}`);
      paged.push(...items.map((i: { name: string }) => i.name));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect([paged, new Set(paged).size]).toEqual([all, all.length]);
    expect((await office.anonymous.get('/v1/public/institutions?cursor=x')).status).toBe(422);
  });

  it('[R-193] [R-013] list a home as unfiled once officials have been there, and as filed once it has filed', async () => {
    expect(await names('unfiled')).toEqual(['无名托老所']);
    const found = { kind: 'unfiled', institution: { id: 'xiansuo' }, discoveredOn: '2026-11-20' };
    const { caseNo } = (await office.as('caseworker').post('/v1/filings', found)).body;
    expect(await names('unfiled')).not.toContain('线索养老点');
    await act('caseworker', caseNo, 'urgeFiling');
    expect(await names('unfiled')).toContain('线索养老点');
    await act('caseworker', caseNo, 'recordFiling');
    expect(await names('unfiled')).not.toContain('线索养老点');
    expect(await names('institutions')).toContain('线索养老点');
  });

  it('[R-193] list an unfiled home that only a case knows', async () => {
    const found = { kind: 'unfiled', institution: { name: '山下托老所' }, discoveredOn: '2026-11-20' };
    const { caseNo } = (await office.as('caseworker').post('/v1/filings', found)).body;
    await act('caseworker', caseNo, 'urgeFiling');
    expect((await read('unfiled?q=山下')).items).toMatchObject([{ id: null, name: '山下托老所', address: null }]);
  });

  it('[R-068] show problems when they are published, and the result only after it', async () => {
    const items = [{ description: '灭火器过期', kind: 'fire', severity: 'general' }];
    const opened = { institution: { id: 'ankang' }, source: 'inspection', items };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opened)).body;
    await act('caseworker', caseNo, 'issueNotice');
    expect((await read('rectifications?q=灭火器')).items).toEqual([]);
    await act('caseworker', caseNo, 'publish', { what: 'problem' });
    const [problem] = (await read('rectifications?q=灭火器')).items;
    expect(problem).toMatchObject({ institution: '丘北县安康养老院', problem: true, result: false, rectifiedOn: null });
    await act('institution', caseNo, 'submitRectification');
    await act('caseworker', caseNo, 'verify');
    await act('leader', caseNo, 'signOff');
    expect((await read('rectifications?q=灭火器')).items).toMatchObject([{ result: false, rectifiedOn: null }]);
    await act('caseworker', caseNo, 'publish', { what: 'result' });
    expect((await read('rectifications?q=灭火器')).items).toMatchObject([
      { result: true, rectifiedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    ]);
  });

  it('read published items page by page, newest first', async () => {
    const items = ['甲', '乙', '丙'].map((n) => ({ description: `走廊${n}处堵塞`, kind: 'fire', severity: 'general' }));
    const { caseNo } = (
      await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items })
    ).body;
    await act('caseworker', caseNo, 'issueNotice');
    await act('caseworker', caseNo, 'publish', { what: 'problem', itemNos: [1, 2, 3] });
    const first = await read('rectifications?q=走廊&limit=2');
    const second = await read(`rectifications?q=走廊&limit=2&cursor=${first.nextCursor}`);
    const seen = [...first.items, ...second.items].map((i: { description: string }) => i.description);
    expect([seen.toSorted(), second.nextCursor]).toEqual([items.map((i) => i.description).toSorted(), null]);
  });

  it('[R-123] [R-124] list whom joint punishment was decided on, by credit code and with the cause and day, and nobody whose credit was repaired', async () => {
    expect((await read('blacklist')).items).toEqual([
      {
        name: '失信养老院',
        division: '532626',
        divisionName: '丘北县',
        creditCode: '92532626MA',
        cause: '骗取补贴',
        listedOn: '2026-01-05',
      },
    ]);
  });

  it('suggest homes while somebody types, best match first', async () => {
    const { items } = await read('suggestions?q=养老院');
    expect(items.map((i: { name: string }) => i.name)).toContain('和平养老院');
    expect(items.map((i: { name: string }) => i.name)).not.toContain('修复养老院');
    expect((await read('divisions')).items).toContainEqual({ code: '350421', name: '明溪县', institutions: 1 });
  });
});
