import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** Where a certificate with its chain and its key lie, both as PEM. */
export interface TlsFiles {
  certFile: string;
  keyFile: string;
}

export interface TlsPair {
  cert: string;
  key: string;
}

const LOOK_MS = 60_000;

/** The certificate and its key. @throws when one cannot be read, or they do not belong together */
export function readPair({ certFile, keyFile }: TlsFiles): TlsPair {
  const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  createSecureContext(pair);
  return pair;
}

interface Renewing {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Takes a renewed certificate into use without a restart: new connections get it, those that stand go on. `inUse` is what the server began
 * with. The files are looked at every `everyMs`; while they do not fit together (one of them is being written), what was in use stays in use. Answers how to end it.
 */
export function keepRenewed(
  server: { setSecureContext(pair: TlsPair): void },
  files: TlsFiles,
  { inUse, log, everyMs = LOOK_MS }: { inUse: TlsPair; log: Renewing; everyMs?: number },
): () => void {
  let used = inUse;
  const look = () => {
    try {
      const found = readPair(files);
      if (found.cert === used.cert && found.key === used.key) return;
      server.setSecureContext(found);
      used = found;
      log.info('a renewed certificate is in use');
    } catch (error) {
      log.warn(`the certificate is not renewed: ${error instanceof Error ? error.message : error}`);
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}
