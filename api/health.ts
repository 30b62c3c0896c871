import type { RequestHandler } from 'express';
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { healthOfChannels } from '../casebook/delivery.ts';
import { lagOf } from '../casebook/relay/outbox.ts';
import type { Deps } from './deps.ts';

/** A worker that has not been heard of for this long is taken for dead, in ms. */
const SILENT_MS = 20_000;

/** `ok`; `degraded` when cases are recorded but not followed (Temporal or the workers are away); `down` without the database. */
export async function readiness({ pool }: Deps) {
  const [lag, channels, beats] = await Promise.all([
    lagOf(pool),
    healthOfChannels(pool),
    pool.query<{ temporal: string }>("SELECT temporal FROM worker_heartbeat WHERE at > now() - $1 * interval '1 ms'", [SILENT_MS]),
  ]);
  const reached = beats.rows.some((b) => b.temporal === 'ok');
  const why = beats.rowCount === 0 ? 'no worker has been heard of' : 'the workers cannot reach Temporal';
  return {
    status: reached ? 'ok' : 'degraded',
    checks: {
      database: { status: 'ok' },
      temporal: { status: reached ? 'ok' : 'away', ...(reached ? {} : { why }) },
      notifications: Object.fromEntries(
        channels
          .filter(({ waiting }) => waiting > 0)
          .map(({ channel, waiting, oldestSeconds, stuck, why }) => [
            channel,
            { status: stuck ? 'away' : 'ok', waiting, ...(stuck ? { oldestSeconds, why } : {}) },
          ]),
      ),
      relay: { outbox: lag.waiting, lagSeconds: Math.round(lag.oldestMs / 1_000) },
    },
  };
}

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
