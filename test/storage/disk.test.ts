import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDiskStore } from '../../storage/disk.ts';
import { type ContentStore, Damaged, NoSpace, NotStored, TooLarge } from '../../storage/store.ts';

const MEGABYTE = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let root: string;
let store: ContentStore;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'anlao-storage-'));
  store = await openDiskStore(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const pathOf = (address: string) => join(root, address.slice(0, 2), address.slice(2, 4), address);
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const leftAside = () => filesIn(join(root, 'incoming'));

async function read(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
function* pieces(bytes: Buffer, size = 64 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('what is put', () => {
  it.each([0, 1, 64 * 1024, 3 * MEGABYTE + 7])('comes back unchanged: %d bytes, as buffer and as stream', async (length) => {
    const bytes = randomBytes(length);
    const stored = { sha256: sha256(bytes), bytes: length };
    expect(await store.put(bytes, { maxBytes: length })).toEqual(stored);
    expect(await store.put(Readable.from(pieces(bytes)), { maxBytes: length })).toEqual(stored);
    expect(await store.stat(stored.sha256)).toEqual(stored);
    expect(await store.has(stored.sha256)).toBe(true);
    expect((await read(await store.open(stored.sha256))).equals(bytes)).toBe(true);
  });

  it('lies under its hash and under no name', async () => {
    const { sha256: address } = await store.put(Buffer.from('整改前.jpg'), { maxBytes: 100 });
    expect(filesIn(root)).toEqual([address]);
    expect(statSync(pathOf(address)).isFile()).toBe(true);
  });

  it('is kept once, however many put it at the same time', async () => {
    const bytes = randomBytes(MEGABYTE);
    const puts = Array.from({ length: 20 }, () => store.put(Readable.from(pieces(bytes)), { maxBytes: MEGABYTE }));
    expect(new Set((await Promise.all(puts)).map((stored) => stored.sha256))).toEqual(new Set([sha256(bytes)]));
    expect(filesIn(root)).toEqual([sha256(bytes)]);
    expect((await read(await store.open(sha256(bytes)))).equals(bytes)).toBe(true);
  });

  it('can be read while it is put again', async () => {
    const bytes = randomBytes(2 * MEGABYTE);
    const { sha256: address } = await store.put(bytes, { maxBytes: bytes.length });
    const [found] = await Promise.all([read(await store.open(address)), store.put(bytes, { maxBytes: bytes.length })]);
    expect(found.equals(bytes)).toBe(true);
  });
});

describe('nothing is left behind', () => {
  it('when the limit is passed, which the error names', async () => {
    const putting = store.put(Readable.from(pieces(randomBytes(MEGABYTE))), { maxBytes: 100_000 });
    await expect(putting).rejects.toThrow(TooLarge);
    await expect(putting).rejects.toMatchObject({ maxBytes: 100_000, message: expect.stringContaining('100000') });
    await expect(store.put(Buffer.alloc(11), { maxBytes: 10 })).rejects.toThrow(TooLarge);
    expect(filesIn(root)).toEqual([]);
  });

  it('when the sender breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw new Error('connection lost');
      })(),
    );
    await expect(store.put(broken, { maxBytes: MEGABYTE })).rejects.toThrow('connection lost');
    const gone = Readable.from(pieces(randomBytes(MEGABYTE)));
    const putting = store.put(gone, { maxBytes: MEGABYTE });
    gone.destroy();
    await expect(putting).rejects.toThrow();
    expect(filesIn(root)).toEqual([]);
  });

  it('by a process that was killed: what it wrote aside goes after a day', async () => {
    const [old, young] = [join(root, 'incoming', 'old'), join(root, 'incoming', 'young')];
    for (const path of [old, young]) writeFileSync(path, 'half');
    utimesSync(old, new Date(), new Date(Date.now() - 25 * 60 * 60 * 1000));
    await openDiskStore(root);
    expect(leftAside()).toEqual(['young']);
  });
});

describe('what has changed on the disk', () => {
  it.each([
    ['one byte', (bytes: Buffer) => Buffer.concat([Buffer.from([(bytes[0] ?? 0) ^ 1]), bytes.subarray(1)])],
    ['its end', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['bytes added', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ])('is never read to its end: %s', async (_what, tamper) => {
    const bytes = randomBytes(300_000);
    const { sha256: address } = await store.put(bytes, { maxBytes: bytes.length });
    writeFileSync(pathOf(address), tamper(bytes));
    const received: Buffer[] = [];
    const reading = (async () => {
      for await (const chunk of await store.open(address)) received.push(chunk);
    })();
    await expect(reading).rejects.toThrow(Damaged);
    expect(Buffer.concat(received).length).toBeLessThan(bytes.length - 1);
  });

  it('is mended by putting it again', async () => {
    const bytes = randomBytes(1_000);
    const { sha256: address } = await store.put(bytes, { maxBytes: 1_000 });
    writeFileSync(pathOf(address), 'tampered');
    await store.put(bytes, { maxBytes: 1_000 });
    expect((await read(await store.open(address))).equals(bytes)).toBe(true);
  });
});

it.each([['f'.repeat(64)], ['F'.repeat(64)], ['../../etc/passwd'], ['incoming'], ['']])('finds nothing under %j', async (address) => {
  expect(await store.has(address)).toBe(false);
  expect(await store.stat(address)).toBeUndefined();
  await expect(store.open(address)).rejects.toThrow(NotStored);
});

/** A file system of 256 KiB, where this process may mount one. */
function smallDisk(): { path: string; unmount: () => void } | undefined {
  const path = join(root, 'small');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path], { stdio: 'ignore' });
    return { path, unmount: () => execFileSync('umount', [path]) };
  } catch {
    return undefined;
  }
}

it('says that the disk is full, leaves no half file, and goes on when there is room (where a small disk can be mounted)', async () => {
  const disk = smallDisk();
  if (!disk) return;
  try {
    const small = await openDiskStore(disk.path);
    await expect(small.put(randomBytes(MEGABYTE), { maxBytes: MEGABYTE })).rejects.toThrow(NoSpace);
    await expect(small.put(Readable.from(pieces(randomBytes(MEGABYTE))), { maxBytes: MEGABYTE })).rejects.toThrow('is full');
    expect(filesIn(disk.path)).toEqual([]);
    const kept = await small.put(randomBytes(10_000), { maxBytes: MEGABYTE });
    expect(await small.has(kept.sha256)).toBe(true);
  } finally {
    disk.unmount();
  }
});
