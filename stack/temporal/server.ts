import { freeLoopbackPort } from '../ports.ts';
import { Service, type Surroundings } from '../service.ts';
import { isServing } from './health.ts';

interface Options extends Surroundings {
  program: string;
  namespace: string;
  /** The file that the cases' workflows live in. */
  databaseFile: string;
  logFile: string;
  /** Where the UI has payloads decoded. */
  codecEndpoint?: string;
}

/** A running development server of Temporal. */
export interface TemporalServer {
  service: Service;
  address: string;
  uiUrl: string;
}

/** Starts Temporal's development server, durable in one file, on loopback and free ports. */
export async function startTemporal({
  program,
  namespace,
  databaseFile,
  logFile,
  codecEndpoint,
  ...around
}: Options): Promise<TemporalServer> {
  const port = await freeLoopbackPort(7233);
  const uiPort = await freeLoopbackPort(8233);
  const address = `127.0.0.1:${port}`;
  const service = new Service(
    {
      name: 'temporal',
      command: program,
      args: [
        ...serverArguments({ port, databaseFile, namespace }),
        ...['--ui-port', String(uiPort)],
        ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
      ],
      logFile,
      isReady: () => isServing(address),
    },
    around,
  );
  await service.start();
  return { service, address, uiUrl: `http://localhost:${uiPort}` };
}

/** How the development server is run: the write-ahead log makes its file fast, and rehearsals may fast-forward one workflow. */
export function serverArguments({ port, databaseFile, namespace }: { port: number; databaseFile: string; namespace: string }): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace, '--db-filename', databaseFile],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL', '--log-level', 'warn'],
    ...['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
  ];
}
