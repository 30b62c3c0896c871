import type { Contents } from '../casebook/contents.ts';
import type { Config } from '../config/env.ts';
import { ScannerAway, scan } from '../storage/clamd.ts';
import { ShelfAway } from '../storage/shelf.ts';
import type { ShelvedStore } from '../storage/shelved-store.ts';
import type { ContentStore } from '../storage/store.ts';
import { every } from './every.ts';

const CARRY_MS = 20_000;
const SCAN_MS = 5_000;
const CLEAR_MS = 60 * 60_000;
/** How long a content may lie in the store before something refers to it: longer than any upload or job takes. */
const GRACE_MS = 24 * 60 * 60_000;

interface Files {
  config: Config;
  store: ShelvedStore;
  contents: Contents;
  complain: (what: string) => (error: unknown) => void;
}

/** What goes on beside the cases for the sake of the contents: carrying to the bucket, scanning, clearing away. */
export function keepFiles({ config, store, contents, complain }: Files): { stop(): Promise<void> }[] {
  const { s3, clamdAddress } = config;
  return [
    every(CLEAR_MS, () => contents.clear({ graceMs: GRACE_MS, remove: (sha256) => store.remove(sha256) }), complain('orphans')),
    ...(s3 ? [every(CARRY_MS, () => store.carry(), complain('carrying to the bucket'))] : []),
    ...(clamdAddress ? [every(SCAN_MS, () => scanWaiting(clamdAddress, store, contents), complain('virus scanner'))] : []),
  ];
}

/** Scans evidence that came while no scanner was there. @throws ScannerAway, ShelfAway */
export async function scanWaiting(address: string, store: Pick<ContentStore, 'open'>, contents: Contents): Promise<number> {
  let scanned = 0;
  for (const sha256 of await contents.unscanned(50)) {
    const verdict = await scan(address, await store.open(sha256)).catch((error) => {
      if (error instanceof ScannerAway || error instanceof ShelfAway) throw error;
      return undefined; // damaged or missing: `anlao storage verify` says so
    });
    if (verdict) await contents.scanned(sha256, verdict.clean ? 'clean' : 'infected', verdict.clean ? undefined : verdict.finding);
    if (verdict) scanned += 1;
  }
  return scanned;
}
