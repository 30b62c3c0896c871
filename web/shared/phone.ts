const WRITTEN = /^(\+?[\d\s()-]+?)(?:\s*(?:转|分机|ext\.?|x|#)\s*\d{1,8})?$/i;

/** Whether the server takes this for a telephone number: 7 to 15 digits beside an extension. A test holds it to the server's own rule. */
export function isPhoneNumber(text: string): boolean {
  const number = WRITTEN.exec(text.normalize('NFKC').trim())?.[1];
  const digits = number?.replace(/\D/g, '').length ?? 0;
  return digits >= 7 && digits <= 15;
}
