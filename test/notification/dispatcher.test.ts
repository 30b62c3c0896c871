import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Channel, DeliveryFailed } from '../../notification/channel.ts';
import { Dispatcher, type DispatcherOptions } from '../../notification/dispatcher.ts';
import { emailChannel, messageIdOf } from '../../notification/email.ts';
import { networksOf } from '../../notification/networks.ts';
import { Queue } from '../../notification/queue.ts';
import { wecomChannel } from '../../notification/robots.ts';
import { freshDatabase } from '../harness/database.ts';
import { startReceiver } from './receiver.ts';
import { severable } from './severable.ts';
import { answer, type Smtp, startSmtp, textOf } from './smtp.ts';
import { enqueue, rowsOf } from './table.ts';

const FROM = 'anlao@mzj.example';
const log: string[] = [];
const logger: DispatcherOptions['logger'] = {
  info: (fields, text) => void log.push(JSON.stringify(fields) + text),
  warn: (fields, text) => void log.push(JSON.stringify(fields) + text),
};

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let smtp: Smtp;
const running: Dispatcher[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
beforeEach(async () => {
  await pool.query('TRUNCATE notification RESTART IDENTITY');
  log.length = 0;
  smtp = await startSmtp();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((dispatcher) => dispatcher.stop()));
  await smtp.close();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const email = (url = smtp.url): Channel => emailChannel({ url, from: FROM, timeoutMs: 10_000 });
function dispatcher(changes: Partial<DispatcherOptions> = {}): Dispatcher {
  const made = new Dispatcher({ pool, channel: email(), logger, pollMs: 20, retryMs: 10, ...changes });
  running.push(made);
  return made;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 150_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not happen in 150 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const allSent = async () => (await rowsOf(pool)).every(({ state }) => state === 'sent');
const mailedTo = () => smtp.mailbox.flatMap(({ to }) => to).sort();
const keys = (count: number) => Array.from({ length: count }, (_, index) => `m${String(index).padStart(3, '0')}`);
const addresses = (count: number) => keys(count).map((key) => `${key}@mzj.example`);

describe('in the normal course', () => {
  it('sends what is queued for e-mail and due, and leaves the inbox and the future alone', async () => {
    await enqueue(pool, ['now']);
    await enqueue(pool, ['inbox'], { channel: 'inbox' });
    await enqueue(pool, ['later'], { not_before: '2100-01-01' });
    expect(await dispatcher().runOnce()).toBe(1);
    expect(mailedTo()).toEqual(['now@mzj.example']);
    expect(smtp.mailbox[0]?.messageId).toBe(messageIdOf('now', FROM));
    expect(await rowsOf(pool)).toMatchObject([
      { key: 'now', state: 'sent', sent: true, attempts: 1, message_id: messageIdOf('now', FROM) },
      { key: 'inbox', state: 'queued', sent: false, attempts: 0 },
      { key: 'later', state: 'queued', sent: false, attempts: 0 },
    ]);
  });

  it('tells many at once to one recipient in one, and whatever has a link of its own by itself', async () => {
    const li = { address: 'li@mzj.example', details: { language: 'zh-CN' } };
    for (const key of keys(6)) await enqueue(pool, [key], { ...li, subject: `【隐患整改】已逾期：${key}` });
    await enqueue(pool, ['letter'], { ...li, event: 'letterIssued' });
    await enqueue(pool, ['other'], { ...li, recipient: 'wang', address: 'wang@mzj.example' });
    const sending = dispatcher({ digestFrom: 5 });
    while ((await sending.runOnce()) > 0);
    expect(mailedTo()).toEqual(['li@mzj.example', 'li@mzj.example', 'wang@mzj.example']);
    const digest = textOf(smtp.mailbox.find((mail) => textOf(mail).includes('下列案件')) ?? { raw: '' });
    for (const key of keys(6)) expect(digest.split(key)).toHaveLength(2);
    expect(digest).not.toContain('letter');
    expect((await rowsOf(pool)).map(({ state, sent }) => [state, sent])).toEqual(Array(9).fill(['sent', true])); // the parts left with it
  });

  it('writes to a robot of a group no more often in a minute than its service takes, whichever worker does', async () => {
    const receiver = await startReceiver();
    receiver.answers = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
    const channel = wecomChannel({ url: `${receiver.url}?key=k`, networks: networksOf('127.0.0.1') });
    await enqueue(pool, keys(30), { channel: 'wecom', address: 'group' });
    const workers = [1, 2].map(() => dispatcher({ channel, address: 'group', concurrency: 5 }));
    for (const _ of keys(6)) for (const worker of workers) await worker.runOnce();
    expect(receiver.requests).toHaveLength(18);
    await pool.query(`UPDATE notification SET claimed_at = claimed_at - interval '1 minute'`);
    for (const _ of keys(6)) for (const worker of workers) await worker.runOnce();
    expect(receiver.requests).toHaveLength(30);
    await receiver.close();
  });

  it('sends every message once when several workers share the queue', async () => {
    await enqueue(pool, keys(80));
    for (let worker = 0; worker < 4; worker++) dispatcher().start();
    await eventually(allSent);
    expect(mailedTo()).toEqual(addresses(80));
  });

  it('lets what is being sent come to its end when it is stopped', async () => {
    await enqueue(pool, ['slow']);
    let sending = () => {};
    const begun = new Promise<void>((resolve) => {
      sending = resolve;
    });
    const slow: Channel = {
      name: 'email',
      send: async () => {
        sending();
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { messageId: '<slow@x>' };
      },
    };
    const worker = dispatcher({ channel: slow });
    worker.start();
    await begun;
    await worker.stop();
    expect((await rowsOf(pool))[0]?.state).toBe('sent');
  });
});

describe('when a message cannot be sent', () => {
  it('fails what the server refuses for good, says why, and sends the rest', async () => {
    await smtp.close();
    smtp = await startSmtp({ onRcptTo: ({ address }, _session, done) => done(/^gone/.test(address) ? answer(550, 'no such user') : null) });
    await enqueue(pool, ['gone', 'here']);
    await enqueue(pool, ['nowhere'], { address: null });
    await dispatcher().runOnce();
    const [gone, here, nowhere] = await rowsOf(pool);
    expect(gone).toMatchObject({ state: 'failed', attempts: 1 });
    expect(gone?.error).toMatch(/550.*no such user/);
    expect(here?.state).toBe('sent');
    expect(nowhere).toMatchObject({ state: 'failed', error: 'the recipient has no address on this channel' });
    expect(log.join('\n')).not.toContain('mzj.example');
  });

  it('tries what is delayed again, later each time', async () => {
    await enqueue(pool, ['busy']);
    const busy: Channel = { name: 'email', send: async () => Promise.reject(new DeliveryFailed('delayed', '450 mailbox busy')) };
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await dispatcher({ channel: busy, retryMs: 1_000 }).runOnce();
      const [row] = await rowsOf(pool);
      expect(row).toMatchObject({ state: 'queued', attempts: attempt, error: '450 mailbox busy' });
      waits.push(Math.round((row?.wait_s ?? 0) / 10) * 10);
      await pool.query('UPDATE notification SET not_before = now()');
    }
    expect(waits).toEqual([30, 60, 120]);
  });
});

describe('through an outage', () => {
  it('keeps everything while the mail server is away and delivers it once when it is back', async () => {
    const { port, url } = smtp;
    await smtp.close();
    await enqueue(pool, keys(30));
    dispatcher({ channel: email(url) }).start();
    await eventually(async () => (await rowsOf(pool)).some(({ attempts }) => attempts > 0));
    expect((await rowsOf(pool)).every(({ state }) => state !== 'failed' && state !== 'sent')).toBe(true);
    smtp = await startSmtp({}, port);
    await eventually(allSent);
    expect(mailedTo()).toEqual(addresses(30));
  });

  it('survives a database that goes away, and does not send again what it could not note down', async () => {
    const line = await severable(database.url);
    const far = new pg.Pool({ connectionString: line.url });
    const real = email();
    let outages = 0;
    const cutting: Channel = {
      name: 'email',
      send: async (message) => {
        const sent = await real.send(message);
        line.cut(); // accepted by the server, not yet noted
        outages += 1;
        return sent;
      },
    };
    await enqueue(pool, keys(3));
    const worker = dispatcher({ pool: far, channel: cutting, concurrency: 1 });
    worker.start();
    await eventually(async () => {
      if (log.some((entry) => entry.includes('wait for the database'))) line.mend();
      log.length = 0;
      return allSent();
    });
    expect(outages).toBe(3);
    expect(mailedTo()).toEqual(addresses(3));
    await worker.stop();
    await far.end();
    await line.close();
  });

  it('sends again, under the same Message-ID, what a lost worker had claimed', async () => {
    await enqueue(pool, ['fresh'], { state: 'sending', claimed_at: new Date() });
    await enqueue(pool, ['stuck'], { state: 'sending', claimed_at: new Date(Date.now() - 3_600_000) });
    await dispatcher().runOnce();
    expect((await rowsOf(pool)).map(({ key, state }) => [key, state])).toEqual([
      ['fresh', 'sending'],
      ['stuck', 'sent'],
    ]);
    expect(smtp.mailbox.map(({ messageId }) => messageId)).toEqual([messageIdOf('stuck', FROM)]);
  });

  it('does not let a worker that was slow undo what another has done since', async () => {
    await enqueue(pool, ['contested']);
    const slow = new Queue(pool, { channel: 'email' });
    const [row] = await slow.claim(1);
    if (!row) throw new Error('nothing claimed');
    await slow.requeueStuck(0);
    await dispatcher().runOnce();
    await slow.settle({ row, state: 'failed', error: 'time-out' });
    await slow.settle({ row, state: 'queued', error: 'time-out', retryAfterMs: 0 });
    expect((await rowsOf(pool))[0]).toMatchObject({ state: 'sent', error: null });
  });

  it('believes a slow worker that its mail has left', async () => {
    await enqueue(pool, ['late']);
    const slow = new Queue(pool, { channel: 'email' });
    const [row] = await slow.claim(1);
    if (!row) throw new Error('nothing claimed');
    await slow.requeueStuck(0);
    await slow.settle({ row, state: 'sent', messageId: '<late@x>' });
    expect(await dispatcher().runOnce()).toBe(0);
    expect(smtp.mailbox).toEqual([]);
  });
});
