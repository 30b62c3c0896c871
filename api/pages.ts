import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** What machines ask for: never answered with a page. */
const MACHINES = /^\/(api|open311|docs|healthz|readyz|metrics|openapi\.json)(\/|$)/;
/** Pages for everybody; all others are the console's. */
const FOR_EVERYBODY = /^\/(portal|verify|letters)(\/|$)/;
const A_YEAR_S = 31_536_000;
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };

/** The built console and portal: files with a hash in their name are kept for a year, pages are asked for anew each time. */
export function pages(folder: string): Router {
  const router = Router();
  const files = express.static(folder, { index: false, redirect: false, dotfiles: 'ignore', setHeaders: cached });
  router.use((req, _res, next) => (MACHINES.test(req.path) ? next('router') : next(undefined)));
  router.use(unpacked(folder), files);
  router.get('/{*any}', (req, res, next) => {
    if (path.extname(req.path) !== '') return next();
    const page = path.join(folder, FOR_EVERYBODY.test(req.path) ? 'portal/index.html' : 'index.html');
    res.set('Cache-Control', 'no-cache').sendFile(page, (error) => error && next());
  });
  return router;
}

function cached(res: express.Response, file: string): void {
  const hashed = file.includes(`${path.sep}assets${path.sep}`);
  res.set('Cache-Control', hashed ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache');
}

/** Sends the packed twin of a file to whoever can unpack it. */
const unpacked =
  (folder: string): RequestHandler =>
  (req, res, next) => {
    const type = TYPES[path.extname(req.path)];
    const twin = path.join(folder, `${path.normalize(req.path)}.gz`);
    if (!type || !twin.startsWith(folder + path.sep) || !existsSync(twin)) return next();
    res.vary('Accept-Encoding');
    if (!req.acceptsEncodings('gzip')) return next();
    res.set({ 'Content-Encoding': 'gzip', 'Content-Type': `${type}; charset=utf-8` });
    req.url = `${req.path}.gz`;
    next();
  };
