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

/**
 * What the services take from one robot in a minute is 20 (https://open.dingtalk.com/document/group/custom-robot-access,
 * https://developer.work.weixin.qq.com/document/path/91770); DingTalk shuts out for ten minutes who sends more, so we stay below it.
 */
const PER_MINUTE = 18;
/** What the services take at most, in bytes: DingTalk of a whole body (460101 otherwise), WeCom of the Markdown in it (40058). */
const DINGTALK_BODY = 20_000;
const WECOM_CONTENT = 4_096;

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
      const markdown = { title: subject, text: '' };
      const left = DINGTALK_BODY - Buffer.byteLength(JSON.stringify({ msgtype: 'markdown', markdown }));
      markdown.text = within(left, `### ${subject}\n\n${lines(text)}`, inJson);
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
      const markdown = { content: within(WECOM_CONTENT, `### ${subject}\n${lines(text)}`, Buffer.byteLength) };
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

/** Bytes of a text inside of JSON, where quotes and ends of lines take two. */
const inJson = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/** The beginning of a text that fits, whole characters only. */
function within(bytes: number, text: string, sizeOf: (text: string) => number): string {
  if (sizeOf(text) <= bytes) return text;
  let size = 0;
  const fits = [...text].filter((character) => {
    size += sizeOf(character);
    return size <= bytes - 3;
  });
  return `${fits.join('')}…`;
}
