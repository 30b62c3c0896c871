import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { root } from '../config/root.ts';

const require = createRequire(import.meta.url);
const SCHEMA = path.join(root, 'prisma', 'schema.prisma');
let loaded: Promise<void> | undefined;

/** The schema as it is written, in the form that the engine reads. */
export const schemaFiles = async () => [{ path: SCHEMA, content: await readFile(SCHEMA, 'utf8') }];

/**
 * Does something with Prisma's schema engine on a database. It is the WebAssembly build: the native one that the `prisma`
 * command wants would have to be downloaded, and this one applies the same migrations to the same table.
 */
export async function withEngine<T>(databaseUrl: string, work: (engine: glue.SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= load();
  await loaded;
  const pool = openPool(databaseUrl);
  const [schema] = await schemaFiles();
  const adapter = bindMigrationAwareSqlAdapterFactory(openAdapter(pool));
  const engine = await glue.SchemaEngine.new({ datamodels: schema && [[schema.path, schema.content]] }, () => {}, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The type of PostgreSQL's catalogue for one letter, and one that nobody uses and the adapter does know. */
const LETTER = pg.types.builtins.CHAR;
const STAND_IN = 1002; // an array of letters

/** A pool whose answers hold no type that the adapter does not know. */
function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const query = pool.query.bind(pool);
  return Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig, values?: unknown[]) => {
      const result = await query(config, values);
      for (const field of result.fields ?? []) if (field.dataTypeID === LETTER) field.dataTypeID = STAND_IN;
      return result;
    },
  });
}

/**
 * The adapter, made fit for the engine: single letters come as such, and a script is sent whole (the adapter would cut it at
 * every semicolon, even within functions), so that a migration applies wholly or not at all.
 */
function openAdapter(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const { columnTypes, ...rest } = await queryRaw(query);
      const { CharacterArray, Character } = ColumnTypeEnum;
      return { ...rest, columnTypes: columnTypes.map((type) => (type === CharacterArray ? Character : type)) };
    };
    adapter.executeScript = async (script) => void (await pool.query(script));
    return adapter;
  };
  factory.connectToShadowDb = factory.connect; // asked for only by diff.ts, whose database is a throwaway
  return factory;
}

async function load(): Promise<void> {
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));
  // The engine never clears the timer of its lock, which would keep a finished process for ten seconds.
  const later = (work: () => void, ms: number) => setTimeout(work, ms).unref();
  const timers = Object.fromEntries(Object.keys(glue).flatMap((name) => (name.startsWith('__wbg_setTimeout') ? [[name, later]] : [])));
  // Where the engine says what went wrong when it breaks.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  const code = await WebAssembly.compile(await readFile(path.join(folder, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(code, { './schema_engine_bg.js': { ...glue, ...timers } });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
