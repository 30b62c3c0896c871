import type { Request, Response } from 'express';

/** One JSON value to a line, each sent when it is known (https://github.com/ndjson/ndjson-spec). */
export const LINES = 'application/x-ndjson';

/** Whether a request wants to hear line by line how its work goes on; whoever takes anything gets one answer at the end. */
export const wantsLines = (req: Request): boolean => req.accepts(['json', LINES]) === LINES;

/** Whether an answer has begun to be told in lines, so that more can only be said in another one. */
export const tellsLines = (res: Response): boolean => res.headersSent && !res.writableEnded && res.get('Content-Type') === LINES;

/** Says one more line; the first begins the answer. No proxy may keep it back, and nobody is told who has gone away. */
export function tellLine(res: Response, said: object): void {
  if (res.closed) return;
  if (!res.headersSent) res.status(200).set({ 'Content-Type': LINES, 'X-Accel-Buffering': 'no', 'Cache-Control': 'no-store' });
  res.write(`${JSON.stringify(said)}\n`);
}
