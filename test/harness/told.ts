import type { Answer } from './office.ts';

/** Headers that differ from request to request, or follow from the body. */
const PASSING = ['date', 'x-request-id', 'keep-alive', 'etag', 'content-length'];

/** All that the asker gets to know from an answer: status, headers and body. */
export function told({ status, headers, body }: Answer): string {
  const kept = [...headers].filter(([name]) => !PASSING.includes(name) && !name.startsWith('ratelimit'));
  return JSON.stringify([status, kept, Buffer.isBuffer(body) ? body.toString('base64') : body]);
}
