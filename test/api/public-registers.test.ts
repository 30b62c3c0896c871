import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '../../domain/working-days.ts';
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
        registrationNo: null,
        grade: null,
        gradedOn: null,
        priceKind: null,
        bedFee: null,
        careFee: null,
        services: null,
      },
    ]);
    expect(total).toBe(1);
    expect(JSON.stringify(await read('institutions'))).not.toContain('王院长');
  });

  it('[R-196] [R-197] tell how a home is registered and graded, what it offers and what it charges, as officers keep it', async () => {
    const facts = {
      registrationNo: '52532626MJ0001',
      grade: '二级',
      gradedOn: '2024-07-01',
      services: '全日托养、日间照料、助浴',
      priceKind: 'governmentGuided',
      bedFee: '800元/月',
      careFee: '500—1800元/月',
    };
    const kept = await office.as('caseworker').post('/v1/institutions/heping', { ...facts, gradedBy: '县评定委员会', reason: '公开信息' });
    expect(kept.body).toMatchObject(facts);
    expect((await read('institutions?q=和平')).items).toMatchObject([{ name: '和平养老院', filedOn: '2025-03-01', ...facts }]);
    await office.as('caseworker').post('/v1/institutions/heping', { careFee: null, reason: '价目有误' });
    expect((await read('institutions?q=和平')).items).toMatchObject([{ bedFee: '800元/月', careFee: null }]);
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
        causes: [{ cause: '骗取补贴', listedOn: '2026-01-05' }],
      },
    ]);
  });

  it('[R-122] [R-123] list an institution once the leader decided it, with cause and day, until they end it, and keep the history of it', async () => {
    await office.prisma.institution.create({ data: { id: 'pianbu', name: '骗补养老院', division: '532626', creditCode: '92532626MB' } });
    const items = [{ description: '床位与补贴申报不符', kind: 'management', severity: 'general' }];
    const opened = { institution: { id: 'pianbu' }, source: 'inspection', items };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opened)).body;
    const seen = async () => (await read('blacklist?q=骗补')).items;
    const cause = '虚报床位骗取运营补贴';
    await act('caseworker', caseNo, 'proposeListing', { cause });
    expect(await seen()).toEqual([]);
    await act('leader', caseNo, 'decideSanction', { granted: false });
    expect(await seen()).toEqual([]);
    await act('supervisor', caseNo, 'proposeListing', { cause });
    await act('leader', caseNo, 'decideSanction');
    const { at } = await office.prisma.caseEvent.findFirstOrThrow({ where: { caseNo }, orderBy: { seq: 'desc' } });
    const listedOn = dayOf(at.getTime());
    const home = { name: '骗补养老院', division: '532626', divisionName: '丘北县', creditCode: '92532626MB' };
    expect(await seen()).toEqual([{ ...home, causes: [{ cause, listedOn }] }]);
    expect((await read('blacklist?limit=1')).nextCursor).not.toBeNull();
    await act('supervisor', caseNo, 'withdraw');
    expect(await seen()).toHaveLength(1);
    await act('leader', caseNo, 'endListing', { reason: '已退回补贴' });
    expect(await seen()).toEqual([]);
    const { credit } = (await office.as('supervisor').get('/v1/institutions/pianbu')).body;
    expect(credit).toMatchObject([
      { ground: 'delisting', description: '已退回补贴', caseNo },
      { ground: 'jointPunishment', description: cause, caseNo },
    ]);
  });

  it('[R-123] list an institution once, however many cases and the register list it, with the cause of each', async () => {
    const listed = { state: 'listed', cause: '提供虚假材料', listedOn: '2025-06-01' };
    await office.prisma.institution.create({
      data: { id: 'lianci', name: '连次养老院', division: '532626', attributes: { creditListing: listed } },
    });
    const seen = async () =>
      (await read('blacklist?q=连次')).items.map((i: { causes: { cause: string }[] }) => i.causes.map(({ cause }) => cause));
    const listedBy = async (cause: string) => {
      const items = [{ description: cause, kind: 'management', severity: 'general' }];
      const opened = { institution: { id: 'lianci' }, source: 'inspection', items };
      const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opened)).body;
      await act('caseworker', caseNo, 'proposeListing', { cause });
      await act('leader', caseNo, 'decideSanction', { measure: 'jointPunishment' });
      return caseNo as string;
    };
    const [first] = [await listedBy('甲案虚报床位'), await listedBy('乙案挪用押金')];
    const { items, total } = await read('blacklist?q=连次');
    expect([items.length, total]).toEqual([1, 1]);
    expect((await seen())[0]).toEqual(['提供虚假材料', expect.anything(), expect.anything()]);
    expect((await seen())[0].toSorted()).toEqual(['乙案挪用押金', '提供虚假材料', '甲案虚报床位']);
    await act('leader', first, 'endListing', { reason: '已改正' });
    expect(await seen()).toEqual([['提供虚假材料', '乙案挪用押金']]);
  });

  it('[R-097] keep to themselves what was proposed, and tell the institution what was decided once it knows of the case', async () => {
    const items = [{ description: '疏散楼梯封堵', kind: 'fire', severity: 'major' }];
    const opened = { institution: { id: 'ankang' }, source: 'inspection', items };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opened)).body;
    const told = () => office.prisma.notification.count({ where: { caseNo, event: 'sanctionDecided', recipient: 'institution' } });
    const waits = async () =>
      (await office.as('leader').get(`/v1/cases?mine=true&q=${caseNo}`)).body.items.map((row: { caseNo: string }) => row.caseNo);
    expect(await waits()).toEqual([]);
    await act('caseworker', caseNo, 'proposeSanctions', { cause: '自查走过场' });
    expect(await waits()).toEqual([caseNo]);
    await act('leader', caseNo, 'decideSanction', { measure: 'lowerGrade' });
    expect(await told()).toBe(0); // no notice yet
    await act('caseworker', caseNo, 'issueNotice');
    await act('leader', caseNo, 'decideSanction', { measure: 'jointPunishment', granted: false });
    await act('leader', caseNo, 'decideSanction', { measure: 'heavierPenalty' });
    expect([await told(), await waits()]).toEqual([1, []]);
    const { items: steps } = (await office.as('institution').get(`/v1/cases/${caseNo}/events`)).body;
    const names = steps.map((step: { name: string }) => step.name);
    expect([names.includes('proposeSanctions'), names.includes('decideSanction')]).toEqual([false, true]);
    expect((await read('blacklist?q=安康')).items).toEqual([]);
    const { credit } = (await office.as('supervisor').get('/v1/institutions/ankang')).body;
    expect(credit).toMatchObject([
      { ground: 'heavierPenalty', description: '自查走过场', caseNo },
      { ground: 'lowerGrade', description: '自查走过场', caseNo },
    ]);
  });

  describe('of homes that exit', () => {
    const plan = {
      disposition: 'mergeInto',
      grounds: ['fewResidents', 'poorBase'],
      reason: '入住率低，基础条件差',
      residents: 1,
      nonProfit: true,
      transitionFrom: '2026-01-01',
      transitionUntil: addDays(dayOf(Date.now()), 90),
      announcement: '老年人转入中心敬老院，咨询电话 0876-4120000',
      successor: '中心敬老院',
    };
    const shownExits = async () => (await read('exits')).items;
    beforeAll(() =>
      office.prisma.institution.createMany({
        data: ['leaving', 'related'].map((id) => ({ id, name: `${id}敬老院`, division: '532626', filingStatus: 'filed' })),
      }),
    );

    it('[R-093] [R-191] [R-192] tell of it and its transition once it is decided; the home is closed when residents and property are seen to', async () => {
      const propose = (input: object) => office.as('caseworker').post('/v1/institutions/leaving/exits', { ...plan, ...input });
      expect((await propose({ successor: undefined })).body.errors).toMatchObject([{ field: 'successor' }]);
      expect((await propose({ transitionUntil: '2025-12-31' })).body.errors).toMatchObject([{ field: 'transitionUntil' }]);
      const { id } = (await propose({})).body;
      const take = async (who: string, name: string, input: object = {}) =>
        (await office.as(who).post(`/v1/exits/${id}/${name}`, input)).body;
      expect((await propose({})).body).toMatchObject({ status: 409, reason: 'exit-under-way' });
      expect(await shownExits()).toEqual([]);
      expect((await take('supervisor', 'decide', { granted: true, reason: '同意' })).status).toBe(403);
      expect((await take('leader', 'decide', { granted: true, reason: '同意合并' })).state).toBe('inTransition');
      const { disposition, successor, transitionFrom, transitionUntil, announcement } = plan;
      const published = { name: 'leaving敬老院', disposition, successor, transitionFrom, transitionUntil, announcement };
      expect(await shownExits()).toMatchObject([{ ...published, completed: false }]);
      const closed = { operatingStatus: 'closed', reason: '直接改为停办' };
      expect((await office.as('supervisor').post('/v1/institutions/leaving', closed)).body).toMatchObject({
        reason: 'exit-under-way',
        errors: [{ field: 'operatingStatus' }],
      });
      expect(await take('supervisor', 'complete')).toMatchObject({ status: 409, reason: 'residents-not-placed', about: ['1'] });
      const days = { placedOn: '2026-01-05', agreementEndedOn: '2026-01-05' };
      await take('caseworker', 'place', { agreement: 'XY-01', destination: 'otherInstitution', place: '中心敬老院', ...days });
      const disposal = { asset: '房屋装修', recipient: '原举办人', finding: 'lossOfAssets', note: '无偿转出' };
      expect((await take('caseworker', 'recordDisposal', disposal)).stoppedDisposals).toBe(1);
      expect(await take('supervisor', 'complete')).toMatchObject({ reason: 'disposal-stopped' });
      await take('caseworker', 'settleDisposal', { disposalNo: 1, how: '已追回' });
      const done = await take('supervisor', 'complete');
      expect(done).toMatchObject({
        state: 'completed',
        placed: 1,
        placements: [{ agreement: 'XY-01', by: { id: 'caseworker' } }],
        may: [],
      });
      expect(done.steps.map(({ act, by }: { act: string; by: { id: string } }) => [act, by.id])).toEqual([
        ['propose', 'caseworker'],
        ['decide', 'leader'],
        ['place', 'caseworker'],
        ['recordDisposal', 'caseworker'],
        ['settleDisposal', 'caseworker'],
        ['complete', 'supervisor'],
      ]);
      expect(await shownExits()).toMatchObject([{ ...published, completed: true }]);
      expect((await office.as('supervisor').get('/v1/institutions/leaving')).body.operatingStatus).toBe('closed');
      expect((await office.as('supervisor').get('/v1/institutions/leaving/changes')).body.items).toMatchObject([
        { by: { id: 'supervisor' }, reason: plan.reason, changes: [{ field: 'operatingStatus', before: 'operating', after: 'closed' }] },
      ]);
    });

    it('keep officials who are related to the home from its exit, and tell the home of its own once it is decided', async () => {
      await office.as('caseworker').post('/v1/me/interests', { institution: 'related', relation: '配偶任职' });
      const related = await office.as('caseworker').post('/v1/institutions/related/exits', plan);
      expect(related.body).toMatchObject({ status: 403, reason: 'concerns-official' });
      const hazardCase = 'ZG-532626-2026-000001';
      const { id } = (await office.as('supervisor').post('/v1/institutions/ankang/exits', { ...plan, hazardCase })).body;
      expect((await office.as('institution').get(`/v1/exits/${id}`)).status).toBe(404);
      await office.as('leader').post(`/v1/exits/${id}/decide`, { granted: true, reason: '同意' });
      const own = (await office.as('institution').get(`/v1/exits/${id}`)).body;
      expect(own).toMatchObject({ hazardCase: null, may: [{ name: 'place' }] });
      expect((await office.as('institution').get('/v1/exits')).body.items).toMatchObject([{ id, overdue: false, placed: 0, residents: 1 }]);
      const cancelled = await office.as('supervisor').post(`/v1/exits/${id}/cancel`, { reason: '隐患已整改' });
      expect(cancelled.body).toMatchObject({ state: 'cancelled', may: [] });
      expect((await office.as('supervisor').get('/v1/exits?state=cancelled')).body.items).toMatchObject([{ id }]);
      expect(await shownExits()).toHaveLength(1);
    });
  });

  it('suggest homes while somebody types, best match first', async () => {
    const { items } = await read('suggestions?q=养老院');
    expect(items.map((i: { name: string }) => i.name)).toContain('和平养老院');
    expect(items.map((i: { name: string }) => i.name)).not.toContain('修复养老院');
    expect((await read('divisions')).items).toContainEqual({ code: '350421', name: '明溪县', institutions: 1 });
  });
});
