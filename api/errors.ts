import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { type core, ZodError } from 'zod';
import { InvalidInput, KeyReused, NoSuchCase, Refused, VersionConflict } from '../casebook/errors.ts';
import type { Reason, RefusalCode } from '../domain/kernel/reasons.ts';
import { ArchiveBomb } from '../storage/archive.ts';
import { BadPicture } from '../storage/picture.ts';
import { ShelfAway } from '../storage/shelf.ts';
import { UnsupportedType } from '../storage/sniff.ts';
import { NoSpace, TooLarge } from '../storage/store.ts';
import { BadArchive } from '../storage/zip.ts';
import { tellLine, tellsLines } from './lines.ts';
import { faultOf } from './log.ts';
import {
  CrossSite,
  InvalidFields,
  MalformedForm,
  MustChangePassword,
  NoLongerOpen,
  NotAllowed,
  NotFound,
  NotJson,
  NotPrinted,
  NotSignedIn,
  OutOfScope,
  Quarantined,
  SecondFactorRequired,
  SessionsUnavailable,
  TooSoon,
} from './problems.ts';

/** A code without a status does not compile. */
const REFUSED = {
  'action-not-available': 409,
  'role-not-allowed': 403,
  'same-person': 403,
  'conflict-of-interest': 403,
  'not-in-time': 409,
  'not-lawful': 409,
  'cap-reached': 409,
} satisfies Record<RefusalCode, number>;

interface Problem {
  status: number;
  code: string;
  /** Why the rules do not allow it, and what that is about. */
  reason?: Reason;
  about?: string[];
  detail?: string;
  errors?: { field: string; message: string }[];
  available?: string[];
  /** Seconds after which it may be tried again. */
  retryAfter?: number;
}

const RETRY_AFTER_S = 5;

/** The one map from error to `application/problem+json` (RFC 9457). */
export const errors =
  (log: Logger): ErrorRequestHandler =>
  (error, req, res, next) => {
    if (res.headersSent && !tellsLines(res)) return next(error);
    const known = problemOf(error);
    const told = () => ({ id: res.get('X-Request-Id'), method: req.method, route: req.route?.path, fault: faultOf(error) });
    if (!known) log.error(told(), 'a request failed');
    else if (known.status === 503) log.warn(told(), 'a request was put off');
    send(res, known ?? { status: 500, code: 'internal-error' });
  };

/** Answers with a problem; where the answer is told in lines already, its last one is `{ problem }`. */
export function send(res: Response, { status, retryAfter = status === 503 ? RETRY_AFTER_S : undefined, ...more }: Problem): void {
  const problem = { type: 'about:blank', title: more.code, status, ...more };
  if (tellsLines(res)) {
    tellLine(res, { problem });
    res.end();
    return;
  }
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  res.status(status).type('application/problem+json').json(problem);
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Refused) return refused(error);
  if (error instanceof ZodError)
    return {
      status: 422,
      code: 'invalid-input',
      detail: 'the request does not fit its schema',
      errors: error.issues.map((issue) => ({ field: issue.path.join('.'), message: messageOf(issue) })),
    };
  if (error instanceof InvalidInput)
    return { status: 422, code: 'invalid-input', detail: error.message, errors: [{ field: error.field, message: error.message }] };
  if (error instanceof InvalidFields) return { status: 422, code: 'invalid-input', detail: error.message, errors: error.errors };
  if (error instanceof VersionConflict) return { status: 409, code: 'version-conflict', detail: error.message };
  if (error instanceof KeyReused) return { status: 409, code: 'idempotency-key-reused', detail: error.message };
  if (error instanceof NoSuchCase) return { status: 404, code: 'no-such-case' };
  if (error instanceof NotFound) return { status: 404, code: 'not-found' };
  if (error instanceof NoLongerOpen) return { status: 409, code: 'no-longer-open', detail: error.message };
  if (error instanceof NotSignedIn) return { status: 401, code: 'not-signed-in' };
  if (error instanceof NotAllowed) return { status: 403, code: 'role-not-allowed', detail: error.message };
  if (error instanceof TooSoon) return { status: 429, code: 'too-many-attempts', detail: error.message, retryAfter: error.seconds };
  if (error instanceof MustChangePassword)
    return { status: 403, code: 'must-change-password', detail: 'choose a password of your own first' };
  if (error instanceof SecondFactorRequired) return { status: 403, code: 'two-factor-required', detail: 'set up a second factor first' };
  if (error instanceof OutOfScope) return { status: 403, code: 'out-of-scope', detail: 'the key does not reach this' };
  if (error instanceof CrossSite) return { status: 403, code: 'cross-site', detail: 'this was sent by a page of another site' };
  if (error instanceof NotJson) return { status: 415, code: 'unsupported-type', detail: 'the body must be application/json' };
  if (error instanceof SessionsUnavailable) return AWAY_PROBLEM;
  if (error instanceof MalformedForm) return { status: 400, code: 'malformed-form', detail: error.message };
  if (error instanceof UnsupportedType) return { status: 415, code: 'unsupported-type', detail: error.message };
  if (error instanceof TooLarge) return { status: 413, code: 'too-large', detail: error.message };
  if (error instanceof NoSpace) return { status: 507, code: 'no-space' };
  if (error instanceof ShelfAway)
    return { status: 503, code: 'storage-unavailable', detail: 'the files cannot be reached; please try again' };
  if (error instanceof ArchiveBomb || error instanceof BadArchive || error instanceof BadPicture)
    return { status: 415, code: 'unsafe-file', detail: error.message };
  if (error instanceof NotPrinted)
    return { status: 503, code: 'not-printed-yet', detail: 'the document is being printed; please try again' };
  if (error instanceof Quarantined) return { status: 409, code: 'quarantined', detail: error.message };
  return problemOfFault(error as Fault);
}

/** Of a key that does not fit, what is wrong with it. */
const messageOf = (issue: core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

const refused = ({ refusal: { code, reason, about, detail, field }, available }: Refused): Problem => ({
  status: REFUSED[code],
  code,
  reason,
  about,
  detail,
  ...(field ? { errors: [{ field, message: detail }] } : {}),
  ...(code === 'action-not-available' ? { available } : {}),
});

interface Fault {
  type?: string;
  code?: string;
  status?: number;
  message?: string;
  name?: string;
}

/** What body parsers and the database throw. */
function problemOfFault({ type, code = '', status, message = '', name }: Fault): Problem | undefined {
  if (type === 'entity.parse.failed') return { status: 400, code: 'malformed-json', detail: 'the body is not JSON' };
  if (type === 'entity.too.large' || code === 'LIMIT_FILE_SIZE') return { status: 413, code: 'too-large' };
  if (name === 'MulterError') return { status: 422, code: 'invalid-input', detail: message };
  if (isDatabaseAway(code, message)) return AWAY_PROBLEM;
  if (status !== undefined && status >= 400 && status < 500) return { status, code: 'bad-request', detail: message };
  return undefined;
}

const AWAY_PROBLEM: Problem = { status: 503, code: 'database-unavailable', detail: 'nothing was recorded; please send it again' };
/** Also what a server says that is overloaded, stops, starts or has become a reserve: the transaction is undone, and the same may be sent again. */
const AWAY =
  /^(3D000|P1001|P1003|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|57P0[1-5]|57014|40001|40P01|25006|08...|53...)$/;
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Can't reach database|ECONNREFUSED|not currently accepting connections/;
/** Prisma wraps what the server said, such as that it is starting up (57P03), in an error with a code of its own. */
const saidBy = (code: string, message: string): string => (/^P20(10|39)$/.test(code) && /Code: `(\w+)`/.exec(message)?.[1]) || code;
const isDatabaseAway = (code: string, message: string): boolean => AWAY.test(saidBy(code, message)) || AWAY_MESSAGE.test(message);
