import type { Page } from '../documents/page.ts';

/** A page with what only the press knows: its number, how to check it, and the pictures on it by their hash. */
export interface Paper {
  page: Page;
  documentNo: string;
  /** What is printed to check the document by. */
  code: string;
  /** Where anybody may check it; what the QR code says. */
  verifyAt: string;
  /** The QR code as PNG. */
  qr: Uint8Array;
  pictures: Record<string, Uint8Array>;
  /** What the files say of when they were made. */
  createdAt: Date;
}

/** The code in groups that can be read out. */
export const spelt = (code: string): string => (code.match(/.{1,5}/g) ?? []).join('-');

/** What stands beside the QR code. */
export const checkWords = ({ code }: Paper): string => `扫码核验真伪　核验码 ${spelt(code)}`;
