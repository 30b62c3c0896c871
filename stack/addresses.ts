import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where the parts of the stack that runs on a data folder are reached, so that commands beside it find them. */
export interface Addresses {
  databaseUrl: string;
  temporalAddress?: string;
  apiUrl?: string;
}

const fileOf = (dataDir: string) => path.join(dataDir, 'addresses.json');

/** The addresses of the running stack; undefined when none runs. */
export function readAddresses(dataDir: string): Addresses | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** When the running stack noted its addresses, in milliseconds; undefined when none runs. */
export const addressesSince = (dataDir: string): number | undefined => statSync(fileOf(dataDir), { throwIfNoEntry: false })?.mtimeMs;

/** Notes the addresses; the file holds a password and is its owner's only. */
export function writeAddresses(dataDir: string, addresses: Addresses): void {
  rmSync(fileOf(dataDir), { force: true });
  writeFileSync(fileOf(dataDir), JSON.stringify(addresses, null, 2), { mode: 0o600 });
}

/** Forgets them when the stack stops. */
export const removeAddresses = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });
