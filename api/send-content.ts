import type { Readable } from 'node:stream';
import type { Response } from 'express';

/** How a content is given out. */
export interface Wrapping {
  mediaType: string;
  /** The name to save it under; shown in the browser, without scripts, when left out. */
  saveAs?: string;
}

/** Sends a content that was checked for whom it is. A content that turns out damaged breaks off before its end, so that nobody takes it for whole. */
export async function sendContent(res: Response, content: Readable, { mediaType, saveAs }: Wrapping): Promise<void> {
  res.set({
    'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    ...(saveAs === undefined ? {} : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(saveAs)}` }),
  });
  content.on('error', () => res.destroy()).pipe(res);
  await new Promise((resolve) => res.once('close', resolve));
}
