/** Chunks of a PNG that say how it looks and nothing else. */
const OF_THE_LOOK = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'IDAT', 'IEND']);
const SIGNATURE_BYTES = 8;
/** Length, type and checksum of a chunk. */
const AROUND_BYTES = 12;

/** Whether a PNG holds the picture alone: no text, no time, no private chunk, and nothing behind its end. Such a one is its own copy. */
export function isBarePng(file: Buffer): boolean {
  let at = SIGNATURE_BYTES;
  while (at + AROUND_BYTES <= file.length) {
    const type = file.toString('latin1', at + 4, at + 8);
    if (!OF_THE_LOOK.has(type)) return false;
    at += AROUND_BYTES + file.readUInt32BE(at);
    if (type === 'IEND') return at === file.length;
  }
  return false;
}
