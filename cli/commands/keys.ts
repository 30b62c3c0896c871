import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Pool } from 'pg';
import type { Config } from '../../config/env.ts';
import { readConfig } from '../../config/env.ts';
import { keyRing, withFreshKey } from '../../config/key-ring.ts';
import { StartFailure } from '../../stack/failure.ts';
import { addKey, keysFile, runsOnOldKeys } from '../../stack/keys.ts';
import { progress } from '../progress.ts';
import { surroundings } from '../surroundings.ts';

/** `anlao keys list | add | rotate`: the keys that informants and receipt codes are encrypted with. */
export const register = (program: Command): void => {
  const keys = program.command('keys').description('the keys that informants and receipt codes are encrypted with');
  keys.command('list').description('the ids of the ring, and how much each has sealed').action(list);
  keys.command('add').description('put a fresh key in front; it is used from the next start on').action(add);
  keys
    .command('rotate')
    .description('seal everything anew with the first key, while the system works; may be broken off and repeated')
    .action(rotate);
};

/** The ring of the environment, or else of the data folder. */
function ring({ keys, dataDir }: Config): { id: string; key: Buffer }[] {
  if (keys) return keys;
  const file = keysFile(dataDir);
  if (!existsSync(file)) throw new StartFailure('There are no keys yet', 'Start Anlao once (npm start), or set ANLAO_KEYS.');
  return keyRing.parse(readFileSync(file, 'utf8').trim());
}

async function withPool<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
  const { createPool } = await import('../../casebook/pool.ts');
  const pool = createPool(surroundings().databaseUrl, { name: 'anlao keys', max: 3 });
  return work(pool).finally(() => pool.end());
}

async function list(): Promise<void> {
  const { sealedUnder } = await import('../../casebook/rotation.ts');
  const ids = ring(readConfig(process.env)).map(({ id }) => id);
  const counts = await withPool(sealedUnder);
  const known = new Set(ids);
  for (const [i, id] of ids.entries()) console.log(`${id}  ${i === 0 ? 'seals and opens' : 'opens'}  ${countsOf(id)}`);
  for (const id of new Set(counts.map(({ key }) => key))) if (!known.has(id)) console.log(`${id}  is missing in the ring  ${countsOf(id)}`);

  function countsOf(id: string): string {
    const of = counts.filter(({ key }) => key === id).map(({ table, values }) => `${table} ${values}`);
    return of.length === 0 ? 'nothing' : of.join(', ');
  }
}

function add(): void {
  const { dataDir, keys } = readConfig(process.env);
  if (keys) {
    console.log(`ANLAO_KEYS=${withFreshKey(process.env.ANLAO_KEYS ?? '')}`);
    console.log('Set this for every process, start them again together, then: anlao keys rotate');
    return;
  }
  ring(readConfig(process.env));
  const [id] = addKey(dataDir).split(':');
  console.log(`${id} stands first in ${keysFile(dataDir)}. Back the file up, start Anlao again, then: anlao keys rotate`);
}

async function rotate(): Promise<void> {
  const config = readConfig(process.env);
  const entries = ring(config);
  if (!config.keys && runsOnOldKeys(config.dataDir))
    throw new StartFailure('The running system does not know the first key yet', 'Start Anlao again, then rotate.');
  const { ringOf } = await import('../../casebook/sealing.ts');
  const rotation = await import('../../casebook/rotation.ts');
  const { show, end } = progress();
  const { done, total, unreadable } = await withPool((pool) =>
    rotation.rotate(pool, ringOf(entries), (now) => show(`${now.done} of ${now.total} rows`)).finally(end),
  );
  console.log(`${done} of ${total} rows are sealed anew with ${entries[0]?.id}.`);
  for (const { table, column, caseNo, why } of unreadable) console.log(`${caseNo}, ${table}.${column} cannot be opened: ${why}`);
  process.exitCode = done < total ? 1 : 0;
}
