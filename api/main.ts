import type { Server } from 'node:http';
import path from 'node:path';
import pino from 'pino';
import { assemble } from '../casebook/assembly.ts';
import { ringOf } from '../casebook/sealing.ts';
import { networksOf } from '../casebook/webhooks.ts';
import { baseUrlOf, type Config, readConfig } from '../config/env.ts';
import { root } from '../config/root.ts';
import { openStore } from '../storage/open.ts';
import { buildApp } from './app.ts';
import { identityOf } from './identity.ts';
import { openPrisma } from './prisma.ts';
import { patientSecureServer, patientServer } from './server.ts';
import { keepRenewed, readPair } from './tls.ts';

const LIMITS = { signIn: 60, publicIntake: 60, publicLookUp: 120, accountIntake: 6_000, codeLookUp: 120 };
const HOME_DIVISION = '532626';
/** How often what was kept on this machine, while the bucket was away, is carried there. */
const CARRY_MS = 30_000;

const config = readConfig(process.env);
if (!config.databaseUrl || !config.keys) throw new Error('the API needs DATABASE_URL and ANLAO_KEYS');
const log = pino({ name: 'api' }, pino.destination({ sync: false })); // a line of the log is not waited for
const ring = ringOf(config.keys);
const assembly = assemble(config.databaseUrl, {
  name: 'anlao api',
  email: config.smtpUrl !== undefined,
  max: 20,
  onError: (error) => log.warn(`database: ${error.message}`),
});
const prisma = openPrisma(config.databaseUrl);
const baseUrl = baseUrlOf(config);
const store = await openStore(config, assembly.contents.claim);
const { people } = assembly;
const { oidc, publicUrl, secondFactorFor, trustedProxies } = config;
const identity = identityOf({ prisma, people, ring, log, baseUrl, signInLimit: LIMITS.signIn, oidc });
const { app } = buildApp({
  ...assembly,
  ...identity,
  prisma,
  ring,
  store,
  clamdAddress: config.clamdAddress,
  log,
  limits: LIMITS,
  networks: networksOf(config.webhookNetworks),
  linkBase: baseUrl,
  homeDivision: HOME_DIVISION,
  secondFactorFor,
  publicUrl,
  trustedProxies,
  ...(config.temporalUiOrigin ? { temporalUiOrigin: config.temporalUiOrigin } : {}),
  pages: path.join(root, 'web', 'dist'),
});

if (config.s3)
  setInterval(() => store.carry().catch((error: Error) => log.warn(`contents wait for the bucket: ${error.message}`)), CARRY_MS).unref();

const server = serverFor(config.tls).listen(config.port, () => {
  process.stdout.write(`anlao api ready on ${baseUrl}\n`);
});

function serverFor(tls: Config['tls']): Server {
  if (!tls) return patientServer(app);
  const inUse = readPair(tls);
  const secured = patientSecureServer(app, inUse);
  keepRenewed(secured, tls, { inUse, log });
  return secured;
}

async function stop(): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
  await Promise.all([prisma.$disconnect(), assembly.pool.end()]);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
