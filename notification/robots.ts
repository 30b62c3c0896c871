import { type Channel, DeliveryFailed, type FailureKind } from './channel.ts';
import { post } from './post.ts';
import { dingtalkSign, idOf } from './signature.ts';
import { HTTP_TIMEOUT_MS, type HttpOptions, kindOfStatus } from './webhook.ts';

/** Codes that say "too fast" or "busy", and those that say the robot is wrongly configured; all others judge the message. */
const DINGTALK: Codes = { delayed: [-1, 90030, 130101, 130102, 410100], unavailable: [300001, 300005, 310000, 400013, 400101] };
const WECOM: Codes = { delayed: [-1, 45009, 45033], unavailable: [93000, 93004, 93008, 93017] };

interface Codes {
  delayed: readonly number[];
  unavailable: readonly number[];
}

/** What the services take from one robot in a minute is 20; who sends more is shut out for ten minutes, so we stay below it. */
const PER_MINUTE = 18;
/** What the services take at most, in bytes. */
const DINGTALK_BYTES = 18_000;
const WECOM_BYTES = 4_096;

/** A group robot of DingTalk (钉钉自定义机器人), with its signature (加签) when there is a secret. */
export function dingtalkChannel({ url, secret, networks, timeoutMs = HTTP_TIMEOUT_MS }: HttpOptions): Channel {
  return {
    name: 'dingtalk',
    perMinute: PER_MINUTE,
    async send({ key, subject, text }) {
      const target = new URL(url);
      if (secret !== undefined) {
        const timestamp = Date.now();
        target.searchParams.set('timestamp', String(timestamp));
        target.searchParams.set('sign', dingtalkSign(secret, timestamp));
      }
      const markdown = { title: subject, text: within(DINGTALK_BYTES, `### ${subject}\n\n${lines(text)}`) };
      await say(target.href, { msgtype: 'markdown', markdown }, { networks, timeoutMs, codes: DINGTALK });
      return { messageId: idOf(key) };
    },
  };
}

/** A group robot of WeCom (企业微信群机器人). */
export function wecomChannel({ url, networks, timeoutMs = HTTP_TIMEOUT_MS }: HttpOptions): Channel {
  return {
    name: 'wecom',
    perMinute: PER_MINUTE,
    async send({ key, subject, text }) {
      const markdown = { content: within(WECOM_BYTES, `### ${subject}\n${lines(text)}`) };
      await say(url, { msgtype: 'markdown', markdown }, { networks, timeoutMs, codes: WECOM });
      return { messageId: idOf(key) };
    },
  };
}

async function say(url: string, said: object, options: Pick<HttpOptions, 'networks'> & { timeoutMs: number; codes: Codes }): Promise<void> {
  const { networks, timeoutMs, codes } = options;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const { status, body } = await post(url, { headers, body: JSON.stringify(said), networks, timeoutMs });
  const failed = kindOfStatus(status);
  if (failed) throw new DeliveryFailed(failed, `the robot answered ${status}`);
  const { errcode, errmsg } = answerIn(body);
  if (errcode !== 0) throw new DeliveryFailed(kindOfCode(errcode, codes), `the robot answered ${errcode}: ${errmsg}`.slice(0, 300));
}

/** Both services answer 200 and tell in the body how it went. */
function answerIn(body: string): { errcode: number; errmsg: string } {
  try {
    const { errcode, errmsg } = JSON.parse(body);
    return { errcode: Number(errcode), errmsg: String(errmsg) };
  } catch {
    throw new DeliveryFailed('unavailable', 'the robot answered something that is not JSON');
  }
}

const kindOfCode = (code: number, { delayed, unavailable }: Codes): FailureKind => {
  if (delayed.includes(code)) return 'delayed';
  return unavailable.includes(code) || Number.isNaN(code) ? 'unavailable' : 'refused';
};

/** Markdown joins lines that follow each other; ours stay apart. */
const lines = (text: string): string => text.trim().replaceAll(/\n+/g, '\n\n');

/** The beginning of a text that fits, whole characters only. */
function within(bytes: number, text: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let size = 0;
  const fits = [...text].filter((character) => {
    size += Buffer.byteLength(character);
    return size <= bytes - 3;
  });
  return `${fits.join('')}…`;
}
