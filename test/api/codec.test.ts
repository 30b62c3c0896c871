import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { EncryptingCodec } from '../../worker/codec.ts';
import { anOffice, type Office } from '../harness/office.ts';

const UI = 'http://localhost:8233';
const DECODE = '/v1/ops/codec/decode';
const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
const json = ({ metadata = {}, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([k, v]) => [k, base64(v)])),
  data: base64(data),
});

describe('the codec endpoint of the Temporal UI', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice({ temporalUiOrigin: UI });
  });
  afterAll(() => office.close());
  const said = { stage: 'awaitingTriage', 说明: '办理' };
  const plain = () => defaultPayloadConverter.toPayload(said) as Payload;
  const sealed = async () => (await new EncryptingCodec(office.ring).encode([plain()])).map(json);

  it('opens for an administrator what a worker sealed, and leaves alone what it did not', async () => {
    const payloads = [...(await sealed()), json(plain())];
    const { status, body } = await office.as('admin').post(DECODE, { payloads });
    expect([status, body.payloads]).toEqual([200, [json(plain()), json(plain())]]);
    expect(JSON.parse(Buffer.from(body.payloads[0].data, 'base64').toString())).toEqual(said);
  });

  it('opens nothing for anybody else', async () => {
    const payloads = await sealed();
    for (const who of ['hotline', 'caseworker', 'supervisor', 'leader', 'department', 'institution', 'discipline', 'auditor'])
      expect([who, (await office.as(who).post(DECODE, { payloads })).status]).toEqual([who, 403]);
    expect((await office.anonymous.post(DECODE, { payloads })).status).toBe(401);
  });

  it('names the field when a payload was changed or the key is not known', async () => {
    const [payload] = await sealed();
    const data = Buffer.from(payload?.data ?? '', 'base64');
    data[20] = (data[20] ?? 0) ^ 1;
    const { status, body } = await office.as('admin').post(DECODE, { payloads: [{ ...payload, data: data.toString('base64') }] });
    expect([status, body.errors[0].field]).toEqual([422, 'payloads']);
  });

  it('lets the pages of the configured origin ask, and of no other', async () => {
    const asked = (origin: string, method = 'OPTIONS') =>
      fetch(`${office.url}/api${DECODE}`, { method, headers: { origin, 'access-control-request-method': 'POST' } });
    const { status, headers } = await asked(UI);
    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
      204,
      UI,
      'true',
    ]);
    expect(headers.get('access-control-allow-headers')).toContain('X-Namespace');
    expect((await asked('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await asked(UI, 'POST')).headers.get('access-control-allow-origin')).toBe(UI);
    const elsewhere = await fetch(`${office.url}/api/v1/me`, { headers: { origin: UI } });
    expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
  });
});
