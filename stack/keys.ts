import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshKeyRing } from '../config/key-ring.ts';

/**
 * The key ring of a stack that was given none: made once, kept in the data folder for its owner's eyes only. Whoever loses
 * the file loses what is encrypted, so it belongs into the backup, apart from the database.
 */
export function embeddedKeys(dataDir: string): string {
  const file = path.join(dataDir, 'keys');
  if (!existsSync(file)) writeFileSync(file, freshKeyRing(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
