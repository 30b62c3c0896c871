import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '../../domain/days.ts';
import { anOffice, type Office } from '../harness/office.ts';

const V2 = '/v1/open311/v2';
const report = {
  service_code: 'food',
  description: '午餐变质，三人腹泻',
  'attribute[institution]': '丘北县安康养老院',
  first_name: '秀英',
  last_name: '王',
};

let office: Office;
beforeAll(async () => {
  office = await anOffice();
  ({ key } = await issue());
});
afterAll(() => office.close());

let key: string;
const issue = async (scopes = ['complaints:create'], name = '12345 热线平台') => {
  const account = { name, role: 'hotline', division: '532626' };
  return (await office.as('admin').post('/v1/api-keys', { account, scopes, expiresOn: addDays(dayOf(Date.now()), 30) })).body;
};
const asForm = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (fields: Record<string, string>, format = '.json') =>
  office.anonymous.post(`${V2}/requests${format}`, asForm({ api_key: key, ...fields }), FORM);

describe('GeoReport v2 for hotline platforms', () => {
  it('lists what can be reported, in JSON and in XML', async () => {
    const json = await office.anonymous.get(`${V2}/services.json`);
    expect(json.body[2]).toMatchObject({ service_code: 'food', service_name: '食品安全', metadata: true, type: 'realtime' });
    const xml = await office.anonymous.get(`${V2}/services.xml`);
    expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(xml.body.toString()).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<services><service><service_code>service<\/service_code>/,
    );
    const definition = await office.anonymous.get(`${V2}/services/food.xml`);
    expect(definition.body.toString()).toContain('<attributes><attribute><code>institution</code>');
    expect((await office.anonymous.get(`${V2}/services/potholes.json`)).status).toBe(404);
    expect((await office.anonymous.get(`${V2}/discovery.json`)).body.endpoints[0].formats).toEqual(['text/xml', 'application/json']);
    const found = (await office.anonymous.get(`${V2}/discovery.xml`)).body.toString();
    expect(found).toMatch(
      /<discovery><changeset>.*<endpoints><endpoint>.*<formats><format>text\/xml<\/format><format>application\/json<\/format><\/formats>/,
    );
  });

  it('takes a report as a complaint that is answered in five working days, and shows how it stands [R-102]', async () => {
    const { status, body } = await post(report);
    expect([status, body]).toEqual([
      201,
      [{ service_request_id: expect.stringMatching(/^TS-/), service_notice: expect.any(String), account_id: null }],
    ]);
    const id = body[0].service_request_id;
    const [row] = (await office.anonymous.get(`${V2}/requests/${id}.json?api_key=${key}`)).body;
    expect(row).toMatchObject({ service_request_id: id, status: 'open', service_code: 'food', expected_datetime: expect.any(String) });
    expect(JSON.stringify(row)).not.toMatch(/秀英|腹泻/);
    const inXml = (await office.anonymous.get(`${V2}/requests/${id}.xml?api_key=${key}`)).body.toString();
    expect(inXml).toContain(`<service_requests><request><service_request_id>${id}</service_request_id><status>open</status>`);
    const seen = (await office.as('supervisor').get(`/v1/cases/${id}`)).body;
    expect(seen).toMatchObject({
      type: 'complaint',
      institution: { id: 'ankang' },
      data: { channel: 'hotline', category: 'food', anonymous: false },
    });
    const { rows } = await office.pool.query('SELECT name FROM informant WHERE case_no = $1', [id]);
    expect(rows[0].name).toMatch(/^v1\./);
  });

  it('answers in XML with every character that XML needs escaped', async () => {
    const { body } = await post({ ...report, account_id: '<a&"b\u0001>' }, '.xml');
    expect(body.toString()).toContain('<account_id>&lt;a&amp;&quot;b&gt;</account_id>');
    const list = await office.anonymous.get(`${V2}/requests.xml?status=open&api_key=${key}`);
    expect(list.body.toString()).toMatch(/^<\?xml[^>]*>\n<service_requests><request><service_request_id>TS-/);
  });

  it('opens one case when the platform sends its number again', async () => {
    const numbered = { ...report, 'attribute[source_number]': '12345-777' };
    const [first, again] = [await post(numbered), await post(numbered)];
    expect(again.body[0].service_request_id).toBe(first.body[0].service_request_id);
  });

  it('takes JSON as well', async () => {
    const body = {
      service_code: 'fees',
      description: '押金不退',
      attribute: { institution: '丘北县安康养老院' },
      lat: 24.05,
      long: 104.19,
    };
    const { status, body: answer } = await office.anonymous.post(`${V2}/requests`, body, { authorization: `Bearer ${key}` });
    expect(status).toBe(201);
    const { rows } = await office.pool.query(`SELECT file ->> 'content' AS content FROM case_file WHERE case_no = $1`, [
      answer[0].service_request_id,
    ]);
    expect(rows[0].content).toContain('24.05, 104.19');
  });

  it('says what is wrong in the standard’s own form', async () => {
    const wrong = await post({ service_code: 'potholes', description: 'x' });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      [{ code: 400, description: expect.stringMatching(/service_code.*attribute.institution/) }],
    ]);
    const stranger = await office.anonymous.post(`${V2}/requests.xml`, asForm(report), FORM);
    expect([stranger.status, stranger.body.toString()]).toEqual([403, expect.stringContaining('<errors><error><code>403</code>')]);
    expect((await office.as('hotline').post(`${V2}/requests.json`, asForm(report), FORM)).status).toBe(403);
    expect((await office.anonymous.get(`${V2}/nothing.json`)).status).toBe(404);
    const range = 'start_date=2025-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z';
    expect((await office.anonymous.get(`${V2}/requests.json?${range}&api_key=${key}`)).status).toBe(400);
  });

  it('lets a platform in by its API key, for its scope and as long as it holds', async () => {
    const own = await issue();
    const send = (api_key: string) => office.anonymous.post(`${V2}/requests.json`, asForm({ ...report, api_key }), FORM);
    const made = await send(own.key);
    expect(made.status).toBe(201);
    const { service_request_id } = made.body[0];
    expect((await office.anonymous.get(`${V2}/requests/${service_request_id}.json?api_key=${own.key}`)).body).toHaveLength(1);
    expect((await send('anl_nobody')).status).toBe(403);
    expect((await send((await issue(['cases:read'])).key)).status).toBe(403);
    await office.as('admin').post(`/v1/api-keys/${own.id}/revoke`, {});
    expect((await send(own.key)).status).toBe(403);
  });

  it('shows nobody the reports of others', async () => {
    const id = (await post(report)).body[0].service_request_id;
    const other = await issue(['complaints:create'], '另一平台');
    expect((await office.anonymous.get(`${V2}/requests/${id}.json?api_key=${other.key}`)).status).toBe(404);
  });
});
