import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDiskStore } from '../../storage/disk.ts';
import { openStore } from '../../storage/open.ts';
import { S3Shelf } from '../../storage/s3.ts';
import { ShelfAway } from '../../storage/shelf.ts';
import type { ShelvedStore } from '../../storage/shelved-store.ts';
import { Damaged, NotStored, TooLarge } from '../../storage/store.ts';
import { eventually } from '../harness/desk.ts';
import { aBucket, s3Server, type TestBucket } from '../harness/s3.ts';

const MEGABYTE = 1024 * 1024;
const server = s3Server();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
if (!server) console.warn('skipped: the tests on an S3 server need versitygw (VERSITYGW_PATH, or Go to build it)');

(server ? describe : describe.skip)('contents in a bucket', () => {
  let bucket: TestBucket;
  let dataDir: string;
  let store: ShelvedStore;
  const claimed: string[] = [];
  beforeAll(async () => {
    bucket = await aBucket(server ?? '');
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'anlao-bucket-'));
    store = await openStore({ dataDir, s3: bucket.options }, async ({ sha256: address }) => void claimed.push(address));
  });
  afterAll(async () => {
    await bucket.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const objectOf = (address: string) => path.join(bucket.folder, address.slice(0, 2), address.slice(2, 4), address);
  const onDisk = async () => {
    const found: string[] = [];
    for await (const { sha256: address } of (await diskAlone()).list()) found.push(address);
    return found;
  };
  const diskAlone = () => openStore({ dataDir });
  /** The service is back, and the store has noticed. */
  const back = async () => {
    await bucket.start();
    await eventually(
      () =>
        new S3Shelf(bucket.options).stat('a'.repeat(64)).then(
          () => true,
          () => false,
        ),
      'the bucket',
      60_000,
    );
    await new Promise((resolve) => setTimeout(resolve, 3_100)); // for so long the store leaves a service alone that failed
  };

  it('come back unchanged, lie under their hash, and are claimed before they are put there', async () => {
    for (const length of [0, 1, 3 * MEGABYTE + 7]) {
      const bytes = randomBytes(length);
      const stored = { sha256: sha256(bytes), bytes: length };
      expect(await store.put(Readable.from([bytes]), { maxBytes: length })).toEqual(stored);
      expect(await store.stat(stored.sha256)).toEqual(stored);
      expect((await buffer(await store.open(stored.sha256))).equals(bytes)).toBe(true);
      expect(readFileSync(objectOf(stored.sha256)).length).toBe(length);
      expect(claimed).toContain(stored.sha256);
    }
    expect(await onDisk()).toEqual([]);
  });

  it('are refused when they are too large, and are not there when nobody put them', async () => {
    await expect(store.put(randomBytes(11), { maxBytes: 10 })).rejects.toThrow(TooLarge);
    await expect(store.open('0'.repeat(64))).rejects.toThrow(NotStored);
    expect(await store.has('0'.repeat(64))).toBe(false);
    await expect(store.open('../../etc/passwd')).rejects.toThrow(NotStored);
  });

  it('are not given out when they have changed', async () => {
    const { sha256: address } = await store.put(Buffer.from('原始记录'), { maxBytes: 100 });
    writeFileSync(objectOf(address), '另一记录');
    await expect(store.open(address).then(buffer)).rejects.toThrow(Damaged);
  });

  it('are refused by the service when they are not what their name says', async () => {
    const file = path.join(dataDir, 'wrong');
    writeFileSync(file, 'something else');
    await expect(new S3Shelf(bucket.options).place(file, { sha256: sha256(Buffer.from('x')), bytes: 14 })).rejects.toThrow(ShelfAway);
  });

  it('move from the disk while everybody works, each checked, and are read all the time', async () => {
    const before = await openDiskStore(path.join(dataDir, 'files'));
    const old = await Promise.all(Array.from({ length: 12 }, (_, i) => before.put(Buffer.from(`旧件${i}`), { maxBytes: 100 })));
    const moving = store.carry();
    for (const { sha256: address } of old) expect((await buffer(await store.open(address))).toString()).toMatch(/^旧件/);
    expect(await moving).toBe(12);
    expect(await onDisk()).toEqual([]);
    for (const { sha256: address } of old) expect((await buffer(await store.open(address))).toString()).toMatch(/^旧件/);
  });

  it('a damaged one is not carried, and stays where it is', async () => {
    const disk = await openDiskStore(path.join(dataDir, 'files'));
    const { sha256: address } = await disk.put(Buffer.from('将被损坏'), { maxBytes: 100 });
    writeFileSync(path.join(dataDir, 'files', address.slice(0, 2), address.slice(2, 4), address), '已被损坏');
    const whole = await Promise.all(['甲', '乙', '丙'].map((text) => disk.put(Buffer.from(text), { maxBytes: 100 })));
    await expect(store.carry()).rejects.toThrow(Damaged);
    expect(await onDisk()).toEqual([address]); // the others went
    for (const { sha256: other } of whole) expect(await store.has(other)).toBe(true);
    await (await diskAlone()).remove(address);
  });

  it('are kept on the disk while the bucket is away, and are carried there when it is back', async () => {
    const there = await store.put(Buffer.from('断开之前'), { maxBytes: 100 });
    await bucket.stop();
    const kept = await store.put(Buffer.from('断开期间'), { maxBytes: 100 });
    expect((await buffer(await store.open(kept.sha256))).toString()).toBe('断开期间');
    await expect(store.open(there.sha256)).rejects.toThrow(ShelfAway); // away is not the same as missing
    await expect(store.carry()).rejects.toThrow(ShelfAway);
    expect(await onDisk()).toEqual([kept.sha256]);
    await back();
    expect(await store.carry()).toBe(1);
    expect(await onDisk()).toEqual([]);
    expect((await buffer(await store.open(kept.sha256))).toString()).toBe('断开期间');
    expect((await buffer(await store.open(there.sha256))).toString()).toBe('断开之前');
  });
});
