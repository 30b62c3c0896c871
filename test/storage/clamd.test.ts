import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ScannerAway, scan } from '../../storage/clamd.ts';
import { aScanner, EICAR, type TestScanner } from '../harness/clamd.ts';

describe('the virus scanner', () => {
  let scanner: TestScanner;
  afterEach(() => scanner.close());
  const ask = (...chunks: Buffer[]) => scan(scanner.address, Readable.from(chunks));

  it('is sent everything, in pieces of known length, and answers', async () => {
    scanner = await aScanner();
    const large = Buffer.alloc(300_000, 'a');
    expect(await ask(large, Buffer.from('end'))).toEqual({ clean: true });
    expect(scanner.seen.at(-1)).toBe(300_003);
    expect(await ask(Buffer.from('before '), EICAR)).toEqual({ clean: false, finding: 'Eicar-Test-Signature' });
  });

  it('is away when nobody listens, when it breaks off, and when it answers something else', async () => {
    scanner = await aScanner();
    scanner.answerWith('INSTREAM size limit exceeded. ERROR\0');
    await expect(ask(Buffer.from('x'))).rejects.toThrow(ScannerAway);
    scanner.answerWith(undefined);
    await expect(ask(Buffer.from('x'))).rejects.toThrow(ScannerAway);
    await scanner.close();
    await expect(ask(Buffer.from('x'))).rejects.toThrow(ScannerAway);
  });
});
