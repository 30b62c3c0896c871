import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryFailed, Message } from '../../notification/channel.ts';
import { mayReach, networksOf } from '../../notification/networks.ts';
import { dingtalkChannel, wecomChannel } from '../../notification/robots.ts';
import { isSigned, signatureOf } from '../../notification/signature.ts';
import { webhookChannel } from '../../notification/webhook.ts';
import { type Answers, type Receiver, startReceiver } from './receiver.ts';

const SECRET = 'a secret of both sides';
const networks = networksOf('127.0.0.1');
const message: Message = {
  key: 'ZG-1:4:rung.overdue:li:hook',
  to: { address: 'hook' },
  subject: '【隐患整改】已逾期：锦屏养老院（ZG-1）',
  text: '该案件已逾期。\n',
  event: 'rung.overdue',
  caseNo: 'ZG-1',
  recipient: 'li',
  details: { language: 'zh-CN', phone: '13800000000' },
};

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver({ secret: SECRET });
});
afterEach(() => receiver.close());

const failure = (sending: Promise<unknown>): Promise<DeliveryFailed> =>
  sending.then(
    () => {
      throw new Error('it was sent');
    },
    (error) => error,
  );

describe('a signed webhook', () => {
  const channel = (timeoutMs = 5_000) => webhookChannel('webhook', { url: receiver.url, secret: SECRET, networks, timeoutMs });

  it('says what a person would be told, under a signature that the receiver can verify', async () => {
    const { messageId } = await channel().send(message);
    const [got] = receiver.taken();
    expect(got?.headers['anlao-id']).toBe(messageId);
    expect(JSON.parse(got?.body ?? '')).toEqual({
      id: messageId,
      event: 'rung.overdue',
      caseNo: 'ZG-1',
      recipient: 'li',
      subject: message.subject,
      text: message.text,
      language: 'zh-CN',
      phone: '13800000000',
    });
    const byHand = createHmac('sha256', SECRET).update(`${got?.headers['anlao-timestamp']}.${got?.body}`).digest('hex');
    expect(got?.headers['anlao-signature']).toBe(`v1=${byHand}`);
  });

  it('keeps its id when it is sent again, so that the receiver can drop the second', async () => {
    await channel().send(message);
    await channel().send(message);
    expect(receiver.requests).toHaveLength(2);
    expect(receiver.taken()).toHaveLength(1);
  });

  it('is not taken by whoever has another secret, or after the text was changed or has grown old', async () => {
    const wrong = webhookChannel('webhook', { url: receiver.url, secret: 'another secret', networks });
    expect(await failure(wrong.send(message))).toMatchObject({ kind: 'unavailable', message: 'the receiver answered 401' });
    const header = `v1=${signatureOf(SECRET, 1_000, 'text')}`;
    expect(isSigned(SECRET, { timestamp: 1_000, header, body: 'text', nowS: 1_010 })).toBe(true);
    expect(isSigned(SECRET, { timestamp: 1_000, header, body: 'other', nowS: 1_010 })).toBe(false);
    expect(isSigned(SECRET, { timestamp: 1_000, header, body: 'text', nowS: 2_000 })).toBe(false);
    expect(isSigned(SECRET, { timestamp: 1_000, header: 'v1=', body: 'text', nowS: 1_010 })).toBe(false);
  });

  it.each<[Answers, string]>([
    [500, 'unavailable'],
    [503, 'unavailable'],
    [302, 'unavailable'],
    [404, 'unavailable'],
    [429, 'delayed'],
    [400, 'refused'],
    [422, 'refused'],
    ['hang up', 'unavailable'],
  ])('takes the answer %p for %s', async (answers, kind) => {
    receiver.answers = answers;
    expect(await failure(channel().send(message))).toMatchObject({ name: 'DeliveryFailed', kind });
  });

  it('does not wait for ever for a receiver that stalls', async () => {
    receiver.answers = 'stall';
    expect(await failure(channel(300).send(message))).toMatchObject({ kind: 'unavailable', message: 'no answer in time' });
  });

  it('is sent once when a receiver answers twice, and the next one gets an answer of its own', async () => {
    receiver.answers = 'twice';
    await channel().send(message);
    receiver.answers = 200;
    await channel().send({ ...message, key: 'next' });
    expect(receiver.taken()).toHaveLength(2);
  });

  it('goes to no private network that is not allowed, whether by address or by name', async () => {
    const none = networksOf('');
    const port = receiver.port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '10.1.2.3', '169.254.169.254']) {
      for (const scheme of ['http', 'https']) {
        const to = webhookChannel('webhook', { url: `${scheme}://${host}:${port}/hook`, networks: none });
        expect([host, await failure(to.send(message))]).toEqual([host, expect.objectContaining({ kind: 'unavailable' })]);
      }
    }
    expect(receiver.requests).toEqual([]);
    expect(mayReach('93.184.216.34', none)).toBe(true);
    expect(mayReach('10.20.1.1', networksOf('10.20.0.0/16'))).toBe(true);
    expect(mayReach('10.21.1.1', networksOf('10.20.0.0/16'))).toBe(false);
    expect(() => networksOf('10.20.0.0/40')).toThrow('"10.20.0.0/40" is not a network');
  });
});

describe('a robot of DingTalk', () => {
  const channel = () => dingtalkChannel({ url: `${receiver.url}?access_token=abc`, secret: 'SEC1', networks, timeoutMs: 5_000 });
  beforeEach(async () => {
    await receiver.close();
    receiver = await startReceiver();
    receiver.answers = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
  });

  it('writes Markdown to the group, signed over time and secret', async () => {
    await channel().send(message);
    const [got] = receiver.requests;
    const query = new URL(got?.path ?? '', receiver.url).searchParams;
    const byHand = createHmac('sha256', 'SEC1')
      .update(`${query.get('timestamp')}\nSEC1`)
      .digest('base64');
    expect([query.get('access_token'), query.get('sign')]).toEqual(['abc', byHand]);
    expect(JSON.parse(got?.body ?? '')).toEqual({
      msgtype: 'markdown',
      markdown: { title: message.subject, text: `### ${message.subject}\n\n该案件已逾期。` },
    });
  });

  it('sends a body of at most 20,000 bytes, however much of it has to be escaped', async () => {
    await channel().send({ ...message, text: '养\n"\t"'.repeat(5_000) });
    const body = receiver.requests.at(-1)?.body ?? '';
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
    expect(Buffer.byteLength(body)).toBeGreaterThan(19_900);
    expect(JSON.parse(body).markdown.text).toMatch(/…$/);
  });

  it.each([
    ['{"errcode":130101,"errmsg":"send too fast"}', 'delayed'],
    ['{"errcode":310000,"errmsg":"sign not match"}', 'unavailable'],
    ['{"errcode":400106,"errmsg":"bad text"}', 'refused'],
    ['<html>', 'unavailable'],
    ['{}', 'unavailable'],
  ])('takes the answer %s for %s', async (body, kind) => {
    receiver.answers = { status: 200, body };
    expect(await failure(channel().send(message))).toMatchObject({ kind });
  });
});

describe('a robot of WeCom', () => {
  it('writes Markdown of at most 4096 bytes to the group, cut between characters', async () => {
    await receiver.close();
    receiver = await startReceiver();
    receiver.answers = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
    const channel = wecomChannel({ url: `${receiver.url}?key=k`, networks, timeoutMs: 5_000 });
    await channel.send(message);
    await channel.send({ ...message, text: '养'.repeat(5_000) });
    const [short, long] = receiver.requests.map(({ body }) => JSON.parse(body));
    expect(short).toEqual({ msgtype: 'markdown', markdown: { content: `### ${message.subject}\n该案件已逾期。` } });
    expect(Buffer.byteLength(long.markdown.content)).toBeLessThanOrEqual(4_096);
    expect(long.markdown.content).toMatch(/养…$/);
    receiver.answers = { status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' };
    expect(await failure(channel.send(message))).toMatchObject({ kind: 'delayed' });
    receiver.answers = { status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' };
    expect(await failure(channel.send(message))).toMatchObject({ kind: 'unavailable' });
  });
});
