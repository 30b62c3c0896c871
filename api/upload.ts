import { rm } from 'node:fs/promises';
import os from 'node:os';
import type { RequestHandler } from 'express';
import multer from 'multer';
import { MalformedForm } from './problems.ts';

/**
 * Takes a form with one file of at most `maxBytes` bytes, in the field `file`, into a temporary file that is gone when the request is answered,
 * whatever became of it. A form that the parser cannot read is the caller's fault.
 */
export function oneFile({ maxBytes, fieldBytes = 100_000 }: { maxBytes: number; fieldBytes?: number }): RequestHandler {
  const limits = { fileSize: maxBytes, files: 1, fields: 10, fieldSize: fieldBytes };
  const parse = multer({ dest: os.tmpdir(), limits, defParamCharset: 'utf8' }).single('file');
  return (req, res, next) =>
    parse(req, res, (error: unknown) => {
      const received = req.file?.path;
      const tidy = () => received !== undefined && void rm(received, { force: true });
      if (res.closed) tidy();
      else res.once('close', tidy);
      next(error instanceof Error && !('code' in error) ? new MalformedForm(error.message) : error);
    });
}
