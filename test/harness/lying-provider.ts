import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LyingProvider {
  issuer: string;
  /** What the next token says differently from an honest one. */
  lie: { claims?: Record<string, unknown>; key?: 'stranger'; algorithm?: 'none' };
  /** What the client asked the token with, the last time. */
  asked: URLSearchParams;
  close(): Promise<void>;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const bodyOf = async (req: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
};

/** A provider of the same form as a real one, which gives out any token it is told to: for what an honest one never does. `nonce` is what it was last asked with. */
export async function lyingProvider(clientId: string, nonce: () => string | null): Promise<LyingProvider> {
  const [own, stranger] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: LyingProvider = {
    issuer,
    lie: {},
    asked: new URLSearchParams(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const token = (): string => {
    const now = Math.floor(Date.now() / 1000);
    const said = {
      iss: issuer,
      aud: clientId,
      sub: 'li',
      iat: now,
      exp: now + 300,
      nonce: nonce(),
      name: '李四',
      roles: ['经办'],
      division: '丘北县',
    };
    const signed = `${encoded({ alg: provider.lie.algorithm ?? 'RS256', kid: 'own' })}.${encoded({ ...said, ...provider.lie.claims })}`;
    if (provider.lie.algorithm === 'none') return `${signed}.`;
    const { privateKey } = provider.lie.key === 'stranger' ? stranger : own;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const documents: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/jwks': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] }),
    '/token': () => ({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: token() }),
  };
  server.on('request', async (req, res) => {
    const path = new URL(req.url ?? '/', issuer).pathname;
    if (path === '/token') provider.asked = new URLSearchParams(await bodyOf(req));
    const document = documents[path];
    res.writeHead(document ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(document?.() ?? {}));
  });
  return provider;
}
