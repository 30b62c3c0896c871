/** Jest's globalTeardown: stops the servers and removes their folder. */
export default async () => {
  const { stopServers } = await import('./servers.ts');
  await stopServers();
};
