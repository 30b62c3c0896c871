import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { KeyRing } from '../casebook/sealing.ts';

const ENCODING = 'binary/encrypted';
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/** Encrypts every payload that goes to Temporal with AES-256-GCM under the key in use; opens what any key of the ring sealed. */
export class EncryptingCodec implements PayloadCodec {
  private readonly ring: KeyRing;
  constructor(ring: KeyRing) {
    this.ring = ring;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    const [first] = this.ring;
    if (!first) throw new Error('the key ring is empty');
    const [id, key] = first;
    return payloads.map((payload) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const plain = PayloadMessage.encode(payload).finish();
      const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { metadata: { encoding: bytes(ENCODING), 'encryption-key-id': bytes(id) }, data };
    });
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (isSealed(payload) ? this.open(payload) : payload));
  }

  private open({ metadata, data }: Payload): Payload {
    const id = Buffer.from(metadata?.['encryption-key-id'] ?? []).toString();
    const key = this.ring.get(id);
    if (!key) throw new Error(`no key "${id}" in the ring opens this payload`);
    const sealed = Buffer.from(data ?? []);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
    return PayloadMessage.decode(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])) as Payload;
  }
}

const isSealed = ({ metadata }: Payload): boolean => Buffer.from(metadata?.encoding ?? []).toString() === ENCODING;

/** Where the failure converter lies, for worker and workflow bundle alike: failures are encrypted too, messages and stack traces included. */
export const failureConverterPath = new URL('./failure-converter.cjs', import.meta.url).pathname;

/** How clients and workers of this product talk to Temporal. */
export const sealedConverter = (ring: KeyRing): DataConverter => ({ payloadCodecs: [new EncryptingCodec(ring)], failureConverterPath });
