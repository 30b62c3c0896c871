import type { Pool } from 'pg';
import type { KeyRing } from '../casebook/sealing.ts';
import { type OpenedWebhook, openWebhooks } from '../casebook/webhooks.ts';
import type { Channel } from '../notification/channel.ts';
import { Dispatcher, type DispatcherOptions } from '../notification/dispatcher.ts';
import type { Networks } from '../notification/networks.ts';
import { dingtalkChannel, wecomChannel } from '../notification/robots.ts';
import { webhookChannel } from '../notification/webhook.ts';

export interface DeliveriesOptions extends Pick<DispatcherOptions, 'logger' | 'pollMs' | 'retryMs' | 'giveUpAfterMs'> {
  pool: Pool;
  ring: KeyRing;
  networks: Networks;
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
    const { ring: _, networks, timeoutMs, ...options } = this.options;
    const channel = channelOf(webhook, networks, timeoutMs);
    const dispatcher = new Dispatcher({
      giveUpAfterMs: GIVE_UP_AFTER_MS,
      digestFrom: DIGEST_FROM,
      ...options,
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
