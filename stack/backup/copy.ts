import { PassThrough, type Readable } from 'node:stream';
import type pg from 'pg';

/** What pg's connection offers to a query that speaks the protocol itself. */
interface Wire {
  query(text: string): void;
  stream: { pause(): void; resume(): void; once(event: 'drain', listener: () => void): void; writableNeedDrain?: boolean };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** COPY … TO STDOUT as a stream; how many rows that were is known at its end. The server waits while the reader does. */
export function copyOut(client: pg.Client, text: string): { stream: Readable; rows(): number } {
  let rows = 0;
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  let wire: Wire | undefined;
  const query = {
    submit(connection: Wire) {
      wire = connection;
      connection.query(text);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      if (!out.write(Buffer.from(chunk))) wire?.stream.pause();
    },
    handleError: (error: Error) => out.destroy(error),
    handleCommandComplete(done: { text: string }) {
      rows = Number(done.text.replace('COPY ', ''));
    },
    handleReadyForQuery: () => out.end(),
  };
  out.on('drain', () => wire?.stream.resume());
  out.once('close', () => wire?.stream.resume());
  client.query(query as unknown as pg.Submittable);
  return { stream: out, rows: () => rows };
}

/** COPY … FROM STDIN, fed from a stream. */
export function copyIn(client: pg.Client, text: string, source: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined;
    const query = {
      submit: (connection: Wire) => connection.query(text),
      handleCopyInResponse(connection: Wire) {
        feed(connection, source).catch((error: Error) => {
          failed = error;
          connection.sendCopyFail(error.message);
        });
      },
      handleError(error: Error) {
        failed ??= error;
      },
      handleCommandComplete() {},
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
    };
    client.query(query as unknown as pg.Submittable);
  });
}

async function feed(connection: Wire, source: Readable): Promise<void> {
  for await (const chunk of source) {
    connection.sendCopyFromChunk(chunk);
    if (connection.stream.writableNeedDrain) await new Promise<void>((resolve) => connection.stream.once('drain', resolve));
  }
  connection.endCopyFrom();
}
