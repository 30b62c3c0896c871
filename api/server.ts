import { createServer, type RequestListener, type Server } from 'node:http';

/** How long somebody may take, in ms. */
export interface Patience {
  /** To send the head of a request. */
  head: number;
  /** To send a whole request: a photograph over a telephone, but no longer. */
  request: number;
  /** Without a single byte either way. */
  silence: number;
}
const PATIENCE: Patience = { head: 20_000, request: 300_000, silence: 60_000 };
const KEEP_ALIVE_MS = 10_000;
/** A head longer than this is no head of ours, in bytes. */
const MAX_HEAD = 16_384;

/** A server that cuts off who sends or reads too slowly, so that a few cannot keep all connections. */
export function patientServer(app: RequestListener, { head, request, silence }: Patience = PATIENCE): Server {
  const server = createServer(
    {
      headersTimeout: head,
      requestTimeout: request,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(head, request) / 4,
      maxHeaderSize: MAX_HEAD,
    },
    app,
  );
  server.setTimeout(silence);
  return server;
}
