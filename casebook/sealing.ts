import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keys by id; the first seals, all of them open. Each has 32 bytes. */
export type KeyRing = ReadonlyMap<string, Buffer>;

/** A ring from entries in the order of use, as the configuration reads them from `ANLAO_KEYS`. */
export const ringOf = (keys: readonly { id: string; key: Buffer }[]): KeyRing => new Map(keys.map(({ id, key }) => [id, key]));

/** Seals text with AES-256-GCM under the key in use; `place` (table.column:row) is bound to it, so that a sealed value cannot be moved. */
export function seal(ring: KeyRing, text: string, place: string): string {
  const [first] = ring;
  if (!first) throw new RangeError('the key ring is empty');
  const [id, key] = first;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', id, nonce.toString('base64url'), Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')].join('.');
}

/** Opens what `seal` made for the same place. Throws when the key is missing or anything was changed or moved. */
export function unseal(ring: KeyRing, sealed: string, place: string): string {
  const [version, id = '', nonce = '', body = ''] = sealed.split('.');
  const key = ring.get(id);
  if (version !== 'v1' || !key) throw new Error(`no key "${id}" in the ring opens this value`);
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
}

/** The id of the key that sealed a value. */
export const keyIdOf = (sealed: string): string => sealed.split('.')[1] ?? '';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt code: 100 random bits in groups that can be read out over the phone, without I, L, O and U. */
export const newReceiptCode = (): string =>
  [...randomBytes(20)]
    .map((b) => ALPHABET[b % 32])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-');

/** How a receipt code is kept and looked up: case, blanks and hyphens do not matter. */
export const receiptHash = (code: string): string =>
  createHash('sha256')
    .update(`receipt:${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest('hex');
