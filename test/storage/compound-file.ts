const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/** A small OLE2 file with these streams in its directory: header, allocation table, then the directory. */
export function compoundFile(streams: string[], { circular = false } = {}): Buffer {
  const entries = ['Root Entry', ...streams];
  const directorySectors = Math.ceil(entries.length / 4);
  const file = Buffer.alloc(SECTOR * (2 + directorySectors));
  Buffer.from('D0CF11E0A1B11AE1', 'hex').copy(file);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30); // sectors of 2^9 bytes
  file.writeUInt32LE(1, 48); // the directory begins in sector 1
  file.writeUInt32LE(END, 68);
  for (let at = 76; at < SECTOR; at += 4) file.writeUInt32LE(FREE, at);
  file.writeUInt32LE(0, 76); // the allocation table is sector 0
  for (let at = SECTOR; at < 2 * SECTOR; at += 4) file.writeUInt32LE(FREE, at);
  for (let sector = 1; sector <= directorySectors; sector++) {
    const last = sector === directorySectors;
    file.writeUInt32LE(last ? (circular ? 1 : END) : sector + 1, SECTOR + sector * 4);
  }
  entries.forEach((name, index) => {
    const at = 2 * SECTOR + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  });
  return file;
}
