import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const KEY_BYTES = 32;

/** `id:key,id:key`, keys of 32 bytes in base64. The first is used for writing; keep the others as long as anything written with them is kept. */
export const keyRing = z
  .string()
  .transform((value) => value.split(',').map((entry) => entry.trim().split(':')))
  .refine((ring) => ring.every(([id = '']) => /^[\w-]+$/.test(id)) && new Set(ring.map(([id]) => id)).size === ring.length, {
    error: 'ids are letters, digits, _ and -, each used once',
  })
  .refine((ring) => ring.every(([id, key, ...rest]) => id && key && rest.length === 0 && Buffer.from(key, 'base64').length === KEY_BYTES), {
    error: `must be id:key,id:key with keys of ${KEY_BYTES} bytes in base64`,
  })
  .transform((ring) => ring.map(([id = '', key = '']) => ({ id, key: Buffer.from(key, 'base64') })));

/** A ring of one fresh key, in the form of `ANLAO_KEYS`. */
export const freshKeyRing = (id = 'k1'): string => `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;

/** The same ring with a fresh key in front, which seals from now on; the others go on opening what they sealed. */
export function withFreshKey(ring: string): string {
  const used = ring.split(',').map((entry) => Number(/^\s*k(\d+):/.exec(entry)?.[1] ?? 0));
  return `${freshKeyRing(`k${Math.max(...used) + 1}`)},${ring}`;
}
