import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DeliveryFailed } from './channel.ts';
import { isAllowedPrivate, mayReach, type Networks } from './networks.ts';

/** What the receiver said; of its body only the beginning. */
export interface Posted {
  status: number;
  body: string;
}

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  networks: Networks;
  /** How long the receiver may take in all. */
  timeoutMs: number;
}

const HEARD_BYTES = 4_096;

/** The host of a private network was named, or found behind a name: it is not even connected to. */
const forbidden = () =>
  new DeliveryFailed('unavailable', 'the address lies in a private network that is not allowed (ANLAO_WEBHOOK_NETWORKS)');

/**
 * Sends one request and follows no redirect. Where a name leads is looked at when the connection is made, so that it cannot lead to the
 * inside by changing its mind. @throws DeliveryFailed `unavailable` when nobody answers in time.
 */
export async function post(url: string, options: PostOptions): Promise<Posted> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  const { networks } = options;
  if (isIP(host) !== 0 && !mayReach(host, networks)) throw forbidden();
  if (target.protocol === 'http:' && isIP(host) !== 0 && !isAllowedPrivate(host, networks)) throw unencrypted();
  try {
    return await answerOf(target, options);
  } catch (error) {
    if (error instanceof DeliveryFailed) throw error;
    const { code, name, message } = error as NodeJS.ErrnoException;
    const stalled = name === 'AbortError' || name === 'TimeoutError';
    throw new DeliveryFailed('unavailable', stalled ? 'no answer in time' : `${code ?? 'ERROR'}: ${message}`.slice(0, 300), {
      cause: error,
    });
  }
}

const unencrypted = () => new DeliveryFailed('unavailable', 'without TLS only an allowed private network is written to');

function answerOf(target: URL, { headers, body, networks, timeoutMs }: PostOptions): Promise<Posted> {
  const send = target.protocol === 'http:' ? http.request : https.request;
  return new Promise((done, fail) => {
    const request = send(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false, // a connection of its own: whatever a receiver says twice is not taken for the next answer
      lookup: guarded(networks, target.protocol === 'http:'),
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.once('response', (response) => {
      let heard = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        heard = (heard + chunk).slice(0, HEARD_BYTES);
      });
      response.once('end', () => done({ status: response.statusCode ?? 0, body: heard }));
      response.once('error', fail);
    });
    request.on('error', fail); // also after the answer: a receiver may break the connection off
    request.end(body);
  });
}

/** Looks a name up and refuses when any of its addresses is out of bounds. */
const guarded =
  (networks: Networks, needsPrivate: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (!addresses.every(({ address }) => mayReach(address, networks))) return callback(forbidden(), '', 0);
      if (needsPrivate && !addresses.every(({ address }) => isAllowedPrivate(address, networks))) return callback(unencrypted(), '', 0);
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      callback(null, first?.address ?? '', first?.family);
    });
  };
