import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { ENCODING, KEY_ID, openPayload, sealPayload } from '../casebook/payload-codec.ts';
import type { KeyRing } from '../casebook/sealing.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/** Encrypts every payload that goes to Temporal with AES-256-GCM under the key in use; opens what any key of the ring sealed. */
export class EncryptingCodec implements PayloadCodec {
  private readonly ring: KeyRing;
  constructor(ring: KeyRing) {
    this.ring = ring;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { id, data } = sealPayload(this.ring, PayloadMessage.encode(payload).finish());
      return { metadata: { encoding: bytes(ENCODING), [KEY_ID]: bytes(id) }, data };
    });
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => (isSealed(payload) ? this.open(payload) : payload));
  }

  private open({ metadata, data }: Payload): Payload {
    const plain = openPayload(this.ring, Buffer.from(metadata?.[KEY_ID] ?? []).toString(), Buffer.from(data ?? []));
    return PayloadMessage.decode(plain) as Payload;
  }
}

const isSealed = ({ metadata }: Payload): boolean => Buffer.from(metadata?.encoding ?? []).toString() === ENCODING;

/** Where the failure converter lies, for worker and workflow bundle alike: failures are encrypted too, messages and stack traces included. */
export const failureConverterPath = new URL('./failure-converter.cjs', import.meta.url).pathname;

/** How clients and workers of this product talk to Temporal. */
export const sealedConverter = (ring: KeyRing): DataConverter => ({ payloadCodecs: [new EncryptingCodec(ring)], failureConverterPath });
