import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { type Channel, DeliveryFailed, type FailureKind, type Message, type Sent } from './channel.ts';

/** Where mail leaves and in whose name. */
export interface EmailOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; add `?requireTLS=true` to refuse a server without TLS. */
  url: string;
  /** The sender's bare address, such as `anlao@mzj.example`. */
  from: string;
  /** The sender's name as recipients see it. */
  fromName?: string;
  /** How long the server may stay silent at any step. */
  timeoutMs?: number;
  /** How long one message may take in all; it is abandoned then. Must stay well below the dispatcher's `stuckAfterMs`. */
  deadlineMs?: number;
}

/** One plain address: no list, no display name, no line break. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/**
 * The Message-ID of a key, always the same. SMTP cannot promise "exactly once": when the connection breaks after the last
 * byte nobody knows whether the mail was taken, and it is sent again. The equal id lets the receiver drop the second one.
 */
export const messageIdOf = (key: string, from: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${from.slice(from.lastIndexOf('@') + 1)}>`;

/** E-mail over SMTP, one connection per message so that no hidden queue sends anything again. */
export function emailChannel({ url, from, fromName = '', timeoutMs = 20_000, deadlineMs = 60_000 }: EmailOptions): Channel {
  if (!/^smtps?:$/.test(protocolOf(url))) throw new TypeError('SMTP_URL must start with smtp:// or smtps://');
  if (!ADDRESS.test(from)) throw new TypeError(`the sender ${JSON.stringify(from)} is not an e-mail address`);
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs };
  const transport = createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
  return {
    name: 'email',
    async send({ key, to, subject, text }: Message): Promise<Sent> {
      if (!ADDRESS.test(to.address)) throw new DeliveryFailed('refused', 'the recipient has no valid e-mail address');
      const messageId = messageIdOf(key, from);
      const mail = { messageId, from: { name: fromName, address: from }, to: { name: '', address: to.address }, subject, text };
      // RFC 3834: nobody's out-of-office reply should answer us.
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
      try {
        await transport.sendMail({ ...mail, headers, signal: AbortSignal.timeout(deadlineMs) });
      } catch (error) {
        throw failureOf(error);
      }
      return { messageId };
    },
  };
}

/** What nodemailer tells about a failed step. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

function failureOf(error: unknown): DeliveryFailed {
  const smtp: SmtpError = error instanceof Error ? error : new Error(String(error));
  return new DeliveryFailed(kindOf(smtp), `${smtp.code ?? 'ERROR'}: ${smtp.message}`.slice(0, 500), { cause: error });
}

/** The server is closing, or wants us to sign in (RFC 5321, RFC 4954). */
const NOT_ABOUT_THE_MESSAGE = new Set([421, 530, 534, 535, 538]);

/**
 * Only an answer to this recipient or this text judges the message: 5xx for good, 4xx for now. Everything else, a refused
 * password or sender included, is an outage that an operator ends; no message may be lost to it.
 */
function kindOf({ code, command, responseCode }: SmtpError): FailureKind {
  const aboutMessage = command === 'RCPT TO' || command === 'DATA';
  if (code === 'EENVELOPE' && command === 'API') return 'refused'; // never reached the server: the address cannot be sent
  if (code === 'EMESSAGE' && responseCode === undefined) return 'refused'; // larger than the server allows
  if (!aboutMessage || responseCode === undefined) return 'unavailable';
  if (NOT_ABOUT_THE_MESSAGE.has(responseCode)) return 'unavailable';
  return responseCode >= 500 ? 'refused' : 'delayed';
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}
