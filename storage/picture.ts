import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { isBarePng } from './bare-png.ts';

/** Copies of a picture without what it tells beside what it shows: where, when and with what it was taken. */
export interface Copies {
  copy: Buffer;
  copyType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  thumb: Buffer;
}

/** The bytes are no picture, or one that would fill the memory. */
export class BadPicture extends Error {
  override readonly name = 'BadPicture';
}

const MAX_PIXELS = 120_000_000;
/** A picture that is damaged is shown as far as it goes. */
const READING = { limitInputPixels: MAX_PIXELS, failOn: 'none' } as const;
const THUMB = 320;
const SIGNATURE = { width: 500, height: 200 };
const KEPT = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' } as const;
type Kept = keyof typeof KEPT;
const isKept = (type: string): type is Kept => Object.hasOwn(KEPT, type);

/**
 * Makes the copies of a picture that are shown in its stead, upright and without any metadata; the thumbnail is a JPEG. A PNG that has none is its own copy. Nothing for types that cannot be
 * read here (HEIC): their original is for the bureau only. @throws BadPicture
 */
export async function copiesOf(file: string | Buffer, mediaType: string): Promise<Copies | undefined> {
  if (!isKept(mediaType)) return undefined;
  try {
    const animated = mediaType === 'image/gif' || mediaType === 'image/webp';
    const original = typeof file === 'string' ? await readFile(file) : file;
    const isItsOwn = mediaType === 'image/png' && isBarePng(original);
    const reencoded = () =>
      sharp(original, { ...READING, animated })
        .autoOrient()
        .toFormat(KEPT[mediaType], { quality: 90 })
        .toBuffer();
    const copy = isItsOwn ? original : await reencoded();
    const small = sharp(copy, READING).flatten({ background: '#fff' }).resize(THUMB, THUMB, { fit: 'inside', withoutEnlargement: true });
    return { copy, copyType: mediaType, thumb: await small.jpeg({ quality: 78 }).toBuffer() };
  } catch (error) {
    throw new BadPicture('the picture cannot be read', { cause: error });
  }
}

/** A signature as documents show it: a PNG of one size, dark on white. @throws BadPicture */
export async function signatureOf(file: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(file, { limitInputPixels: MAX_PIXELS }).autoOrient().flatten({ background: '#fff' });
    return await picture
      .resize({ ...SIGNATURE, fit: 'contain', background: '#fff' })
      .png()
      .toBuffer();
  } catch (error) {
    throw new BadPicture('the signature is no picture', { cause: error });
  }
}
