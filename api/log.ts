import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

const FITTING = /^[\w.-]{8,80}$/;

/** Gives every request an id, its caller's if it has one, and logs what became of it: the route, never the address, which may hold a receipt code. */
export const requestLog =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const given = req.get('X-Request-Id');
    const id = given && FITTING.test(given) ? given : randomUUID();
    const from = performance.now();
    res.set('X-Request-Id', id);
    res.once('finish', () => {
      const { method } = req;
      log.info({ id, method, route: req.route?.path, status: res.statusCode, ms: Math.round(performance.now() - from) }, 'request');
    });
    next();
  };

const SPOKEN = 200;

/** What a fault says to operators: where it happened and the first line of why. Details of database errors quote rows, and stay out. */
export function faultOf(error: unknown): { name: string; message: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, message: '', at: [] };
  const { name, message, stack = '' } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const firstLine = message.split('\n').find((line) => line.trim() !== '') ?? '';
  const at = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, message: firstLine.slice(0, SPOKEN), ...code, at: at.map((line) => line.trim()) };
}
