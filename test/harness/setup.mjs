/** Jest's globalSetup: starts the servers that the tests share. */
import { register } from 'tsx/esm/api';

register();

export default async () => {
  const { startServers } = await import('./servers.ts');
  await startServers();
};
