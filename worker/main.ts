import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { announcing } from '../activities/announce.ts';
import { caseActivities } from '../activities/index.ts';
import { Press } from '../activities/press/press.ts';
import { closeDays } from '../audit/close-days.ts';
import { doAudits } from '../audit/jobs.ts';
import { assemble } from '../casebook/assembly.ts';
import { cached } from '../casebook/cached.ts';
import { feedWebhooks } from '../casebook/feed.ts';
import { keepFromRelated } from '../casebook/interests.ts';
import { doReassignments, runningJobs } from '../casebook/jobs.ts';
import { doRecounts } from '../casebook/recounts.ts';
import { carryOutDecisions, checkDrift } from '../casebook/relay/drift.ts';
import { lagOf } from '../casebook/relay/outbox.ts';
import { Relay } from '../casebook/relay/relay.ts';
import { doReleases } from '../casebook/releases.ts';
import { runRetention } from '../casebook/retention.ts';
import { ringOf } from '../casebook/sealing.ts';
import { baseUrlOf, readConfig } from '../config/env.ts';
import { Dispatcher } from '../notification/dispatcher.ts';
import { emailChannel } from '../notification/email.ts';
import { networksOf } from '../notification/networks.ts';
import { openStore } from '../storage/open.ts';
import { workflowBundle } from './bundle.ts';
import { failureConverterPath, sealedConverter } from './codec.ts';
import { Deliveries, DIGEST_FROM, letterCompleter } from './deliveries.ts';
import { every } from './every.ts';
import { keepFiles } from './files.ts';
import { beat } from './heartbeat.ts';
import { Leisure } from './leisure.ts';
import { keepWorker, lazyClient, TASK_QUEUE } from './temporal.ts';

const DRIFT_MS = 5 * 60_000;
const BEAT_MS = 5_000;
const JOB_MS = 1_000;
const DECISION_MS = 5_000;
const ENDPOINTS_MS = 5_000;
const FEED_MS = 2_000;
const LEDGER_MS = 60_000;
const RETENTION_MS = 60 * 60_000;
const PRESS_MS = 1_000;

const config = readConfig(process.env);
const log = pino({ name: 'worker' });
const complain = (what: string) => (error: unknown) => log.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
if (!config.databaseUrl || !config.temporalAddress || !config.keys)
  throw new Error('the worker needs DATABASE_URL, TEMPORAL_ADDRESS and ANLAO_KEYS');
const { databaseUrl, temporalAddress: address, temporalNamespace: namespace, keys } = config;

Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, ...meta }, message)),
  shutdownSignals: [],
});
const { pool, law, people, casebook, effects, documents, contents, mailroom } = assemble(databaseUrl, {
  name: 'anlao worker',
  email: config.smtpUrl !== undefined,
  onError: complain('database'),
});
const store = await openStore(config, contents.claim);
const publicUrl = baseUrlOf(config);
const press = new Press({
  documents,
  store,
  publicUrl,
  onError: (documentNo, error) => complain(`document ${documentNo}`)(error),
  announce: announcing({ effects, mailroom }),
});
const ring = ringOf(keys);
const target = { address, namespace, dataConverter: sealedConverter(ring) };
const client = lazyClient(target);

const activities = caseActivities({ casebook, effects, documents, people, mailroom });
let carriedOut = 0;
const worker = keepWorker(
  target,
  {
    activities: {
      ...activities,
      carryOut(errand: Parameters<typeof activities.carryOut>[0]) {
        carriedOut += 1;
        return activities.carryOut(errand);
      },
    },
    workflowBundle: await workflowBundle({ failureConverterPath }),
  },
  { onReady: () => process.stdout.write('anlao worker ready\n'), onWaiting: complain('Temporal') },
);
const deliveries = new Deliveries({ pool, ring, networks: networksOf(config.webhookNetworks), publicUrl, logger: log });
const relay = new Relay({ pool, databaseUrl, client, nearby: worker.client, taskQueue: TASK_QUEUE, log }).start();
const leisure = new Leisure({ steps: () => relay.newest + carriedOut });
const id = randomUUID();
let stopping = false;
const running = cached(() => runningJobs(pool), JOB_MS / 2);
/** Does what jobs of a kind ask for, where there are any; all kinds look together. */
const job = (kind: string, work: () => Promise<unknown>, onError: (error: unknown) => void) =>
  every(JOB_MS, async () => (await running.get()).has(kind) && work(), onError);
const loops = [
  every(BEAT_MS, async () => beat(pool, id, { temporal: relay.reachable ? 'ok' : 'away', lag: await lagOf(pool) }), complain('heartbeat')),
  job('reassignment', () => doReassignments(pool, casebook), complain('bulk job')),
  job('release', () => doReleases({ pool, people, casebook }), complain('release')),
  job('recount', () => doRecounts({ pool, law, casebook }), complain('recount')),
  job('audit', () => doAudits(pool), complain('check of the trail')),
  every(DRIFT_MS, reconcile, complain('reconciliation')),
  every(DECISION_MS, () => carryOutDecisions({ pool, client }), complain('decisions about drift')),
  every(ENDPOINTS_MS, () => deliveries.follow(), complain('webhooks')),
  every(LEDGER_MS, () => keepFromRelated(pool, casebook), complain('declared interests')),
  every(RETENTION_MS, () => runRetention({ pool, law, casebook, store }), complain('retention')),
  every(FEED_MS, () => feedWebhooks(pool), complain('event feed')),
  every(LEDGER_MS, () => closeDays(pool), complain('ledger of the days')),
  every(PRESS_MS, () => press.printAll(() => stopping || !leisure.has()), complain('printing')),
  ...keepFiles({ config, store, contents, complain }),
];
const mail = config.smtpUrl
  ? new Dispatcher({
      pool,
      channel: emailChannel({ url: config.smtpUrl, from: senderOf(config.smtpUrl) }),
      logger: log,
      digestFrom: DIGEST_FROM,
      complete: letterCompleter(pool, ring, publicUrl),
    })
  : undefined;
mail?.start();

/** Holds log and Temporal against each other and says what came of it, when there was anything. */
async function reconcile(): Promise<void> {
  const check = await checkDrift({ pool, client });
  for (const finding of check?.healed ?? []) log.info({ ...finding }, 'drift healed');
  for (const finding of check?.waiting ?? []) log.warn({ ...finding }, 'drift waits for an administrator');
}

/** The account that the mail server knows, when it is an address. */
function senderOf(smtpUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes('@') ? user : 'anlao@localhost';
}

async function stop(): Promise<void> {
  stopping = true;
  await Promise.all([relay.stop(), mail?.stop(), ...loops.map((loop) => loop.stop())]);
  await deliveries.stop();
  await Promise.all([worker.stop(), press.close()]);
  await client.connection.close();
  await pool.end();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
