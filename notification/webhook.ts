import { type Channel, DeliveryFailed, type FailureKind, type Message } from './channel.ts';
import type { Networks } from './networks.ts';
import { post } from './post.ts';
import { idOf, signatureOf } from './signature.ts';

/** Where a channel over HTTP posts to. */
export interface HttpOptions {
  url: string;
  secret?: string | undefined;
  networks: Networks;
  /** How long the receiver may take; must stay well below the dispatcher's `stuckAfterMs`. */
  timeoutMs?: number;
}

export const HTTP_TIMEOUT_MS = 15_000;

/** Answers that say "later" or "not you": the message itself may be right. */
const LATER = new Set([408, 409, 423, 425, 429]);
const NOT_ABOUT_THE_MESSAGE = new Set([401, 403, 404, 405, 410, 421]);

/** What an answer means. Only a 4xx about this very message judges it for good; all else an operator mends, and nothing is lost to it. */
export function kindOfStatus(status: number): FailureKind | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (LATER.has(status)) return 'delayed';
  return status >= 400 && status < 500 && !NOT_ABOUT_THE_MESSAGE.has(status) ? 'refused' : 'unavailable';
}

/**
 * Signed webhooks (docs/notifications.md): a JSON body under `Anlao-Id`, `Anlao-Timestamp` and `Anlao-Signature`. `messages` tells a
 * program what a person would be told; `events` posts a CloudEvent, which the message's text is already.
 */
export function webhookChannel(name: 'webhook' | 'events', { url, secret, networks, timeoutMs = HTTP_TIMEOUT_MS }: HttpOptions): Channel {
  return {
    name,
    async send(message) {
      const id = idOf(message.key);
      const body = name === 'events' ? message.text : JSON.stringify(payloadOf(id, message));
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        'content-type': name === 'events' ? 'application/cloudevents+json; charset=utf-8' : 'application/json; charset=utf-8',
        'user-agent': 'anlao',
        'anlao-id': id,
        'anlao-timestamp': String(timestamp),
        ...(secret === undefined ? {} : { 'anlao-signature': `v1=${signatureOf(secret, timestamp, body)}` }),
      };
      const { status } = await post(url, { headers, body, networks, timeoutMs });
      const kind = kindOfStatus(status);
      if (kind) throw new DeliveryFailed(kind, `the receiver answered ${status}`);
      return { messageId: id };
    },
  };
}

const payloadOf = (id: string, { event, caseNo, recipient, subject, text, details }: Message) => ({
  id,
  event,
  caseNo: caseNo ?? null,
  recipient,
  subject,
  text,
  ...details,
});
