import { createServer } from 'node:net';

/** Whether a port can be listened on; without a host, on every interface, as the API does. */
export function isFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wished port when it is free, else any free one, on loopback. */
export async function freeLoopbackPort(wished?: number): Promise<number> {
  if (wished !== undefined && (await isFree(wished, '127.0.0.1'))) return wished;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** The first free port from the given one upwards. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) if (await isFree(port)) return port;
  throw new Error(`No port between ${from} and ${from + 99} is free. Set PORT to one that is.`);
}
