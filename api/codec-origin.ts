import type { RequestHandler } from 'express';

/** The one path, under `/api`, that pages of another origin may ask. */
export const CODEC = '/v1/ops/codec/decode';
/** The headers that the Temporal UI sends beside the session's cookie. */
const HEADERS = 'Content-Type, X-Namespace, Authorization';

/** Lets pages of that one origin, the Temporal UI, send what they have to be decoded; a browser keeps every other from reading the answer. */
export const codecOrigin =
  (origin: string | undefined): RequestHandler =>
  (req, res, next) => {
    if (req.path !== CODEC) return next();
    res.vary('Origin');
    if (origin === undefined || req.get('Origin') !== origin) return next();
    res.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (req.method !== 'OPTIONS') return next();
    res.set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': HEADERS, 'Access-Control-Max-Age': '600' });
    res.sendStatus(204);
  };
