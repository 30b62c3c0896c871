import { existsSync, readFileSync } from 'node:fs';
import { type Config, readConfig } from '../config/env.ts';
import { keyRing } from '../config/key-ring.ts';
import { readAddresses } from '../stack/addresses.ts';
import { StartFailure } from '../stack/failure.ts';
import { keysFile } from '../stack/keys.ts';

/** The configuration, and the database of the environment or else of the stack that runs on the data folder. */
export function surroundings(): Config & { databaseUrl: string } {
  const config = readConfig(process.env);
  const running = readAddresses(config.dataDir);
  const databaseUrl = config.databaseUrl ?? running?.databaseUrl;
  if (databaseUrl === undefined)
    throw new StartFailure('There is no database to work on', 'Start Anlao first (npm start), or set DATABASE_URL.');
  return { ...config, databaseUrl, temporalAddress: config.temporalAddress ?? running?.temporalAddress };
}

/** The keys of the environment, or else of the data folder. */
export function sealingRing({ keys, dataDir }: Config): NonNullable<Config['keys']> {
  if (keys) return keys;
  const file = keysFile(dataDir);
  if (!existsSync(file)) throw new StartFailure('There are no keys yet', 'Start Anlao once (npm start), or set ANLAO_KEYS.');
  return keyRing.parse(readFileSync(file, 'utf8').trim());
}
