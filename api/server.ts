import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { Express } from 'express';
import { messageKinds } from './message-kinds.ts';
import type { TlsPair } from './tls.ts';

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
export function patientServer(app: Express, patience: Patience = PATIENCE): Server {
  const server = createServer({ ...limitsOf(patience), ...messageKinds(app) }, app);
  server.setTimeout(patience.silence);
  return server;
}

/** The same over TLS 1.2 or newer; a handshake takes no longer than a head. */
export function patientSecureServer(app: Express, pair: TlsPair, patience: Patience = PATIENCE): SecureServer {
  const tls = { ...pair, minVersion: 'TLSv1.2', handshakeTimeout: patience.head } as const;
  const server = createSecureServer({ ...limitsOf(patience), ...tls, ...messageKinds(app) }, app);
  server.setTimeout(patience.silence);
  return server;
}

const limitsOf = ({ head, request }: Patience) => ({
  headersTimeout: head,
  requestTimeout: request,
  keepAliveTimeout: KEEP_ALIVE_MS,
  connectionsCheckingInterval: Math.min(head, request) / 4,
  maxHeaderSize: MAX_HEAD,
});
