import type { RequestHandler } from 'express';
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lagOf } from '../casebook/relay/outbox.ts';
import type { Deps } from './deps.ts';

/** A worker that has not been heard of for this long is taken for dead, in ms. */
const SILENT_MS = 20_000;

/** `ok`; `degraded` when cases are recorded but not followed (Temporal or the workers are away); `down` without the database. */
async function readiness({ pool }: Deps) {
  const [lag, beats] = await Promise.all([
    lagOf(pool),
    pool.query<{ temporal: string }>("SELECT temporal FROM worker_heartbeat WHERE at > now() - $1 * interval '1 ms'", [SILENT_MS]),
  ]);
  const reached = beats.rows.some((b) => b.temporal === 'ok');
  const why = beats.rowCount === 0 ? 'no worker has been heard of' : 'the workers cannot reach Temporal';
  return {
    status: reached ? 'ok' : 'degraded',
    checks: {
      database: { status: 'ok' },
      temporal: { status: reached ? 'ok' : 'away', ...(reached ? {} : { why }) },
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
