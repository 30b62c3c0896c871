import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The name of a message towards the outside: the same however often it is sent, so that a receiver can drop the second one. */
export const idOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 40);

/** HMAC-SHA-256 of `<timestamp>.<body>` in hexadecimal; the timestamp counts seconds since 1970. */
export const signatureOf = (secret: string, timestamp: number, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** Whether `header` (`v1=…`) is the signature of this body and not older than `maxAgeS` seconds: what a receiver checks. */
export function isSigned(
  secret: string,
  { timestamp, header, body, nowS, maxAgeS = 300 }: { timestamp: number; header: string; body: string; nowS: number; maxAgeS?: number },
): boolean {
  const given = Buffer.from(header.replace(/^v1=/, ''), 'hex');
  const right = Buffer.from(signatureOf(secret, timestamp, body), 'hex');
  return Math.abs(nowS - timestamp) <= maxAgeS && given.length === right.length && timingSafeEqual(given, right);
}

/** DingTalk's way: HMAC-SHA-256 of `<timestamp>\n<secret>` with the secret as key, in Base64; the timestamp counts milliseconds. */
export const dingtalkSign = (secret: string, timestampMs: number): string =>
  createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
