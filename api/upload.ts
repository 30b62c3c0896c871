import { rm } from 'node:fs/promises';
import os from 'node:os';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { MalformedForm } from './problems.ts';

/**
 * Takes a form with one file of at most `maxBytes` bytes, in the field `file`, into a temporary file that is gone when the request is answered,
 * whatever became of it. A form that the parser cannot read is the caller's fault.
 */
export const oneFile = (limits: Limits): RequestHandler => tidied(formsOf({ ...limits, most: 1 }).single('file'));

/** The same with up to `most` files, all in the field `file`; they are found by `filesOf`. */
export const severalFiles = (limits: Limits & { most: number }): RequestHandler => tidied(formsOf(limits).array('file', limits.most));

/** The files that came with a request, in the order in which they were sent. */
export function filesOf({ file, files }: Pick<Request, 'file' | 'files'>): Express.Multer.File[] {
  if (Array.isArray(files)) return files;
  return file ? [file] : [];
}

interface Limits {
  maxBytes: number;
  fieldBytes?: number;
}

function formsOf({ maxBytes, fieldBytes = 100_000, most }: Limits & { most: number }): multer.Multer {
  const limits = { fileSize: maxBytes, files: most, fields: 10, fieldSize: fieldBytes };
  return multer({ dest: os.tmpdir(), limits, defParamCharset: 'utf8' });
}

function tidied(parse: RequestHandler): RequestHandler {
  return (req, res, next) =>
    parse(req, res, (error: unknown) => {
      const received = filesOf(req);
      const tidy = () => {
        for (const { path } of received) void rm(path, { force: true });
      };
      if (res.closed) tidy();
      else res.once('close', tidy);
      next(error instanceof Error && !('code' in error) ? new MalformedForm(error.message) : error);
    });
}
