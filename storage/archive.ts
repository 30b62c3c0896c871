import { BadArchive, entriesOf, unpack } from './zip.ts';

/** The archive would unpack to more than any honest document holds. */
export class ArchiveBomb extends Error {
  override readonly name = 'ArchiveBomb';
}

const MAX_ENTRIES = 5_000;
const MAX_BYTES = 300 * 1024 * 1024;
/** From this length on, a part of a document that is packed more than so many times is a bomb: text and tables do not pack that well. */
const RATIO_FROM_BYTES = 5 * 1024 * 1024;
const MAX_RATIO = 200;

/**
 * Refuses an Office document that would not be safe to open: too many entries, too large when unpacked, packed too well, unlike what its directory says, or
 * leading out of its own folder. It is unpacked to be sure, and nothing of it is kept. @throws ArchiveBomb, BadArchive
 */
export async function checkArchive(file: Buffer): Promise<void> {
  const entries = entriesOf(file);
  if (entries.length > MAX_ENTRIES) throw new ArchiveBomb(`the document has ${entries.length} parts; ${MAX_ENTRIES} are allowed`);
  let total = 0;
  for (const entry of entries) {
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]/.test(entry.name)) throw new BadArchive('a part of the document leads out of it');
    let bytes = 0;
    for await (const chunk of unpack(entry)) {
      bytes += chunk.length;
      total += chunk.length;
      if (total > MAX_BYTES) throw new ArchiveBomb('the document is too large when it is unpacked');
      if (bytes > RATIO_FROM_BYTES && bytes > entry.packed.length * MAX_RATIO)
        throw new ArchiveBomb('a part of the document is packed too well');
    }
    if (bytes !== entry.bytes) throw new BadArchive('a part of the document is not as long as it says');
  }
}
