import pg from 'pg';

/** How long a connection that nobody uses is kept, in ms: making one costs more than keeping it, most of all when many ask at once. */
export const IDLE_MS = 300_000;

/** How long a connection is waited for, in ms: for a server that is away, or for one that others use. */
export const CONNECT_MS = 4_000;

export interface PoolOptions {
  /** Connections at most. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name: string;
  /** Called when an idle connection is lost; the pool replaces it by itself. */
  onError?: (error: Error) => void;
  /** How long to wait for a connection, in ms: for a server that is away, or for one that others use. `CONNECT_MS` unless told. */
  connectMs?: number;
}

/** Connections under the application's role, which cannot change what was recorded. Gives up on an absent server in time. */
export function createPool(
  databaseUrl: string,
  { max = 16, name, onError = () => undefined, connectMs = CONNECT_MS }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    application_name: name,
    options: '-c role=anlao_app -c timezone=UTC',
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: IDLE_MS,
    query_timeout: 15_000,
    statement_timeout: 15_000,
    keepAlive: true,
  });
  pool.on('error', onError);
  // one that is lost between two statements of a transaction is told to nobody else, and would end the process; its next statement fails
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
