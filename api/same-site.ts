import type { Request, RequestHandler } from 'express';
import { CrossSite, NotJson } from './problems.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const TAKEN = ['application/json', 'multipart/form-data'];

/**
 * Keeps pages of other sites from acting with somebody's cookie: what changes something comes from our own pages, or from no page at all
 * (a script, curl), and its body is of a type that a foreign form cannot send unasked. `guests`: the one other origin that may ask, by path
 * under `/api`. @throws CrossSite, NotJson
 */
export const sameSite =
  (publicUrl: string | undefined, guests: Record<string, string | undefined> = {}): RequestHandler =>
  (req, _res, next) => {
    if (!SAFE.includes(req.method)) {
      if (isForeign(req, publicUrl, guests[req.path])) throw new CrossSite();
      if (hasBody(req) && !req.is(TAKEN)) throw new NotJson();
    }
    next();
  };

/** Browsers say where a request comes from: by the newer header, or by the older one. */
function isForeign(req: Request, publicUrl: string | undefined, guest: string | undefined): boolean {
  const origin = req.get('Origin');
  if (guest !== undefined && origin === guest) return false;
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin !== publicUrl && origin !== `${req.protocol}://${req.host}`;
}

const hasBody = (req: Request): boolean => req.get('Transfer-Encoding') !== undefined || Number(req.get('Content-Length') ?? 0) > 0;
