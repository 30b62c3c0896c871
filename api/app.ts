import { toNodeHandler } from 'better-auth/node';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import type { Deps } from './deps.ts';
import { docsPage } from './docs-page.ts';
import { Door } from './door.ts';
import { errors, send } from './errors.ts';
import { health } from './health.ts';
import { cases } from './routes/cases.ts';
import { imports } from './routes/imports.ts';
import { jobs } from './routes/jobs.ts';
import { openings } from './routes/openings.ts';
import { operations } from './routes/operations.ts';
import { papers } from './routes/papers.ts';
import { portal } from './routes/portal.ts';
import { registers } from './routes/registers.ts';

z.config(z.locales.zhCN());

/** The whole HTTP side as one list: what every request passes through, then the routes. */
export function buildApp(deps: Deps): { app: Express; document: object } {
  const door = new Door(deps);
  for (const routes of [openings, cases, papers, jobs, imports, registers, portal, operations]) routes(door, deps);
  const document = door.document();
  const { router: healthRoutes, timed } = health(deps);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { 'script-src': ["'self'"], 'upgrade-insecure-requests': null } },
      strictTransportSecurity: false,
    }),
  );
  app.use(healthRoutes);
  app.use(timed);
  app.use('/api/auth/sign-out', (_req, _res, next) => {
    deps.sessions.forget();
    next();
  });
  app.all('/api/auth/*splat', toNodeHandler(deps.auth));
  app.use(express.json({ limit: '256kb' }));
  app.use('/api/v1', door.router);
  app.use(docsPage(document));
  app.use((_req, res) => send(res, { status: 404, code: 'not-found' }));
  app.use(errors(deps.log));
  return { app, document };
}
