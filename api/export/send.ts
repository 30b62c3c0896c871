import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Sends a file to be kept: its text, or whatever is written while it is being sent. A reader who leaves ends the writing. */
export async function sendFile(
  res: Response,
  { name, type }: { name: string; type: string },
  content: string | ((out: Writable) => Promise<void>),
): Promise<void> {
  res.set({ 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' });
  if (typeof content === 'string') return void res.send(content);
  const out = new PassThrough();
  const written = content(out).catch((error: Error) => void out.destroy(error));
  await Promise.all([pipeline(out, res), written]);
}
