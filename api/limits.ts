import type { Request, RequestHandler } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { receiptHash } from '../casebook/sealing.ts';
import { send } from './errors.ts';
import { personOf } from './session.ts';

/** At most so many requests a minute from one address. */
export const publicLimit = (perMinute: number): RequestHandler => limited(perMinute);

/** At most so many requests a minute by one account, from however many addresses: a person, or another system with any of its keys. */
export const accountLimit = (perMinute: number): RequestHandler => limited(perMinute, (req) => personOf(req).id);

/** At most so many requests a minute with one receipt code, from however many addresses. */
export const codeLimit = (perMinute: number): RequestHandler => limited(perMinute, (req) => receiptHash(String(req.params.receiptCode)));

/** Counted in this process; where several serve, each counts its own. */
const limited = (limit: number, keyGenerator?: (req: Request) => string): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(keyGenerator ? { keyGenerator } : {}),
    handler: (_req, res) => send(res, { status: 429, code: 'too-many-requests' }),
  } satisfies Partial<Options>);
