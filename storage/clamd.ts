import net from 'node:net';
import type { Readable } from 'node:stream';

/** What a scanner says of some bytes. */
export type Verdict = { clean: true } | { clean: false; finding: string };

/** The scanner cannot be reached or does not answer: the bytes are neither clean nor not. */
export class ScannerAway extends Error {
  override readonly name = 'ScannerAway';
}

const SILENCE_MS = 60_000;
const CHUNK = 64 * 1024;

/** Asks clamd about a stream by its INSTREAM command. `address`: host:port, or the path of a socket. @throws ScannerAway */
export async function scan(address: string, bytes: Readable): Promise<Verdict> {
  const socket = net.connect(targetOf(address));
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('no answer within a minute')));
  const answer = answerOf(socket);
  answer.catch(() => {}); // looked at below, also where sending fails first
  try {
    await send(socket, bytes);
    return verdictIn(await answer);
  } catch (error) {
    if (error instanceof ScannerAway) throw error;
    throw new ScannerAway(`clamd at ${address}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    bytes.destroy();
    socket.destroy();
  }
}

function targetOf(address: string): net.NetConnectOpts {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  return port === '' ? { path: address } : { host, port: Number(port) };
}

/** Each chunk goes behind its length; an empty one ends the stream. */
async function send(socket: net.Socket, bytes: Readable): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const read of bytes)
    for (let at = 0; at < read.length; at += CHUNK) {
      const chunk: Buffer = read.subarray(at, at + CHUNK);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      await write(socket, Buffer.concat([length, chunk]));
    }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: net.Socket, data: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(data, (error) => (error ? reject(error) : resolve())));

function answerOf(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.once('end', () => resolve(text));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
  });
}

function verdictIn(answer: string): Verdict {
  const text = answer.replaceAll('\0', '').trim();
  if (text === 'stream: OK') return { clean: true };
  const [, finding] = /^stream: (.+) FOUND$/.exec(text) ?? [];
  if (finding === undefined) throw new ScannerAway(`clamd answered: ${text || 'nothing'}`);
  return { clean: false, finding };
}
