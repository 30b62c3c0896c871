import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import { officeTypeOf } from './ole2.ts';
import { isPlainText } from './plain-text.ts';

/** What the bytes are, whatever the upload was called. */
export interface Sniffed {
  mime: string;
  extension: string;
  family: 'image' | 'document' | 'audio' | 'video' | 'text';
}

/** The content is none of the allowed types: not evidence that anybody can look at safely. */
export class UnsupportedType extends Error {
  override readonly name = 'UnsupportedType';
  /** The type that was recognised, if any. */
  readonly found: string | undefined;
  constructor(found?: string) {
    super(`files of type ${found ?? 'unknown'} are not accepted: send images, PDF, Office documents, audio, video or UTF-8 text`);
    this.found = found;
  }
}

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** Allowed types by their recognised name; SVG, HTML, archives, programs and documents with macros are left out on purpose. */
const ALLOWED: Readonly<Record<string, Sniffed['family']>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'image/heic': 'image',
  'image/heif': 'image',
  'application/pdf': 'document',
  [`${OOXML}.wordprocessingml.document`]: 'document',
  [`${OOXML}.spreadsheetml.sheet`]: 'document',
  [`${OOXML}.presentationml.presentation`]: 'document',
  'application/msword': 'document',
  'application/vnd.ms-excel': 'document',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/wav': 'audio',
  'audio/flac': 'audio',
  'audio/ogg': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'video/mp4': 'video',
  'video/x-m4v': 'video',
  'video/quicktime': 'video',
  'video/webm': 'video',
  'video/matroska': 'video',
  'video/3gpp': 'video',
  'video/vnd.avi': 'video',
};

/**
 * Tells what an upload is by its content (bytes, or the path of a file) and throws `UnsupportedType` unless it is allowed.
 * The name is used for one thing only: to call a plain text a CSV table.
 */
export async function sniff(upload: Buffer | string, name = ''): Promise<Sniffed> {
  const recognised = await recognise(upload);
  if (!recognised && (await isPlainText(streamOf(upload)))) return plainText(name);
  const found = recognised?.mime === 'application/x-cfb' ? officeTypeOf(await bytesOf(upload)) : recognised;
  const family = found && ALLOWED[found.mime];
  if (!found || !family) throw new UnsupportedType(found?.mime ?? recognised?.mime);
  return { mime: found.mime, extension: found.ext, family };
}

const recognise = (upload: Buffer | string) => (Buffer.isBuffer(upload) ? fileTypeFromBuffer(upload) : fileTypeFromFile(upload));
const streamOf = (upload: Buffer | string): Readable => (Buffer.isBuffer(upload) ? Readable.from([upload]) : createReadStream(upload));
const bytesOf = async (upload: Buffer | string): Promise<Buffer> => (Buffer.isBuffer(upload) ? upload : await readFile(upload));

const plainText = (name: string): Sniffed =>
  /\.csv$/i.test(name) ? { mime: 'text/csv', extension: 'csv', family: 'text' } : { mime: 'text/plain', extension: 'txt', family: 'text' };
