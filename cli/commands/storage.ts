import type { Command } from 'commander';
import type { Contents } from '../../casebook/contents.ts';
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
    .option('--hours <hours>', 'the time of grace', '24')
    .action(({ hours }: { hours: string }) => withStore((store, contents) => clean(store, contents, Number(hours) * 3_600_000)));
};

async function withStore(work: (store: ShelvedStore, contents: Contents) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir, s3 } = surroundings();
  const { assemble } = await import('../../casebook/assembly.ts');
  const { openStore } = await import('../../storage/open.ts');
  const { pool, contents } = assemble(databaseUrl, { name: 'anlao storage', email: false, max: 2 });
  await work(await openStore({ dataDir, s3 }), contents).finally(() => pool.end());
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
