import net, { type AddressInfo } from 'node:net';

/** The test file of the anti-virus industry, put together here so that no scanner takes this file for it. */
export const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join(''));

/** Speaks clamd's INSTREAM command word for word, and knows one signature. */
export interface TestScanner {
  address: string;
  /** Lengths of what it was sent. */
  seen: number[];
  /** What it says instead of a verdict; it hangs up without a word when that is nothing. */
  answerWith(text: string | undefined): void;
  close(): Promise<void>;
}

export async function aScanner(): Promise<TestScanner> {
  const seen: number[] = [];
  let verdict: (content: Buffer) => string | undefined = (content) =>
    content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  const server = net.createServer((socket) => {
    let sent = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      sent = Buffer.concat([sent, data]);
      const content = contentIn(sent);
      if (content === undefined) return;
      seen.push(content.length);
      const answer = verdict(content);
      if (answer === undefined) socket.destroy();
      else socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answerWith(text) {
      verdict = () => text;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const COMMAND = 'zINSTREAM\0';

/** What was sent behind the command, once the empty piece has come that ends it. */
function contentIn(sent: Buffer): Buffer | undefined {
  if (sent.length < COMMAND.length) return undefined;
  if (sent.toString('latin1', 0, COMMAND.length) !== COMMAND) throw new Error('this is not the INSTREAM command');
  const pieces: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
