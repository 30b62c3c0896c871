import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { send } from './errors.ts';

/** At most so many requests a minute from one address. */
export const publicLimit = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, res) => send(res, { status: 429, code: 'too-many-requests' }),
  });
