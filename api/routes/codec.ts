import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { decodePayloads } from '../../casebook/payload-codec.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';

const Payload = z.object({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() });
const Payloads = z.object({ payloads: z.array(Payload).max(10_000).default([]) });

/** What the Temporal UI asks so that an administrator can read what the workflows carry: a payload of another system is answered as it came. */
export function codec(door: Door, { ring }: Deps): void {
  door.add(
    {
      method: 'post',
      path: '/ops/codec/decode',
      summary: '解密流程数据',
      tag: 'operations',
      may: 'operations.act',
      body: Payloads,
      response: Payloads,
    },
    async ({ body }) => {
      try {
        return decodePayloads(ring, body as Parameters<typeof decodePayloads>[1]);
      } catch (error) {
        throw new InvalidInput('payloads', error instanceof Error ? error.message : 'cannot be opened');
      }
    },
  );
}
