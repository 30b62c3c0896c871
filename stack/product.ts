import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import type { Config } from '../config/env.ts';
import { root } from '../config/root.ts';
import { StartFailure } from './failure.ts';
import { isFree, nextFreePort } from './ports.ts';
import { Service, type Surroundings } from './service.ts';

/** The port for the API: the one asked for, or from 3000 upwards the first that is free. */
export async function choosePort({ port, portIsExplicit }: Config): Promise<number> {
  if (!portIsExplicit) return nextFreePort(port);
  if (await isFree(port)) return port;
  throw new StartFailure(
    `Port ${port} is in use`,
    'Stop what uses it, set PORT to another one, or leave PORT unset to take the next free one.',
  );
}

/** The API and console, in a process of its own. */
export function apiService(config: Config, env: NodeJS.ProcessEnv, around: Surroundings): Service {
  const isReady = () => answersReady(Number(env.PORT), { tls: config.tls !== undefined });
  return new Service({ ...entry('api', config), env, isReady }, around);
}

/** Whether the API on this machine says that it is ready; its certificate bears another name than this machine's. */
const answersReady = (port: number, { tls }: { tls: boolean }): Promise<boolean> =>
  new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: '/readyz', timeout: 2_000 };
    const answered = (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    };
    const asked = tls ? https.get({ ...options, rejectUnauthorized: false }, answered) : http.get(options, answered);
    asked.on('timeout', () => asked.destroy()).on('error', () => resolve(false));
  });

/** The worker that follows the cases, in a process of its own. Without Temporal it keeps trying, and is not waited for. */
export function workerService(config: Config, env: NodeJS.ProcessEnv, around: Surroundings, { waits }: { waits: boolean }): Service {
  const isReady = (output: string) => !waits || output.includes('anlao worker ready');
  const { args, ...run } = entry('worker', config);
  const threads = path.join(root, 'worker', 'workflow-threads.cjs');
  return new Service({ ...run, args: ['--require', threads, ...args], env, isReady }, around);
}

const entry = (name: 'api' | 'worker', { dataDir }: Config) => ({
  name,
  command: process.execPath,
  args: ['--import', 'tsx', path.join(root, name, 'main.ts')],
  cwd: root,
  logFile: path.join(dataDir, 'logs', `${name}.log`),
});
