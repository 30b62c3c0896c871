import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { ZodError } from 'zod';
import { InvalidInput, KeyReused } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import type { Deps } from '../deps.ts';
import { accountLimit } from '../limits.ts';
import { NotAllowed, NotFound, NotSignedIn, OutOfScope } from '../problems.ts';
import { openComplaint } from '../routes/openings.ts';
import { bearerOf, letIn, personOf, remember } from '../session.ts';
import { Open311Error, sendError, sendList, sendOne } from './formats.ts';
import { complaintOf, fieldsOf, Report, reportsOf, Search } from './requests.ts';
import { definitionOf, isService, services } from './services.ts';

const WITH_FORMAT = '{.:format}';
const PERMISSION = 'complaints.open';

/** Open311 GeoReport v2 for hotline platforms: what can be reported, a report, and how it stands (docs/exchange.md). */
export function open311(deps: Deps): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false, limit: '64kb' }), express.json({ limit: '64kb' }));
  router.use((req, _res, next) => next(['json', 'xml', undefined].includes(/\.(\w+)$/.exec(req.path)?.[1]) ? undefined : new NotFound()));

  router.get(`/discovery${WITH_FORMAT}`, (req, res) => sendOne(req, res, 'discovery', discovery(deps)));
  router.get(`/services${WITH_FORMAT}`, (req, res) => sendList(req, res, ['services', 'service'], services()));
  router.get('/services/:code', (req, res) => {
    const code = withoutFormat(req.params.code);
    if (!isService(code)) throw new NotFound();
    sendOne(req, res, 'service_definition', definitionOf(code));
  });

  const identified: RequestHandler = async (req, _res, next) => {
    remember(req, await callerOf(deps, req, fieldsOf(req).api_key));
    next();
  };
  router.post(
    `/requests${WITH_FORMAT}`,
    identified,
    accountLimit(deps.pool, { name: 'intake', perMinute: deps.limits.accountIntake }),
    (async (req, res) => {
      const fields = fieldsOf(req);
      const person = personOf(req);
      const report = Report.parse(fields);
      if (report.attribute.source_number) req.headers['idempotency-key'] ??= `open311:${report.attribute.source_number}`;
      const from = { who: person.id, actor: { id: person.id, name: person.name, role: person.role }, division: person.division };
      const { caseNo } = await openComplaint(deps, req, complaintOf(report), from);
      const row = { service_request_id: caseNo, service_notice: '自受理之日起5个工作日内答复', account_id: report.account_id ?? null };
      sendList(req, res, ['service_requests', 'request'], [row], 201);
    }) satisfies RequestHandler,
  );

  router.get(`/requests${WITH_FORMAT}`, (async (req, res) => {
    const person = await callerOf(deps, req, req.query.api_key);
    sendList(req, res, ['service_requests', 'request'], await reportsOf(deps, person.id, Search.parse(req.query)));
  }) satisfies RequestHandler);

  router.get('/requests/:id', (async (req: Request<{ id: string }>, res) => {
    const person = await callerOf(deps, req, req.query.api_key);
    const found = await reportsOf(deps, person.id, { service_request_id: withoutFormat(req.params.id) });
    if (found.length === 0) throw new NotFound();
    sendList(req, res, ['service_requests', 'request'], found);
  }) satisfies RequestHandler<{ id: string }>);

  router.use((_req, _res, next) => next(new NotFound()));
  router.use(refusals);
  return router;
}

const withoutFormat = (name: string): string => name.replace(/\.(json|xml)$/, '');

/** The account behind the platform's API key; a session does not count here. @throws NotSignedIn, NotAllowed, OutOfScope */
async function callerOf(deps: Deps, req: Request, apiKey: unknown): Promise<Person> {
  if (apiKey !== undefined && typeof apiKey !== 'string') throw new Open311Error(400, 'api_key is given once');
  const key = apiKey ?? bearerOf(req);
  if (key === undefined) throw new NotSignedIn();
  return letIn(deps, req, { may: PERMISSION }, key);
}

const discovery = ({ linkBase }: Deps) => ({
  changeset: '2026-11-25T00:00:00Z',
  contact: '县民政局养老服务科',
  key_service: '向系统管理员申请 API 密钥',
  endpoints: [
    {
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: `${linkBase}/api/v1/open311/v2`,
      changeset: '2026-11-25T00:00:00Z',
      type: 'production',
      formats: ['text/xml', 'application/json'],
    },
  ],
});

/** Errors in the standard's form: 403 for a missing or wrong key, 400 with what is wrong, 404. */
const refusals: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof Open311Error) return sendError(req, res, error.status, error.message);
  if (error instanceof NotSignedIn) return sendError(req, res, 403, 'missing or invalid api_key');
  if (error instanceof NotAllowed || error instanceof OutOfScope) return sendError(req, res, 403, 'this api_key may not report');
  if (error instanceof NotFound) return sendError(req, res, 404, 'not found');
  if (error instanceof InvalidInput) return sendError(req, res, 400, `${error.field}: ${error.message}`);
  if (error instanceof KeyReused) return sendError(req, res, 409, error.message);
  if (error instanceof ZodError)
    return sendError(req, res, 400, error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  next(error);
};
