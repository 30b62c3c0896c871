import type { Request, RequestHandler } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import type { Pool } from 'pg';
import { receiptHash } from '../casebook/sealing.ts';
import { send } from './errors.ts';
import { personOf } from './session.ts';
import { SharedCounts } from './shared-counts.ts';

/** What is limited: `name` tells one count from another, the same in every process. */
interface Limited {
  name: string;
  perMinute: number;
}

/** At most so many requests a minute from one address. */
export const publicLimit = (pool: Pool, limit: Limited): RequestHandler => limited(pool, limit);

/** At most so many requests a minute by one account, from however many addresses: a person, or another system with any of its keys. */
export const accountLimit = (pool: Pool, limit: Limited): RequestHandler => limited(pool, limit, (req) => personOf(req).id);

/** At most so many requests a minute with one receipt code, from however many addresses. */
export const codeLimit = (pool: Pool, limit: Limited): RequestHandler =>
  limited(pool, limit, (req) => receiptHash(String(req.params.receiptCode)));

/** Counted in the database, for all processes together. */
const limited = (pool: Pool, { name, perMinute: limit }: Limited, keyGenerator?: (req: Request) => string): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    store: new SharedCounts(pool, { name, limit }),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(keyGenerator ? { keyGenerator } : {}),
    handler: (_req, res) => send(res, { status: 429, code: 'too-many-requests' }),
  } satisfies Partial<Options>);
