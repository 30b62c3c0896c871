import type { Readable } from 'node:stream';
import { codeOf } from './error-code.ts';

/** Signs of markup or of a program, which a browser or a shell might run although it came as text. */
const RUNNABLE =
  /<\s*(script|html|head|body|svg|iframe|object|embed|meta|link|style|form|img|base)\b|<!doctype|<\?(xml|php)|^#!|javascript:/i;

/** Control characters that no text has, apart from tab, line feed, form feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** How much of the text before a chunk is looked at again, so that nothing hides across two chunks. */
const OVERLAP = 64;

/** Whether everything in the stream is non-empty, valid UTF-8 text without markup, script or control characters. */
export async function isPlainText(bytes: Readable): Promise<boolean> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let tail: string | undefined;
  try {
    for await (const chunk of bytes) {
      const text: string = (tail ?? '') + utf8.decode(chunk, { stream: true });
      if (CONTROL.test(text) || RUNNABLE.test(text)) return false;
      tail = text.slice(-OVERLAP);
    }
    utf8.decode();
  } catch (error) {
    if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
  return tail !== undefined && tail !== '';
}
