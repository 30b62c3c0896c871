import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '../../activities/documents/page.ts';
import { entriesOf, unpack } from '../../storage/zip.ts';

/** Every text on a page that is not printed yet, one a line. */
export function wordsOfPage(page: Page): string {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  return [page.title, page.issuer, page.caseNo, ...texts(page.sheets)].join('\n');
}

/** What a Word document says, one line a paragraph, without its foot. */
export async function wordsOfDocx(file: Buffer): Promise<string> {
  const entry = entriesOf(file).find(({ name }) => name === 'word/document.xml');
  if (!entry) throw new Error('there is no document in the file');
  const chunks: Buffer[] = [];
  for await (const chunk of unpack(entry)) chunks.push(chunk);
  const paragraphs = Buffer.concat(chunks).toString().split('</w:p>');
  return paragraphs
    .map((paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Whether a program is there; where not, the tests that need it are skipped and say so. */
export const isThere = (program: string): boolean => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;

/** Runs a program on a file that is gone afterwards; `FILE` in the arguments is its path, `FOLDER` that of its folder. Answers what it prints. */
export function lookedAtBy(program: string, args: string[], file: Buffer, extension: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-words-'));
  try {
    const at = path.join(folder, `file.${extension}`);
    writeFileSync(at, file);
    const done = spawnSync(
      program,
      args.map((arg) => arg.replace('FILE', at).replace('FOLDER', folder)),
      { encoding: 'utf8' },
    );
    if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`);
    return done.stdout + done.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
