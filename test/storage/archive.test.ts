import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ArchiveBomb, checkArchive } from '../../storage/archive.ts';
import { BadArchive } from '../../storage/zip.ts';

interface Part {
  name: string;
  content: Buffer;
  /** What the directory says of its length; the truth unless told otherwise. */
  says?: number;
  flags?: number;
}

/** A zip file with these parts, word for word as the format wants it. */
function zip(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, says = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(says, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(local, title, packed);
    directory.push(entry, title);
    at += 30 + title.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const text = Buffer.from('<w:document>整改通知</w:document>'.repeat(2_000));
const zeros = Buffer.alloc(6 * 1024 * 1024);

describe('an Office document', () => {
  it('is accepted as it is, also with a part that packs well', async () => {
    await expect(
      checkArchive(
        zip([
          { name: 'word/document.xml', content: text },
          { name: '[Content_Types].xml', content: Buffer.from('x') },
        ]),
      ),
    ).resolves.toBeUndefined();
  });

  it.each<[string, Part[], typeof ArchiveBomb | typeof BadArchive]>([
    ['a part that is packed more than 200 times', [{ name: 'word/media/a.bmp', content: zeros }], ArchiveBomb],
    ['such a part that says it is small', [{ name: 'a', content: zeros, says: 10 }], ArchiveBomb],
    ['a part that is longer than it says', [{ name: 'a', content: text, says: 3 }], BadArchive],
    ['a part that leads out of the document', [{ name: '../../etc/cron.d/a', content: text }], BadArchive],
    ['an encrypted part', [{ name: 'a', content: text, flags: 1 }], BadArchive],
    ['thousands of parts', Array.from({ length: 5_001 }, (_, i) => ({ name: `${i}`, content: Buffer.from('x') })), ArchiveBomb],
  ])('is refused with %s', async (_, parts, why) => {
    await expect(checkArchive(zip(parts))).rejects.toThrow(why);
  });

  it('is refused when it is cut off or no archive at all', async () => {
    const whole = zip([{ name: 'a', content: text }]);
    await expect(checkArchive(whole.subarray(0, whole.length - 30))).rejects.toThrow(BadArchive);
    await expect(checkArchive(whole.subarray(40))).rejects.toThrow(BadArchive);
    await expect(checkArchive(Buffer.from('PK'))).rejects.toThrow(BadArchive);
  });
});
