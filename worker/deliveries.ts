import type { Pool } from 'pg';
import { expiryOf, letterUrl, linkIn, tokenOf, withLink } from '../casebook/letter-links.ts';
import type { KeyRing } from '../casebook/sealing.ts';
import { type OpenedWebhook, openWebhooks } from '../casebook/webhooks.ts';
import { type Channel, DeliveryFailed } from '../notification/channel.ts';
import { Dispatcher, type DispatcherOptions } from '../notification/dispatcher.ts';
import type { Networks } from '../notification/networks.ts';
import type { Claimed } from '../notification/queue.ts';
import { dingtalkChannel, wecomChannel } from '../notification/robots.ts';
import { webhookChannel } from '../notification/webhook.ts';

export interface DeliveriesOptions extends Pick<DispatcherOptions, 'logger' | 'pollMs' | 'retryMs' | 'giveUpAfterMs'> {
  pool: Pool;
  ring: KeyRing;
  networks: Networks;
  /** Where people outside reach this office. */
  publicUrl: string;
  timeoutMs?: number;
}

const DAY_MS = 24 * 3_600_000;
const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** From how many messages on to one recipient they are told in one. */
export const DIGEST_FROM = 5;

/** One dispatcher for every endpoint, so that one that is down holds up no other. Call `follow` again and again: endpoints come and go. */
export class Deliveries {
  private readonly running = new Map<string, Dispatcher>();
  private readonly options: DeliveriesOptions;

  constructor(options: DeliveriesOptions) {
    this.options = options;
  }

  /** Starts what was set up since, and stops what was changed or switched off. */
  async follow(): Promise<void> {
    const wanted = new Map((await openWebhooks(this.options.pool, this.options.ring)).map((w) => [JSON.stringify(w), w]));
    for (const [mark, dispatcher] of this.running) if (!wanted.has(mark)) await this.end(mark, dispatcher);
    for (const [mark, webhook] of wanted) if (!this.running.has(mark)) this.begin(mark, webhook);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running].map(([mark, dispatcher]) => this.end(mark, dispatcher)));
  }

  private begin(mark: string, webhook: OpenedWebhook): void {
    const { ring, networks, publicUrl, timeoutMs, ...options } = this.options;
    const channel = channelOf(webhook, networks, timeoutMs);
    const dispatcher = new Dispatcher({
      giveUpAfterMs: GIVE_UP_AFTER_MS,
      digestFrom: DIGEST_FROM,
      ...options,
      complete: letterCompleter(options.pool, ring, publicUrl),
      channel,
      address: webhook.id,
    });
    this.running.set(mark, dispatcher);
    dispatcher.start();
  }

  private async end(mark: string, dispatcher: Dispatcher): Promise<void> {
    this.running.delete(mark);
    await dispatcher.stop();
  }
}

function channelOf({ channel, url, secret }: OpenedWebhook, networks: Networks, timeoutMs?: number): Channel {
  const options = { url, secret, networks, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  if (channel === 'dingtalk') return dingtalkChannel(options);
  return channel === 'wecom' ? wecomChannel(options) : webhookChannel(channel, options);
}

/** Puts the one-time link into a letter just before it leaves. @throws DeliveryFailed `refused` when it was revoked meanwhile */
export const letterCompleter =
  (pool: Pool, ring: KeyRing, publicUrl: string) =>
  async ({ body, caseNo, details }: Claimed): Promise<string> => {
    const id = linkIn(body);
    if (id === undefined || caseNo === null) return body;
    const { letterNo, replyBefore } = details;
    const expiresAt = expiryOf(typeof replyBefore === 'string' ? { replyBefore } : {}, Date.now());
    const token = await tokenOf(pool, ring, { id, caseNo, letterNo: Number(letterNo), expiresAt, by: 'letter' });
    if (token === undefined) throw new DeliveryFailed('refused', 'the link of this letter was revoked before it left');
    return withLink(body, letterUrl(publicUrl, token));
  };
