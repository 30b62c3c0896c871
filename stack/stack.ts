import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { baseUrlOf, type Config } from '../config/env.ts';
import { migrate } from '../prisma/migrate.ts';
import { seedFirstStart } from '../prisma/seed.ts';
import { removeAddresses, writeAddresses } from './addresses.ts';
import { buildConsole } from './console.ts';
import { StartFailure } from './failure.ts';
import { firstUsers, type Seeded } from './first-users.ts';
import { embeddedKeys } from './keys.ts';
import { letGo, takeOver, whenAbandoned } from './launcher.ts';
import { stopParts } from './parts.ts';
import { openEmbeddedDatabase } from './postgres/database.ts';
import { startPostgres } from './postgres/server.ts';
import { ProcessFolder } from './process-id.ts';
import { apiService, choosePort, workerService } from './product.ts';
import type { Steps } from './steps.ts';
import { openTemporal, type TemporalAddress } from './temporal/open.ts';

/** What the person at the terminal is told when everything runs. */
export interface Running {
  apiUrl: string;
  temporal: TemporalAddress;
  seeded: Seeded;
}

/** The whole product on one machine: starts its parts in order, and stops them in the opposite one. */
export class Stack {
  private readonly config: Config;
  private readonly steps: Steps;
  private readonly processes: ProcessFolder;
  private readonly stopping = new AbortController();
  private owns = false;

  constructor(config: Config, steps: Steps) {
    this.config = config;
    this.steps = steps;
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    this.processes = new ProcessFolder(path.join(config.dataDir, 'run'));
  }

  /** Starts everything that was not given from outside; calls back when it should stop because nobody holds it any more. */
  async start(inherited: NodeJS.ProcessEnv, abandoned: () => void): Promise<Running> {
    const { config, steps } = this;
    await takeOver(this.processes, { underNpm: inherited.npm_lifecycle_event !== undefined, say: (text) => steps.say(text) });
    this.owns = true;
    whenAbandoned(this.processes, abandoned);
    const port = await choosePort(config);
    const apiUrl = config.tls ? baseUrlOf(config) : `http://localhost:${port}`;
    const [database, temporal] = await Promise.all([
      this.openDatabase(),
      openTemporal(config, steps, { ...this.around(), codecEndpoint: `${apiUrl}/api/v1/ops/codec` }),
      steps.run('Console', buildConsole),
    ]);
    const env = {
      ...inherited,
      TZ: 'UTC',
      PORT: String(port),
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: config.temporalNamespace,
      TEMPORAL_UI_ORIGIN: inherited.TEMPORAL_UI_ORIGIN || temporal.uiUrl,
      ANLAO_DATA_DIR: config.dataDir,
      ANLAO_KEYS: inherited.ANLAO_KEYS || embeddedKeys(config.dataDir, (text) => steps.say(text)),
    };
    writeAddresses(config.dataDir, { databaseUrl: database.url, temporalAddress: temporal.address, apiUrl });
    const waits = { waits: temporal.reachable };
    await Promise.all([
      steps.run('API and console', async () => apiService(config, env, this.around()).start()),
      steps.run('Worker', async () => workerService(config, env, this.around(), waits).start()),
    ]);
    return { apiUrl, temporal, seeded: database.seeded };
  }

  /** Stops everything that it started, in order: API, worker, Temporal, PostgreSQL. Another stack on the same folder is left alone. */
  async stop(): Promise<void> {
    if (!this.owns) return;
    this.stopping.abort(new StartFailure('The start was broken off', 'Start again when you like.'));
    await stopParts(this.processes);
    removeAddresses(this.config.dataDir);
    letGo(this.processes);
  }

  private async openDatabase(): Promise<{ url: string; seeded: Seeded }> {
    const { steps, config } = this;
    const url = config.databaseUrl ?? (await steps.run('PostgreSQL', () => this.embeddedDatabase()));
    await steps.run('Migrations', async (detail) => {
      const applied = await migrate(url).catch((error) => {
        const advice =
          config.databaseUrl === undefined
            ? 'Nothing was changed.'
            : 'Nothing was changed. Check DATABASE_URL and whether that server answers.';
        throw new StartFailure(`The database could not be brought up to date: ${error.message || error.code}`, advice, { cause: error });
      });
      if (applied.length > 0) detail(`${applied.length} applied`);
    });
    await steps.run('Divisions, calendar, policies', () => seedFirstStart({ databaseUrl: url }));
    const seeded = await steps.run('Users', () => firstUsers(url, config.demoPassword));
    return { url, seeded };
  }

  private async embeddedDatabase(): Promise<string> {
    const folder = this.config.dataDir;
    const server = await startPostgres({ folder, logFile: path.join(folder, 'logs', 'postgres.log'), ...this.around() });
    return openEmbeddedDatabase(server);
  }

  private around() {
    return { processes: this.processes, say: (text: string) => this.steps.say(text), stopping: this.stopping.signal };
  }
}
