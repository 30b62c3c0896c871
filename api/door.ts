import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Permission } from '../domain/permissions.ts';
import type { Deps } from './deps.ts';
import { SCOPE_OF } from './keys.ts';
import { messagesFor } from './language.ts';
import { Problem } from './schemas/problem.ts';
import { signedIn } from './session.ts';

extendZodWithOpenApi(z);

export interface RouteSpec {
  method: 'get' | 'post';
  /** Under `/api/v1`, with `{name}` for parameters. */
  path: string;
  summary: string;
  tag: string;
  /** The line of the table of permissions that it asks (domain/permissions.ts); `public` needs no session. */
  may: Permission | 'public';
  /** Open also to people who have still to choose a password of their own or a second factor. */
  unsettled?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Fields of a form with one file, or with as many as `mostFiles`. */
  upload?: z.ZodObject;
  mostFiles?: number;
  response: z.ZodType | 'binary';
  status?: 200 | 201 | 202;
  /** Other forms in which the answer can be had. */
  alsoAs?: readonly string[];
  /** The rules may refuse it (409) although it only reads. */
  refusable?: true;
  /** Handlers before the route's own: limits, uploads. */
  before?: RequestHandler[];
  headers?: z.ZodObject;
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
export interface Asked<S extends RouteSpec> {
  params: Out<S['params']>;
  query: Out<S['query']>;
  body: Out<S['body']>;
  req: Request;
  res: Response;
}

/** All routes of the API: each declared once, checked on the way in, and written down in the OpenAPI document. */
export class Door {
  readonly router = Router();
  readonly registry = new OpenAPIRegistry();
  /** What was added, in order. */
  readonly routes: RouteSpec[] = [];
  private readonly deps: Deps;

  constructor(deps: Deps) {
    this.deps = deps;
    this.registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' });
    this.registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer', description: 'anl_…' });
  }

  /** Adds a route. The handler's answer is sent as JSON, unless it has answered itself. */
  add<const S extends RouteSpec>(spec: S, handle: (asked: Asked<S>) => Promise<unknown>): void {
    this.routes.push(spec);
    this.describe(spec);
    const { params, query, body, may, unsettled, before = [], status = 200 } = spec;
    const gate = may === 'public' ? [] : [signedIn(this.deps, { may, unsettled })];
    const handler: RequestHandler = async (req, res) => {
      const messages = messagesFor(req);
      const asked = {
        params: params?.parse(req.params, messages),
        query: query?.parse(req.query, messages),
        body: body?.parse(req.body ?? {}, messages),
        req,
        res,
      } as Asked<S>;
      const answer = await handle(asked);
      if (!res.headersSent) res.status(status).json(answer);
    };
    this.router[spec.method](spec.path.replace(/\{(\w+)\}/g, ':$1'), ...gate, ...before, handler);
  }

  /** Writes a path into the document without serving it: the one door for actions is documented action by action. */
  describe({
    method,
    path,
    summary,
    tag,
    may,
    params,
    query,
    body,
    upload,
    mostFiles,
    response,
    status = 200,
    headers,
    alsoAs = [],
    refusable,
  }: RouteSpec): void {
    const codes = [
      ...(may === 'public' ? [] : [401, 403]),
      ...(params ? [404] : []),
      ...(method === 'post' ? [400, 409, 413, 415] : refusable ? [409] : []),
      422,
      429,
      503,
    ];
    const json = body && { 'application/json': { schema: body } };
    const binary = { type: 'string', format: 'binary' } as const;
    const file = mostFiles === undefined ? binary : ({ type: 'array', items: binary, maxItems: mostFiles } as const);
    const form = upload && { 'multipart/form-data': { schema: upload.extend({ file: z.any().openapi(file) }) } };
    const content = (form || json) && { ...json, ...form };
    const key = z.object({ 'Idempotency-Key': z.string().max(200).optional() });
    const config: RouteConfig = {
      method,
      path: `/api/v1${path}`,
      summary,
      tags: [tag],
      ...(may === 'public' ? {} : { security: [{ session: [] }, ...keyFor(may)] }),
      request: {
        ...(params ? { params } : {}),
        ...(query ? { query } : {}),
        ...(method === 'post' ? { headers: headers ? key.extend(headers.shape) : key } : {}),
        ...(content ? { body: { required: true, content } } : {}),
      },
      responses: {
        [status]: {
          description: summary,
          content: {
            ...(response === 'binary' ? { 'application/octet-stream': { schema: z.any() } } : { 'application/json': { schema: response } }),
            ...Object.fromEntries(alsoAs.map((form) => [form, { schema: z.string() }])),
          },
        },
        ...Object.fromEntries(
          codes.map((code) => [code, { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } }]),
        ),
      },
    };
    this.registry.registerPath(config);
  }

  /** The OpenAPI 3.1 document of every route added so far. */
  document(): object {
    return new OpenApiGeneratorV31(this.registry.definitions).generateDocument({
      openapi: '3.1.0',
      info: {
        title: 'Anlao 安老',
        version: '0.1.0',
        description: 'Casework for the supervision of elder-care institutions (养老机构监管办案).',
      },
      servers: [{ url: '/' }],
    });
  }
}

/** How the key of another system is documented, where one comes in. */
function keyFor(permission: Permission): { key: string[] }[] {
  const scope = SCOPE_OF[permission];
  return scope ? [{ key: [scope] }] : [];
}
