import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DeliveryFailed, type Message } from '../../notification/channel.ts';
import { emailChannel, messageIdOf } from '../../notification/email.ts';
import { answer, type Smtp, startSmtp } from './smtp.ts';

const FROM = 'anlao@mzj.example';
const message = (changes: Partial<Message> = {}): Message => ({
  key: 'case-1/overdue',
  to: { address: 'li@mzj.example' },
  subject: '案件已逾期',
  text: '请立即办理。\n',
  ...changes,
});

let smtp: Smtp | undefined;
let rawServer: Server | undefined;
afterEach(async () => {
  await smtp?.close();
  rawServer?.close();
  smtp = undefined;
  rawServer = undefined;
});

const failureOf = async (sending: Promise<unknown>): Promise<DeliveryFailed> => {
  const failure = await sending.catch((error: unknown) => error);
  if (!(failure instanceof DeliveryFailed)) throw new Error(`expected a failed delivery, got ${String(failure)}`);
  return failure;
};

/** A server that speaks line by line as told. */
async function scripted(onLine: (line: string, socket: Socket) => void, greeting = '220 ready\r\n'): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (greeting) socket.write(greeting);
    socket.on('data', (data) => onLine(data.toString(), socket));
  });
  rawServer = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a mail that is accepted', () => {
  it('arrives once, in Chinese, with a Message-ID that follows from its key', async () => {
    smtp = await startSmtp();
    const channel = emailChannel({ url: smtp.url, from: FROM, fromName: '丘北县民政局' });
    const sent = await channel.send(message());
    expect(sent.messageId).toBe(messageIdOf('case-1/overdue', FROM));
    expect(smtp.mailbox).toHaveLength(1);
    expect(smtp.mailbox[0]).toMatchObject({ to: ['li@mzj.example'], messageId: sent.messageId });
    expect(smtp.mailbox[0]?.raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(smtp.mailbox[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  });

  it('keeps its Message-ID when sent again, and another key has another one', async () => {
    smtp = await startSmtp();
    const channel = emailChannel({ url: smtp.url, from: FROM });
    await channel.send(message());
    await channel.send(message());
    await channel.send(message({ key: 'case-2/overdue' }));
    const ids = smtp.mailbox.map(({ messageId }) => messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@mzj\.example>$/);
  });

  it('cannot smuggle a header in through its subject', async () => {
    smtp = await startSmtp();
    await emailChannel({ url: smtp.url, from: FROM }).send(message({ subject: 'x\r\nBcc: thief@example.com' }));
    expect(smtp.mailbox[0]?.to).toEqual(['li@mzj.example']);
    expect(smtp.mailbox[0]?.raw).not.toMatch(/^Bcc:/im);
  });
});

describe('a mail that is refused for good', () => {
  it.each([
    ['its recipient does not exist (550)', { onRcptTo: (_a, _s, done) => done(answer(550, 'no such user')) }],
    ['its text is rejected (554)', { onData: (stream, _s, done) => stream.resume().on('end', () => done(answer(554, 'spam'))) }],
  ] as [string, Parameters<typeof startSmtp>[0]][])('because %s', async (_reason, options) => {
    smtp = await startSmtp(options);
    const failure = await failureOf(emailChannel({ url: smtp.url, from: FROM }).send(message()));
    expect(failure.kind).toBe('refused');
    expect(failure.message).toMatch(/55[04]/);
  });

  it.each(['', 'li', 'a@b.c, d@e.f', 'Li <li@mzj.example>', 'li@mzj.example\r\nRCPT TO:<x@y.z>'])(
    'because %j is not one address',
    async (address) => {
      smtp = await startSmtp();
      const failure = await failureOf(emailChannel({ url: smtp.url, from: FROM }).send(message({ to: { address } })));
      expect(failure.kind).toBe('refused');
      expect(smtp.mailbox).toEqual([]);
    },
  );
});

it('is delayed when the mailbox cannot take it now (450)', async () => {
  smtp = await startSmtp({ onRcptTo: (_address, _session, done) => done(answer(450, 'mailbox busy')) });
  expect((await failureOf(emailChannel({ url: smtp.url, from: FROM }).send(message()))).kind).toBe('delayed');
});

describe('the channel counts as unavailable, and no message as refused', () => {
  const kindAt = async (url: string) => (await failureOf(emailChannel({ url, from: FROM, timeoutMs: 200 }).send(message()))).kind;

  it('when the password is wrong', async () => {
    smtp = await startSmtp();
    const failure = await failureOf(emailChannel({ url: smtp.url.replace('secret', 'wrong'), from: FROM }).send(message()));
    expect(failure.kind).toBe('unavailable');
    expect(failure.message).toMatch(/EAUTH.*535/);
    expect(failure.message).not.toContain('wrong@');
  });

  it('when nobody listens', async () => {
    smtp = await startSmtp();
    const { url } = smtp;
    await smtp.close();
    smtp = undefined;
    expect(await kindAt(url)).toBe('unavailable');
  });

  it('when the server does not greet', async () => {
    expect(await kindAt(await scripted(() => {}, ''))).toBe('unavailable');
  });

  it('when the server greets with 554', async () => {
    expect(await kindAt(await scripted(() => {}, '554 no service\r\n'))).toBe('unavailable');
  });

  it('when the server refuses our sender', async () => {
    smtp = await startSmtp({ onMailFrom: (_address, _session, done) => done(answer(550, 'unknown sender')) });
    expect(await kindAt(smtp.url)).toBe('unavailable');
  });

  it('when the server stalls after the text', async () => {
    smtp = await startSmtp({ onData: (stream) => void stream.resume() });
    expect(await kindAt(smtp.url)).toBe('unavailable');
  });

  it('when the server hangs up before it answers', async () => {
    expect(await kindAt(await scripted((_line, socket) => socket.destroy()))).toBe('unavailable');
  });

  it('when the whole takes too long, though the server never stays silent', async () => {
    const url = await scripted((line, socket) => {
      if (/^EHLO/.test(line)) setInterval(() => socket.write('250-still thinking\r\n'), 50).unref();
    });
    const started = Date.now();
    const failure = await failureOf(emailChannel({ url, from: FROM, timeoutMs: 200, deadlineMs: 600 }).send(message()));
    expect(failure.kind).toBe('unavailable');
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});

it.each(['', 'http://mail.example', 'mail.example:25'])('does not start with %j as SMTP_URL', (url) => {
  expect(() => emailChannel({ url, from: FROM })).toThrow('SMTP_URL must start with smtp:// or smtps://');
});
