import { codeOf } from './error-code.ts';

const FREE = 0xfffffffa; // this and above: end of chain, free or reserved
const HEADER_FAT_SECTORS = 109;
const ENTRY_BYTES = 128;

interface OfficeType {
  mime: string;
  ext: string;
}

/** A legacy Office file is told from an installer or an e-mail by the streams in its directory. */
const BY_STREAM: Readonly<Record<string, OfficeType>> = {
  WordDocument: { mime: 'application/msword', ext: 'doc' },
  Workbook: { mime: 'application/vnd.ms-excel', ext: 'xls' },
  Book: { mime: 'application/vnd.ms-excel', ext: 'xls' },
};

/** Which Office document an OLE2 compound file is, or nothing when it is something else or broken. */
export function officeTypeOf(file: Buffer): OfficeType | undefined {
  try {
    for (const name of directoryOf(file)) {
      if (Object.hasOwn(BY_STREAM, name)) return BY_STREAM[name];
    }
  } catch (error) {
    if (codeOf(error) !== 'ERR_OUT_OF_RANGE') throw error; // else: a sector that lies outside the file
  }
  return undefined;
}

/** Names in the directory, sector by sector along its chain. */
function* directoryOf(file: Buffer): Generator<string> {
  const sectorBytes = 1 << file.readUInt16LE(30);
  if (sectorBytes !== 512 && sectorBytes !== 4096) return;
  const offsetOf = (sector: number) => (sector + 1) * sectorBytes;
  const fat = fatSectorsOf(file, sectorBytes);
  const next = (sector: number): number => {
    const perSector = sectorBytes / 4;
    const holder = fat[Math.floor(sector / perSector)];
    return holder === undefined ? FREE : file.readUInt32LE(offsetOf(holder) + (sector % perSector) * 4);
  };
  const seen = new Set<number>();
  for (let sector = file.readUInt32LE(48); sector < FREE && !seen.has(sector); sector = next(sector)) {
    seen.add(sector);
    for (let at = offsetOf(sector); at < offsetOf(sector + 1); at += ENTRY_BYTES) yield entryName(file, at);
  }
}

/** Where the allocation table lies: 109 sectors are named in the header, further ones in a chain of their own. */
function fatSectorsOf(file: Buffer, sectorBytes: number): number[] {
  const sectors = readSectors(file, 76, HEADER_FAT_SECTORS);
  const seen = new Set<number>();
  const perSector = sectorBytes / 4 - 1; // the last number points to the next sector of the chain
  for (let sector = file.readUInt32LE(68); sector < FREE && !seen.has(sector); ) {
    seen.add(sector);
    const at = (sector + 1) * sectorBytes;
    sectors.push(...readSectors(file, at, perSector));
    sector = file.readUInt32LE(at + perSector * 4);
  }
  return sectors;
}

const readSectors = (file: Buffer, at: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => file.readUInt32LE(at + index * 4)).filter((sector) => sector < FREE);

function entryName(file: Buffer, at: number): string {
  const bytes = Math.min(file.readUInt16LE(at + 64), 64);
  return bytes < 2 ? '' : file.toString('utf16le', at, at + bytes - 2);
}
