import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isSigned } from '../../notification/signature.ts';

/** A request as a receiver gets it. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How a receiver answers: with a status, with a status and a body, never, or twice on one connection. */
export type Answers = number | { status: number; body: string } | 'stall' | 'twice' | 'hang up';

/** A real HTTP receiver. It takes a message once, whatever is sent again, as docs/notifications.md asks of receivers. */
export interface Receiver {
  url: string;
  port: number;
  /** All requests, in order. */
  requests: Received[];
  /** What was taken: signed rightly, and not seen before. */
  taken: () => Received[];
  answers: Answers;
  close(): Promise<void>;
}

export async function startReceiver({ secret, port = 0 }: { secret?: string; port?: number } = {}): Promise<Receiver> {
  const requests: Received[] = [];
  const taken = new Map<string, Received>();
  const sockets = new Set<Socket>();
  const server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    req.on('end', () => {
      const request = { path: req.url ?? '', headers: req.headers, body };
      requests.push(request);
      if (!signedRightly(secret, request)) return void res.writeHead(401).end();
      const { answers } = receiver;
      const accepts =
        answers === 'twice' || answers === 'stall' || (typeof answers === 'number' ? answers < 300 : typeof answers === 'object');
      if (accepts) taken.set(String(req.headers['anlao-id'] ?? taken.size), request);
      if (answers === 'stall') return;
      if (answers === 'hang up') return void req.socket.destroy();
      if (answers === 'twice')
        return void req.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 500 No\r\ncontent-length: 2\r\n\r\nno');
      const { status, body: said } = typeof answers === 'object' ? answers : { status: answers, body: '' };
      res.writeHead(status, { 'content-type': 'application/json' }).end(said);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.address() as AddressInfo).port;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${at}/hook`,
    port: at,
    requests,
    taken: () => [...taken.values()],
    answers: 200,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return receiver;
}

function signedRightly(secret: string | undefined, { headers, body }: Received): boolean {
  if (secret === undefined) return true;
  const timestamp = Number(headers['anlao-timestamp']);
  return isSigned(secret, { timestamp, header: String(headers['anlao-signature']), body, nowS: Date.now() / 1000 });
}
