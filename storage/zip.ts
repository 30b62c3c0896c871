import { createInflateRaw } from 'node:zlib';

/** A file inside an archive, as the archive's directory tells it. */
export interface ZipEntry {
  name: string;
  /** Length when unpacked, as the directory says. */
  bytes: number;
  packed: Buffer;
  isDeflated: boolean;
}

/** The archive cannot be read, or is built in a way that no honest program builds one. */
export class BadArchive extends Error {
  override readonly name = 'BadArchive';
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/** The entries of a zip file by its directory at the end. @throws BadArchive */
export function entriesOf(file: Buffer): ZipEntry[] {
  try {
    const end = endOf(file);
    const count = file.readUInt16LE(end + 10);
    const entries: ZipEntry[] = [];
    for (let i = 0, at = file.readUInt32LE(end + 16); i < count; i++) {
      if (file.readUInt32LE(at) !== DIRECTORY) throw new BadArchive('the directory of the archive is broken');
      entries.push(entryAt(file, at));
      at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw new BadArchive('the archive points outside itself');
    throw error;
  }
}

function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= first; at--) if (file.readUInt32LE(at) === END) return at;
  throw new BadArchive('the archive has no directory');
}

function entryAt(file: Buffer, at: number): ZipEntry {
  const method = file.readUInt16LE(at + 10);
  if ((file.readUInt16LE(at + 8) & 1) === 1) throw new BadArchive('the archive is encrypted');
  if (method !== 0 && method !== 8) throw new BadArchive('the archive is packed in an unusual way');
  const packedBytes = file.readUInt32LE(at + 20);
  const local = file.readUInt32LE(at + 42);
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  if (from + packedBytes > file.length) throw new BadArchive('the archive points outside itself');
  return {
    name: file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28)),
    bytes: file.readUInt32LE(at + 24),
    packed: file.subarray(from, from + packedBytes),
    isDeflated: method === 8,
  };
}

/** Unpacks an entry piece by piece; who reads decides when it is enough. @throws BadArchive */
export async function* unpack({ packed, isDeflated }: ZipEntry): AsyncGenerator<Buffer> {
  if (!isDeflated) return yield packed;
  const inflate = createInflateRaw();
  inflate.end(packed);
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (error) {
    throw new BadArchive('an entry of the archive is broken', { cause: error });
  }
}
