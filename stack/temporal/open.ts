import path from 'node:path';
import type { Config } from '../../config/env.ts';
import { StartFailure } from '../failure.ts';
import type { Surroundings } from '../service.ts';
import type { Steps } from '../steps.ts';
import { findProgram } from './find.ts';
import { isReachable } from './health.ts';
import { TEMPORAL } from './programs.ts';
import { startTemporal } from './server.ts';

/** Where Temporal is, or would be. */
export interface TemporalAddress {
  address: string;
  reachable: boolean;
  uiUrl?: string;
}

/** Makes Temporal available; when it cannot be, says so and goes on, because cases can be worked on without it. */
export async function openTemporal(
  config: Config,
  steps: Steps,
  around: Surroundings & { codecEndpoint: string },
): Promise<TemporalAddress> {
  const opening = config.temporalAddress === undefined ? embedded(config, steps, around) : given(config.temporalAddress);
  try {
    return await opening;
  } catch (error) {
    around.stopping.throwIfAborted();
    if (!(error instanceof StartFailure)) throw error;
    steps.say(`Without Temporal for now: ${error.message}. ${error.advice}`);
    steps.say('Cases can be opened and worked on; reminders and escalations follow when it is there.');
    return { address: config.temporalAddress ?? '127.0.0.1:7233', reachable: false };
  }
}

async function given(address: string): Promise<TemporalAddress> {
  if (await isReachable(address)) return { address, reachable: true };
  throw new StartFailure(`nothing answers at ${address}`, 'Check TEMPORAL_ADDRESS, or unset it to use the embedded server');
}

function embedded(
  { temporalCliPath, cacheDir, dataDir, temporalNamespace }: Config,
  steps: Steps,
  around: Surroundings & { codecEndpoint: string },
): Promise<TemporalAddress> {
  return steps.run('Temporal', async () => {
    const program = await findProgram(TEMPORAL, { explicit: temporalCliPath, cacheFolder: cacheDir, say: around.say });
    const databaseFile = path.join(dataDir, 'temporal.db');
    const logFile = path.join(dataDir, 'logs', 'temporal.log');
    const { address, uiUrl } = await startTemporal({ program, namespace: temporalNamespace, databaseFile, logFile, ...around });
    return { address, uiUrl, reachable: true };
  });
}
