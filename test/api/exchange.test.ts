import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, type Office } from '../harness/office.ts';

let office: Office;
beforeAll(async () => {
  office = await anOffice();
});
afterAll(() => office.close());

const file = (content: string) => {
  const form = new FormData();
  form.set('file', new Blob([content]), 'theirs.csv');
  return form;
};
const supervisor = () => office.as('supervisor');
const byName = (name: string) => (items: { name: string }[]) => items.find((i) => i.name === name);
const ours = async (since = '1970-01-01T00:00:00Z') => (await supervisor().get(`/v1/exchange/institutions?since=${since}`)).body.items;

describe('exchange with the national system [R-009]', () => {
  it('[R-202] takes what only they have, leaves what is here, and says field by field what differs', async () => {
    const [home] = await ours();
    const csv = [
      'nationalNumber,name,creditCode,address,beds,filedOn',
      `N-1,"${home.name}",,别处的地址,999,`,
      'N-2,"新家, 养老院",91532626MA6N000001,锦屏镇,40,2025-06-01',
    ].join('\r\n');
    const before = await supervisor().form('/v1/exchange/reconciliation', file(`\uFEFF${csv}`));
    expect([before.status, before.body.onlyThere]).toEqual([200, [{ nationalNumber: 'N-2', name: '新家, 养老院' }]]);
    expect(byName(home.name)(before.body.different)).toEqual({
      id: home.id,
      nationalNumber: 'N-1',
      name: home.name,
      fields: expect.arrayContaining([
        { field: 'address', here: home.address, there: '别处的地址' },
        { field: 'beds', here: home.beds === null ? null : String(home.beds), there: '999' },
      ]),
    });
    for (const taken of [1, 0])
      expect((await supervisor().form('/v1/exchange/institutions', file(csv))).body).toEqual({ records: 2, taken });
    expect(byName(home.name)(await ours())).toEqual(home);
    expect(byName('新家, 养老院')(await ours())).toMatchObject({
      nationalNumber: 'N-2',
      creditCode: '91532626MA6N000001',
      beds: 40,
      filedOn: '2025-06-01',
    });
    const after = (
      await supervisor().form('/v1/exchange/reconciliation', file(JSON.stringify([{ nationalNumber: 'N-2', name: '改名', beds: 40 }])))
    ).body;
    expect(after).toMatchObject({
      same: 0,
      onlyThere: [],
      different: [{ nationalNumber: 'N-2', fields: [{ field: 'name', here: '新家, 养老院', there: '改名' }] }],
    });
    expect(after.onlyHere.map(({ id }: { id: string }) => id)).toContain(home.id);
  });

  it('gives what changed since, and knows a change by itself', async () => {
    const all = await ours();
    const latest = all.at(-1).updatedAt;
    await office.pool.query(`UPDATE institution SET beds = 77 WHERE id = $1`, [all[0].id]);
    const changed = (await ours(latest)).filter(({ id }: { id: string }) => id === all[0].id);
    expect(changed).toMatchObject([{ beds: 77 }]);
    const csv = await supervisor().get('/v1/exchange/institutions?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body.toString()).toMatch(/^\uFEFFid,nationalNumber,name,division,/);
  });

  it('gives checks and rectifications, and no complaint', async () => {
    const hazard = { description: '灭火器过期', kind: 'fire', severity: 'general' };
    const opened = await office
      .as('caseworker')
      .post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'inspection', items: [hazard] });
    const complaint = { channel: 'box', institution: { id: 'ankang' }, category: 'fees', content: '乱收费', anonymous: true };
    await office.as('hotline').post('/v1/complaints', complaint);
    const { items } = (await supervisor().get('/v1/exchange/cases')).body;
    expect(items.map(({ caseNo }: { caseNo: string }) => caseNo)).toEqual([opened.body.caseNo]);
    expect(JSON.stringify(items)).not.toContain('灭火器');
  });

  it('names the record and field that cannot be read, and takes nothing of the file', async () => {
    const wrong = await supervisor().form('/v1/exchange/institutions', file('nationalNumber,name,beds\nN-8,甲院,10\nN-9,乙院,很多\n'));
    expect([wrong.status, wrong.body.errors]).toEqual([422, [{ field: 'file', message: expect.stringMatching(/record 2, beds/) }]]);
    expect(byName('甲院')(await ours())).toBeUndefined();
    expect((await office.as('caseworker').get('/v1/exchange/institutions')).status).toBe(403);
  });

  it('is written down', async () => {
    await ours();
    const { items } = (await supervisor().get('/v1/exchange/log')).body;
    expect(items[0]).toMatchObject({ what: 'export institutions', division: '532626', counts: { records: expect.any(Number) } });
  });
});
