/** What a mail server would not do, by the name that the mail client gives the step. */
const STEPS: Readonly<Record<string, (code: string) => string>> = {
  EENVELOPE: (code) => `the mail server does not take this sender or recipient (${code})`,
  EMESSAGE: (code) => `the mail server does not take this text (${code})`,
  EAUTH: (code) => `the mail server does not let the product sign in (${code})`,
};

const GIVEN_UP = /^given up after \d+ attempts: /;
/** The code in an answer of a mail server, as in `…: 550 5.1.1 …`. */
const SMTP_CODE = /: (\d{3})[ -]/;

/**
 * Why a message did not leave, for somebody who may not know to whom it went: a sentence of our own stays as it is. Of what a server or a system
 * said, which may quote an address or the text, only its kind and code are left.
 */
export function impersonal(error: string): string {
  const [prefix = ''] = GIVEN_UP.exec(error) ?? [];
  return prefix + kindOf(error.slice(prefix.length));
}

/** Our own sentences have no colon; behind one stands what somebody else said. */
function kindOf(error: string): string {
  const colon = error.indexOf(':');
  if (colon < 0) return error;
  const head = error.slice(0, colon);
  if (/^the robot answered -?\w+$/.test(head)) return head;
  if (!/^[A-Z\d_]+$/.test(head)) return 'an error within the product';
  return STEPS[head]?.(SMTP_CODE.exec(error)?.[1] ?? head) ?? `the connection failed (${head})`;
}
