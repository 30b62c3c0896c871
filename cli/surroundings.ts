import { type Config, readConfig } from '../config/env.ts';
import { readAddresses } from '../stack/addresses.ts';
import { StartFailure } from '../stack/failure.ts';

/** The configuration, and the database of the environment or else of the stack that runs on the data folder. */
export function surroundings(): Config & { databaseUrl: string } {
  const config = readConfig(process.env);
  const running = readAddresses(config.dataDir);
  const databaseUrl = config.databaseUrl ?? running?.databaseUrl;
  if (databaseUrl === undefined)
    throw new StartFailure('There is no database to work on', 'Start Anlao first (npm start), or set DATABASE_URL.');
  return { ...config, databaseUrl, temporalAddress: config.temporalAddress ?? running?.temporalAddress };
}
