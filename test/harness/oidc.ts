import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Who the bureau's own sign-in knows, and what it says of them. */
export type Directory = Record<string, Record<string, unknown>>;

export interface OwnSignIn {
  issuer: string;
  /** What the provider says from now on. */
  directory: Directory;
  close(): Promise<void>;
}

export const CLIENT = { id: 'anlao', secret: 'a-secret-between-the-two' };

/** A real OpenID Connect provider, as a bureau runs one: it knows people by name and says their role and division. */
export async function ownSignIn(callback: string, directory: Directory): Promise<OwnSignIn> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] };
  const provider = new Provider(issuer, {
    clients: [client],
    findAccount: (_ctx, sub) => (directory[sub] ? { accountId: sub, claims: () => ({ sub, ...directory[sub] }) } : undefined),
    claims: { openid: ['sub'], profile: ['name', 'roles', 'division', 'institution'] },
    cookies: { keys: ['of the test'] },
    features: { devInteractions: { enabled: true } },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    directory,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
