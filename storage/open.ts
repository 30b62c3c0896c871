import path from 'node:path';
import { DiskShelf, incomingOf } from './disk.ts';
import { type S3Options, S3Shelf } from './s3.ts';
import { ShelvedStore, type StoreOptions } from './shelved-store.ts';

/** What decides where contents lie. */
export interface StoreConfig {
  dataDir: string;
  s3?: S3Options | undefined;
}

/** The store of this office: a bucket when one is configured, with the local disk behind it, and else the disk alone. */
export function openStore({ dataDir, s3 }: StoreConfig, claim?: StoreOptions['claim']): Promise<ShelvedStore> {
  const root = path.join(dataDir, 'files');
  const disk = new DiskShelf(root);
  return ShelvedStore.open(s3 ? [new S3Shelf(s3), disk] : [disk], { incoming: incomingOf(root), ...(claim ? { claim } : {}) });
}
