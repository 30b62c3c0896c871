import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { authDoor } from './auth-door.ts';
import { CODEC, codecOrigin } from './codec-origin.ts';
import type { Deps } from './deps.ts';
import { docsPage } from './docs-page.ts';
import { Door, type RouteSpec } from './door.ts';
import { errors, send } from './errors.ts';
import { health } from './health.ts';
import { DEFAULT_MESSAGES } from './language.ts';
import { requestLog } from './log.ts';
import { open311 } from './open311/router.ts';
import { pages } from './pages.ts';
import { apiKeys } from './routes/api-keys.ts';
import { cases } from './routes/cases.ts';
import { codec } from './routes/codec.ts';
import { complainant } from './routes/complainant.ts';
import { similarComplaints } from './routes/complaints.ts';
import { divisions } from './routes/divisions.ts';
import { documents } from './routes/documents.ts';
import { exchange } from './routes/exchange.ts';
import { exits } from './routes/exits.ts';
import { imports } from './routes/imports.ts';
import { inbox } from './routes/inbox.ts';
import { informants } from './routes/informants.ts';
import { institutions } from './routes/institutions.ts';
import { interests } from './routes/interests.ts';
import { jobs } from './routes/jobs.ts';
import { law } from './routes/law.ts';
import { letters } from './routes/letters.ts';
import { me } from './routes/me.ts';
import { notices } from './routes/notices.ts';
import { openings } from './routes/openings.ts';
import { operations } from './routes/operations.ts';
import { organisations } from './routes/organisations.ts';
import { papers } from './routes/papers.ts';
import { publicLetters } from './routes/public-letters.ts';
import { publicRegisters } from './routes/public-registers.ts';
import { registers } from './routes/registers.ts';
import { reports } from './routes/reports.ts';
import { retention } from './routes/retention.ts';
import { signatures } from './routes/signatures.ts';
import { system } from './routes/system.ts';
import { templates } from './routes/templates.ts';
import { upwardReports } from './routes/upward-reports.ts';
import { users } from './routes/users.ts';
import { webhooks } from './routes/webhooks.ts';
import { sameSite } from './same-site.ts';

z.config(DEFAULT_MESSAGES);

/** Pages load what this server gives them and nothing else; styles may be inline, as the documentation's are. */
const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};

/** What the API says is kept by no browser and by nothing on the way. */
const notKept: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

/** Every route of the API, declared on one door. */
export function doorOf(deps: Deps): Door {
  const door = new Door(deps);
  for (const routes of [
    openings,
    cases,
    papers,
    signatures,
    documents,
    jobs,
    imports,
    registers,
    inbox,
    notices,
    templates,
    webhooks,
    letters,
    publicLetters,
    exchange,
    complainant,
    publicRegisters,
    operations,
    codec,
    institutions,
    exits,
    upwardReports,
    reports,
    similarComplaints,
    law,
    system,
    informants,
    interests,
    me,
    users,
    divisions,
    organisations,
    apiKeys,
    retention,
  ])
    routes(door, deps);
  return door;
}

/** The whole HTTP side as one list: what every request passes through, then the routes. */
export function buildApp(deps: Deps): { app: Express; routes: readonly RouteSpec[] } {
  const door = doorOf(deps);
  const { router: healthRoutes, timed } = health(deps);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // what the API says is kept by nobody (notKept), and pages have tags of their own
  app.set('trust proxy', [...deps.trustedProxies]);
  app.use(helmet({ contentSecurityPolicy: CONTENT_SECURITY, strictTransportSecurity: deps.publicUrl?.startsWith('https://') === true }));
  app.use(healthRoutes);
  app.use(timed, requestLog(deps.log));
  app.use('/api', notKept);
  app.use('/api/v1/open311/v2', open311(deps)); // by key alone, so that no page can act with somebody's cookie
  app.use('/api', codecOrigin(deps.temporalUiOrigin), sameSite(deps.publicUrl, { [CODEC]: deps.temporalUiOrigin }));
  app.use(authDoor(deps));
  app.use(express.json({ limit: '256kb' }));
  app.use('/api/v1', door.router);
  app.use(docsPage(() => door.document()));
  if (deps.pages !== undefined) app.use(pages(deps.pages));
  app.use((_req, res) => send(res, { status: 404, code: 'not-found' }));
  app.use(errors(deps.log));
  return { app, routes: door.routes };
}
