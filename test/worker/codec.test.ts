import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { decodePayloads } from '../../casebook/payload-codec.ts';
import { EncryptingCodec } from '../../worker/codec.ts';

const old: [string, Buffer] = ['k1', randomBytes(32)];
const fresh: [string, Buffer] = ['k2', randomBytes(32)];
const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');

/** A payload as the Temporal UI sends it to a codec endpoint. */
const json = ({ metadata = {}, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([k, v]) => [k, base64(v)])),
  data: base64(data),
});

describe('the codec', () => {
  const said = { caseNo: 'TS-532626-2026-000001', stage: 'awaitingTriage', 说明: '办理' };
  const plain = () => defaultPayloadConverter.toPayload(said) as Payload;

  it('shows the Temporal UI what the worker encrypted, under any key of the ring', async () => {
    const [a] = await new EncryptingCodec(new Map([old])).encode([plain()]);
    const [b] = await new EncryptingCodec(new Map([fresh, old])).encode([plain()]);
    expect(JSON.stringify([json(a!), json(b!)])).not.toContain('awaitingTriage');
    const { payloads } = decodePayloads(new Map([fresh, old]), { payloads: [json(a!), json(b!)] });
    expect(payloads).toEqual([json(plain()), json(plain())]);
    expect(JSON.parse(Buffer.from(payloads[0]?.data ?? '', 'base64').toString())).toEqual(said);
  });

  it('encrypts the same twice differently, and a worker opens it', async () => {
    const codec = new EncryptingCodec(new Map([fresh, old]));
    const [a, b] = await codec.encode([plain(), plain()]);
    expect(base64(a?.data)).not.toBe(base64(b?.data));
    expect((await codec.decode([a!, plain()])).map((p) => defaultPayloadConverter.fromPayload(p))).toEqual([said, said]);
  });

  it('leaves alone what is not encrypted', () => {
    expect(decodePayloads(new Map([old]), { payloads: [json(plain()), {}] }).payloads).toEqual([json(plain()), {}]);
    expect(decodePayloads(new Map([old]), {}).payloads).toEqual([]);
  });

  it('opens nothing without the key, or when a byte was changed', async () => {
    const [sealed] = await new EncryptingCodec(new Map([old])).encode([plain()]);
    expect(() => decodePayloads(new Map([fresh]), { payloads: [json(sealed!)] })).toThrow('no key "k1"');
    const changed = Buffer.from(sealed?.data ?? []);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(() => decodePayloads(new Map([old]), { payloads: [json({ ...sealed, data: changed })] })).toThrow();
  });
});
