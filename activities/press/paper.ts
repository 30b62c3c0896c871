import type { Page } from '../documents/page.ts';

/** A page with what only the press knows: its number, how to check it, and the pictures on it by their hash. */
export interface Paper {
  page: Page;
  documentNo: string;
  /** What is printed to check the document by. */
  code: string;
  /** Where anybody may check it. */
  verifyAt: string;
  pictures: Record<string, Uint8Array>;
  /** What the files say of when they were made. */
  createdAt: Date;
}

/** A paper with its QR code as PNG, to check it by. */
export interface CheckablePaper extends Paper {
  qr: Uint8Array;
}

/** A document set in type. */
export interface TypeSet {
  pdf: Buffer;
  docx: Buffer;
}

/** The code in groups that can be read out. */
export const spelt = (code: string): string => (code.match(/.{1,5}/g) ?? []).join('-');

/** What stands beside the QR code. */
export const checkWords = ({ code }: Paper): string => `扫码核验真伪　核验码 ${spelt(code)}`;
