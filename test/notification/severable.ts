import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a database that a test can cut and mend. */
export interface Line {
  url: string;
  /** Breaks every connection and lets no new one through. */
  cut(): void;
  mend(): void;
  /** Holds everything that goes either way back for so long, in ms. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** Puts a TCP relay in front of the server that the URL names. */
export async function severable(url: string): Promise<Line> {
  const target = new URL(url);
  const { hostname, port } = target;
  const ends = new Set<Socket>();
  let whole = true;
  let heldMs = 0;
  const relay = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      pump(end, other, () => heldMs);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  target.hostname = '127.0.0.1';
  target.port = String((relay.address() as AddressInfo).port);
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    url: target.href,
    cut,
    mend: () => {
      whole = true;
    },
    delay: (ms) => {
      heldMs = ms;
    },
    close: () => {
      cut();
      return new Promise((resolve) => relay.close(() => resolve()));
    },
  };
}

/** Passes on what comes, in order, each part after a while. */
function pump(from: Socket, to: Socket, heldMs: () => number): void {
  let last = Promise.resolve();
  from.on('data', (part) => {
    from.pause();
    last = last
      .then(() => (heldMs() > 0 ? new Promise<void>((resolve) => setTimeout(resolve, heldMs())) : undefined))
      .then(() => {
        if (to.writable) to.write(part);
        from.resume();
      });
  });
  from.on('end', () => void last.then(() => to.end()));
}
