import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a receiver gets it. */
export interface ReceivedMail {
  messageId: string;
  to: string[];
  raw: string;
}

/** A real SMTP server on a free port; `mailbox` fills with what it accepted. */
export interface Smtp {
  url: string;
  port: number;
  mailbox: ReceivedMail[];
  close(): Promise<void>;
}

/** Starts a server that takes `anlao:secret` and every mail, unless the options say otherwise. */
export async function startSmtp(options: SMTPServerOptions = {}, port = 0): Promise<Smtp> {
  const mailbox: ReceivedMail[] = [];
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      password === 'secret' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mailbox.push({ messageId: /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? '', to, raw });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // clients that hang up are part of the tests
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const taken = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://anlao:secret@127.0.0.1:${taken}`,
    port: taken,
    mailbox,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** An answer with an SMTP code, as smtp-server wants it. */
export const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** The text of a mail, whatever it is encoded in. */
export function textOf({ raw }: Pick<ReceivedMail, 'raw'>): string {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /^content-transfer-encoding: quoted-printable/im.test(head) ? Buffer.from(bytes, 'latin1').toString() : body;
}
