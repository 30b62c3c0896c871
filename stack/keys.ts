import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshKeyRing, withFreshKey } from '../config/key-ring.ts';
import { addressesSince } from './addresses.ts';

/** Where the key ring of a stack lies that was given none. */
export const keysFile = (dataDir: string): string => path.join(dataDir, 'keys');

/**
 * The key ring of a stack that was given none: made once, kept in the data folder for its owner's eyes only. Whoever loses
 * the file loses what is encrypted, so it belongs into the backup, apart from the database; `say` is told so when it is made.
 */
export function embeddedKeys(dataDir: string, say: (text: string) => void): string {
  const file = keysFile(dataDir);
  if (!existsSync(file)) {
    writeFileSync(file, freshKeyRing(), { mode: 0o600, flag: 'wx' });
    say(`The key that informants are encrypted with was made: ${file}`);
    say('Back it up now, apart from the database: without it their names and telephone numbers are lost.');
  }
  return readFileSync(file, 'utf8').trim();
}

/** Puts a fresh key in front of the ring in the data folder, durably: the ring is whole at every moment. Answers the new ring. */
export function addKey(dataDir: string): string {
  const file = keysFile(dataDir);
  const ring = withFreshKey(readFileSync(file, 'utf8').trim());
  const aside = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeFileSync(aside, ring);
    fsyncSync(aside);
  } finally {
    closeSync(aside);
  }
  renameSync(`${file}.new`, file);
  return ring;
}

/** Whether the stack that runs on the folder was started before the newest key was added, so that it cannot open what that key seals. */
export function runsOnOldKeys(dataDir: string): boolean {
  const since = addressesSince(dataDir);
  return since !== undefined && statSync(keysFile(dataDir)).mtimeMs > since;
}
