import { afterAll, describe, expect, it } from '@jest/globals';
import { write } from '../../activities/documents/index.ts';
import { Typesetter } from '../../activities/press/typesetter.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents.ts';
import { isThere, lookedAtBy, wordsOfDocx } from '../harness/words.ts';
import { FACTS } from './document-facts.ts';

const DOCUMENT_NO = '丘北民责改〔2026〕1号';
const verifyAt = 'http://localhost:3000/portal/verify/ABCDE23456';
/** Where a reader is not installed its test is skipped, and its title says what is missing. */
const readBy = (program: string) => (isThere(program) ? it : it.skip);
const squeezed = (text: string): string => text.replace(/\s/g, '');

describe('a document as it is printed', () => {
  const typesetter = new Typesetter();
  afterAll(() => typesetter.close());

  const printed = async (kind: DocumentKind) => {
    const page = write(kind, FACTS[kind]);
    const paper = {
      page,
      documentNo: DOCUMENT_NO,
      code: 'ABCDE23456',
      verifyAt,
      pictures: {},
      createdAt: new Date('2026-06-01T08:00:00Z'),
    };
    return { page, ...(await typesetter.set(paper)) };
  };

  readBy('pdftotext').each(DOCUMENT_KINDS)('%s can be read back from the PDF (pdftotext)', async (kind) => {
    const { page, pdf } = await printed(kind);
    const words = squeezed(lookedAtBy('pdftotext', ['-layout', 'FILE', '-'], pdf, 'pdf'));
    for (const said of [page.title, page.issuer, page.caseNo, DOCUMENT_NO, 'ABCDE-23456']) expect(words).toContain(squeezed(said));
  });

  readBy('pdffonts')('carries every font that it is set in (pdffonts)', async () => {
    const { pdf } = await printed('rectificationNotice');
    const [, , ...fonts] = lookedAtBy('pdffonts', ['FILE'], pdf, 'pdf').trim().split('\n');
    expect(fonts.length).toBeGreaterThan(0);
    // name, type, encoding, then: embedded, subset, with a table back to Unicode
    for (const font of fonts) expect(font).toMatch(/NotoSansSC.* yes +yes +yes/);
  });

  readBy('soffice').each(['rectificationNotice', 'referralLetter'] as const)('%s opens in an office program (soffice)', async (kind) => {
    const { page, docx } = await printed(kind);
    expect(squeezed(await wordsOfDocx(docx))).toContain(squeezed(page.title));
    const profile = '-env:UserInstallation=file://FOLDER/profile';
    const said = lookedAtBy('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', 'FOLDER', 'FILE'], docx, 'docx');
    expect(said).toMatch(/convert .*file\.docx .*file\.pdf/);
    expect(said).not.toMatch(/error|repair|corrupt/i);
  });
});
