import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const KEY_BYTES = 32;

/** `id:key,id:key`, keys of 32 bytes in base64. The first is used for writing; keep the others as long as anything written with them is kept. */
export const keyRing = z
  .string()
  .transform((value) => value.split(',').map((entry) => entry.trim().split(':')))
  .refine((ring) => ring.every(([id, key, ...rest]) => id && key && rest.length === 0 && Buffer.from(key, 'base64').length === KEY_BYTES), {
    error: `must be id:key,id:key with keys of ${KEY_BYTES} bytes in base64`,
  })
  .transform((ring) => ring.map(([id = '', key = '']) => ({ id, key: Buffer.from(key, 'base64') })));

/** A ring of one fresh key, in the form of `ANLAO_KEYS`. */
export const freshKeyRing = (): string => `k1:${randomBytes(KEY_BYTES).toString('base64')}`;
