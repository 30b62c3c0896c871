import type { Command } from 'commander';
import type { Contents } from '../../casebook/contents.ts';
import { StartFailure } from '../../stack/failure.ts';
import type { ShelvedStore } from '../../storage/shelved-store.ts';
import { progress } from '../progress.ts';
import { surroundings } from '../surroundings.ts';

const BATCH = 500;

/** `anlao storage verify | move | clean`: the contents of evidence and documents, wherever they lie. */
export const register = (program: Command): void => {
  const storage = program.command('storage').description('the contents of evidence and documents: check, move to the bucket, clear away');
  storage
    .command('verify')
    .description('read every content that something refers to, and name what is damaged or missing')
    .action(() => withStore(verify));
  storage
    .command('move')
    .description('carry what lies on this disk to the bucket of S3_BUCKET, while Anlao runs')
    .action(() => withStore(move));
  storage
    .command('clean')
    .description('clear away what nothing refers to and nobody has put for a day')
    .option('--hours <hours>', 'the time of grace: at least 1, since what is just being put belongs to nobody yet', '24')
    .action(({ hours }: { hours: string }) => {
      const graceMs = hoursIn(hours) * 3_600_000;
      return withStore((store, contents) => clean(store, contents, graceMs));
    });
};

/** @throws StartFailure unless it is a number of hours from 1 on */
function hoursIn(text: string): number {
  const hours = /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (hours >= 1) return hours;
  throw new StartFailure(`--hours "${text}" is not a number of hours`, 'Say a number from 1 on, such as 24.');
}

async function withStore(work: (store: ShelvedStore, contents: Contents) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir, s3 } = surroundings();
  const { assemble } = await import('../../casebook/assembly.ts');
  const { openStore } = await import('../../storage/open.ts');
  const { pool, contents } = assemble(databaseUrl, { name: 'anlao storage', email: false, max: 2 });
  try {
    await work(await openStore({ dataDir, s3 }), contents);
  } catch (error) {
    throw error instanceof Error ? plain(error) : error;
  } finally {
    await pool.end();
  }
}

/** What went wrong with the contents, as an operator needs it. */
function plain(error: Error): Error {
  if (error.name === 'ShelfAway') return new StartFailure(error.message, 'Nothing is lost; run it again when the bucket can be reached.');
  if (error.name === 'Damaged')
    return new StartFailure(error.message, 'All others were carried. `anlao storage verify` names every damaged one.');
  return error;
}

async function verify(store: ShelvedStore, contents: Contents): Promise<void> {
  const [all, bar] = [await contents.countReferenced(), progress()];
  let [after, seen, bad] = ['', 0, 0];
  for (let batch = await contents.referenced(after, BATCH); batch.length > 0; batch = await contents.referenced(after, BATCH)) {
    for (const sha256 of batch) {
      const problem = await problemWith(store, sha256);
      if (problem) console.log(`${sha256}: ${problem}`);
      if (problem) bad += 1;
      bar.show(`${++seen} of ${all}`);
    }
    after = batch.at(-1) ?? '';
  }
  bar.end();
  console.log(`${seen} contents, ${bad} damaged or missing.`);
  if (bad > 0) process.exitCode = 1;
}

/** Why a content cannot be read to its end; nothing when it can. */
async function problemWith(store: ShelvedStore, sha256: string): Promise<string | undefined> {
  try {
    for await (const _ of await store.open(sha256));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function move(store: ShelvedStore): Promise<void> {
  if (!surroundings().s3)
    throw new StartFailure('There is no bucket to move to', 'Set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  const bar = progress();
  const carried = await store.carry((n) => bar.show(`${n} carried`));
  bar.end();
  console.log(`${carried} contents were carried to the bucket.`);
}

async function clean(store: ShelvedStore, contents: Contents, graceMs: number): Promise<void> {
  for await (const found of store.list()) await contents.enter(found);
  const cleared = await contents.clear({ graceMs, remove: (sha256) => store.remove(sha256) });
  console.log(`${cleared} contents that nothing refers to were cleared away.`);
}
