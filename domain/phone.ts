/** A number with `+`, `-`, brackets and blanks, and after it the extension behind it: 0876-4120000 转 8001. */
const WRITTEN = /^(\+?[\d\s()-]+?)(?:\s*(?:转|分机|ext\.?|x|#)\s*\d{1,8})?$/i;
const FEWEST = 7;
const MOST = 15;

/** Whether somebody can be called there: 7 to 15 digits (E.164), beside an extension. */
export function isPhoneNumber(text: string): boolean {
  const number = WRITTEN.exec(text.normalize('NFKC').trim())?.[1];
  const digits = number?.replace(/\D/g, '').length ?? 0;
  return digits >= FEWEST && digits <= MOST;
}
