import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import protobuf from 'protobufjs/light.js';
import type { KeyRing } from './sealing.ts';

/** A payload in Temporal's JSON form: bytes in base64. */
export interface JsonPayload {
  metadata?: Record<string, string>;
  data?: string;
}

/** What a sealed payload names itself, and under which key it is. */
export const ENCODING = 'binary/encrypted';
export const KEY_ID = 'encryption-key-id';

/** The message `temporal.api.common.v1.Payload`, as far as the codec needs it: the packages of Temporal stay out of here. */
const Payload = new protobuf.Type('Payload')
  .add(new protobuf.MapField('metadata', 1, 'string', 'bytes'))
  .add(new protobuf.Field('data', 2, 'bytes'));

/** Seals the bytes of a payload with AES-256-GCM under the key in use; answers the key's id with them. */
export function sealPayload(ring: KeyRing, plain: Uint8Array): { id: string; data: Buffer } {
  const [first] = ring;
  if (!first) throw new RangeError('the key ring is empty');
  const [id, key] = first;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return { id, data: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
}

/** Opens what `sealPayload` made. Throws when the key is missing or a byte was changed. */
export function openPayload(ring: KeyRing, id: string, sealed: Buffer): Buffer {
  const key = ring.get(id);
  if (!key) throw new Error(`no key "${id}" in the ring opens this payload`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** The codec endpoint of the Temporal UI: opens the payloads that the worker's codec sealed, leaves others as they are. */
export const decodePayloads = (ring: KeyRing, { payloads = [] }: { payloads?: JsonPayload[] }): { payloads: JsonPayload[] } => ({
  payloads: payloads.map((payload) => (textOf(payload.metadata?.encoding) === ENCODING ? opened(ring, payload) : payload)),
});

function opened(ring: KeyRing, { metadata, data = '' }: JsonPayload): JsonPayload {
  const plain = openPayload(ring, textOf(metadata?.[KEY_ID]), Buffer.from(data, 'base64'));
  return Payload.toObject(Payload.decode(plain), { bytes: String });
}

const textOf = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8');
