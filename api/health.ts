import type { RequestHandler } from 'express';
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type ChannelHealth, healthOfChannels } from '../casebook/delivery.ts';
import type { Waiting } from '../casebook/documents.ts';
import { lagOf } from '../casebook/relay/outbox.ts';
import type { Deps } from './deps.ts';

/** A worker that has not been heard of for this long is taken for dead, in ms. */
const SILENT_MS = 20_000;

/**
 * `ok`; `degraded` when cases are recorded and something of what should follow does not: Temporal, a channel, the bucket or the printing of
 * documents is away, `checks` says which and why; `down` without the database.
 */
export async function readiness({ pool, documents, store }: Deps) {
  const [lag, channels, papers, contents, beats] = await Promise.all([
    lagOf(pool),
    healthOfChannels(pool),
    documents.waiting(),
    store.health(),
    pool.query<{ temporal: string }>("SELECT temporal FROM worker_heartbeat WHERE at > now() - $1 * interval '1 ms'", [SILENT_MS]),
  ]);
  const reached = beats.rows.some((b) => b.temporal === 'ok');
  const why = beats.rowCount === 0 ? 'no worker has been heard of' : 'the workers cannot reach Temporal';
  const goesOn = reached && papers.error === null && contents.why === undefined && !channels.some(({ stuck }) => stuck);
  return {
    status: goesOn ? 'ok' : 'degraded',
    checks: {
      database: { status: 'ok' },
      temporal: { status: reached ? 'ok' : 'away', ...(reached ? {} : { why }) },
      notifications: Object.fromEntries(channels.filter(({ waiting }) => waiting > 0).map((c) => [c.channel, channelCheck(c)])),
      documents: { status: papers.error === null ? 'ok' : 'away', ...documentsCheck(papers) },
      storage: { status: contents.why === undefined ? 'ok' : 'away', ...contents },
      relay: { outbox: lag.waiting, lagSeconds: Math.round(lag.oldestMs / 1_000) },
    },
  };
}

const channelCheck = ({ waiting, oldestSeconds, stuck, why }: ChannelHealth) => ({
  status: stuck ? 'away' : 'ok',
  waiting,
  ...(stuck ? { oldestSeconds, why } : {}),
});

const documentsCheck = ({ waiting, oldestMs, error }: Waiting) => ({
  waiting,
  ...(error === null ? {} : { oldestSeconds: Math.round(oldestMs / 1_000), why: error }),
});

/** What operators and load balancers ask. */
export function health(deps: Deps): { router: Router; timed: RequestHandler } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: 'anlao_http_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  new Gauge({
    name: 'anlao_outbox_waiting',
    help: 'Steps that the workflows have not been told of',
    registers: [register],
    async collect() {
      const lag = await lagOf(deps.pool).catch(() => undefined); // without the database the other metrics are asked for most
      this.set(lag?.waiting ?? Number.NaN);
    },
  });
  channelGauges(register, deps);
  paperGauges(register, deps);
  const timed: RequestHandler = (req, res, next) => {
    const end = seconds.startTimer({ method: req.method });
    res.once('finish', () => end({ route: req.route?.path ?? 'other', status: res.statusCode }));
    next();
  };
  const router = Router();
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', async (_req, res) => {
    const ready = await readiness(deps).catch(() => undefined);
    res.status(ready ? 200 : 503).json(ready ?? { status: 'down', checks: { database: { status: 'away' } } });
  });
  router.get('/metrics', async (_req, res) => void res.type(register.contentType).send(await register.metrics()));
  return { router, timed };
}

/** What waits on each channel, what failed for good, and for how long one has not got through. */
function channelGauges(register: Registry, { pool }: Deps): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['channel'], registers: [register] });
  const oldest = gauge('anlao_notification_oldest_seconds', 'Age of the oldest message that was tried and did not get through');
  const failed = gauge('anlao_notifications_failed', 'Messages that failed for good and wait to be sent again by hand');
  new Gauge({
    name: 'anlao_notifications_waiting',
    help: 'Messages that wait to be sent',
    labelNames: ['channel'],
    registers: [register],
    async collect() {
      const channels = await healthOfChannels(pool).catch(() => []);
      for (const all of [this, oldest, failed]) all.reset();
      for (const { channel, waiting, oldestSeconds, failed: dead } of channels) {
        this.set({ channel }, waiting);
        oldest.set({ channel }, oldestSeconds);
        failed.set({ channel }, dead);
      }
    },
  });
}

/** What waits to be printed, and what waits on this machine for the bucket. */
function paperGauges(register: Registry, { documents, store }: Deps): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [register] });
  const oldest = gauge('anlao_document_oldest_seconds', 'Age of the oldest document that is not printed');
  const away = gauge('anlao_storage_away', '1 while the place where contents are meant to lie cannot be used');
  new Gauge({
    name: 'anlao_documents_waiting',
    help: 'Documents that are issued and not printed',
    registers: [register],
    async collect() {
      const papers = await documents.waiting().catch(() => undefined);
      this.set(papers?.waiting ?? Number.NaN);
      oldest.set(papers ? papers.oldestMs / 1_000 : Number.NaN);
    },
  });
  new Gauge({
    name: 'anlao_storage_waiting',
    help: 'Contents that wait on this machine to be carried to the bucket, counted up to a thousand',
    registers: [register],
    async collect() {
      const contents = await store.health();
      this.set(contents.waiting);
      away.set(contents.why === undefined ? 0 : 1);
    },
  });
}
