import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import QRCode from 'qrcode';
import sharp from 'sharp';

/** Whether a picture on the PDF is the QR code that says this text, module by module (pdfimages). */
export async function codeInQr(pdf: Buffer, text: string): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-qr-'));
  try {
    const file = path.join(folder, 'file.pdf');
    writeFileSync(file, pdf);
    spawnSync('pdfimages', ['-png', file, path.join(folder, 'picture')]);
    const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
    const said = await Promise.all(pictures.map((name) => says(path.join(folder, name), text)));
    return said.some(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Finds the code in its margin and looks at the middle of every module. */
async function says(picture: string, text: string): Promise<boolean> {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { data, info } = await sharp(picture)
    .greyscale()
    .trim({ background: '#ffffff', threshold: 100 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [wide, high] = [info.width / modules.size, info.height / modules.size];
  const isDark = (row: number, column: number) =>
    (data[Math.floor((row + 0.5) * high) * info.width + Math.floor((column + 0.5) * wide)] ?? 255) < 128;
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) if (isDark(row, column) !== (modules.get(row, column) === 1)) return false;
  return true;
}
