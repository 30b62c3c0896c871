import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteSpec } from '../../api/door.ts';
import { ACTION_SCHEMAS } from '../../api/schemas/actions.ts';
import { ROLES } from '../../domain/roles.ts';
import { anOffice, type Office } from '../harness/office.ts';

const complaint = { channel: 'box', institution: { id: 'ankang' }, category: 'fees', content: '乱收费', anonymous: true };
const hazard = { description: '灭火器过期', kind: 'fire', severity: 'general' };

interface Operation {
  summary: string;
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, unknown>;
}

describe('the document of the API', () => {
  let office: Office;
  let paths: Record<string, Record<string, Operation>>;
  let document: object;
  beforeAll(async () => {
    office = await anOffice();
    document = (await office.anonymous.get('/openapi.json')).body;
    ({ paths } = document as { paths: typeof paths });
  });
  afterAll(() => office.close());

  const operations = () => Object.entries(paths).flatMap(([path, at]) => Object.entries(at).map(([method, o]) => ({ path, method, o })));

  it('names every route that is served, with what it takes and what it may answer', () => {
    for (const { method, path, params, body, upload, may, status = 200 } of office.routes) {
      const operation = paths[`/api/v1${path}`]?.[method];
      expect([path, operation?.summary]).toEqual([path, expect.stringMatching(/./)]);
      const named = operation?.parameters?.filter((p) => p.in === 'path').map((p) => p.name) ?? [];
      expect([path, named]).toEqual([path, Object.keys(params?.shape ?? {})]);
      expect([path, Boolean(operation?.requestBody)]).toEqual([path, Boolean(body ?? upload)]);
      expect([path, operation?.security !== undefined]).toEqual([path, may !== 'public']);
      expect([path, Object.keys(operation?.responses ?? {})]).toEqual([path, expect.arrayContaining([String(status), '422', '503'])]);
    }
  });

  it('names every action with its input, and the key and version that it may be sent with', () => {
    const names = new Set(Object.values(ACTION_SCHEMAS).flatMap((schemas) => Object.keys(schemas)));
    for (const name of names) {
      const { parameters = [], requestBody } = paths[`/api/v1/cases/{caseNo}/actions/${name}`]?.post ?? ({} as Operation);
      expect([name, parameters.map((p) => p.name)]).toEqual([name, expect.arrayContaining(['caseNo', 'Idempotency-Key', 'If-Match'])]);
      expect([name, requestBody?.content['application/json']?.schema]).toEqual([name, expect.any(Object)]);
    }
  });

  it('takes an Idempotency-Key with every POST', () => {
    const without = operations().filter(({ method, o }) => method === 'post' && !o.parameters?.some((p) => p.name === 'Idempotency-Key'));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('refers to nothing that it does not contain', () => {
    const text = JSON.stringify(document);
    const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1] as string));
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect([reference, typeof found]).toEqual([reference, 'object']);
    }
  });

  it('is kept by every list and page, to every role', async () => {
    const caseNo = (await office.as('hotline').post('/v1/complaints', { ...complaint, namedOfficials: [{ name: '某某' }] })).body.caseNo;
    const rectification = { institution: { id: 'ankang' }, source: 'tip', items: [hazard] };
    const danger = (await office.as('caseworker').post('/v1/rectifications', rectification)).body.caseNo;
    await office.as('caseworker').post(`/v1/cases/${danger}/actions/issueNotice`, {});
    const referral = (await office.as('discipline').get('/v1/referrals')).body.items[0].caseNo;
    const needsNothing = ({ path, query }: RouteSpec) => !path.includes('{') && (query?.safeParse({}).success ?? true);
    const lists = office.routes.filter((r) => r.method === 'get' && needsNothing(r));
    const cases = [caseNo, danger, referral].flatMap((no) =>
      ['', '/events', '/deadline', '/trail'].map((part) => `/v1/cases/${no}${part}`),
    );
    for (const role of ROLES)
      for (const address of [...lists.map((r) => `/v1${r.path}`), ...cases, '/v1/institutions/ankang']) {
        const { status } = await office.as(role).get(address); // the office checks each answer against its route
        expect([role, address, [200, 403, 404].includes(status)]).toEqual([role, address, true]);
      }
  });

  it('is a page without a stranger: no script, style or address of another server', async () => {
    const page = await office.anonymous.get('/docs/');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self';script-src 'self'/);
    for (const file of ['', 'swagger-initializer.js']) {
      const { status, body } = await office.anonymous.get(`/docs/${file}`);
      expect([file, status, /https?:\/\//.test(body.toString())]).toEqual([file, 200, false]);
    }
  });
});

describe('every answer', () => {
  it('can be found again in the log by its id, the caller’s own where it is one', async () => {
    const office = await anOffice();
    expect((await office.anonymous.get('/v1/nowhere')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    const given = (id: string) => fetch(`${office.url}/api/v1/cases`, { headers: { 'x-request-id': id } });
    expect((await given('hotline-12345')).headers.get('x-request-id')).toBe('hotline-12345');
    expect((await given('a b<script>')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    await office.close();
  });
});
