import QRCode from 'qrcode';
import type { Paper, TypeSet } from './paper.ts';
import { toDocx } from './to-docx.ts';
import { toPdf } from './to-pdf.ts';

/** Sets a document in type, in both forms, with the same QR code on both. */
export async function setInType(paper: Paper): Promise<TypeSet> {
  const qr = await QRCode.toBuffer(paper.verifyAt, QR_CODE);
  const checkable = { ...paper, qr };
  return { pdf: await toPdf(checkable), docx: await toDocx(checkable) };
}

/** Grey without transparency: such a picture goes into a PDF as it is. Its rows are not filtered, which takes most of the time and saves no byte of squares. */
const QR_CODE = {
  errorCorrectionLevel: 'M' as const,
  margin: 1,
  width: 240,
  rendererOpts: { deflateLevel: 9, colorType: 0, filterType: 0 },
};
