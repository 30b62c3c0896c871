import path from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../config/env.ts';
import { surroundings } from '../surroundings.ts';

/** `anlao backup DIR` and `anlao restore DIR`: PostgreSQL and the contents; Temporal is rebuilt from them. */
export const register = (program: Command): void => {
  program
    .command('backup <folder>')
    .description('write everything of record into an empty folder, while Anlao runs')
    .action(async (folder: string) => {
      const { databaseUrl, dataDir, s3 } = surroundings();
      const { backup } = await import('../../stack/backup/backup.ts');
      const onProgress = (text: string) => console.error(text);
      const { openStore } = await import('../../storage/open.ts');
      const [store, filesDir] = [await openStore({ dataDir, s3 }), path.join(dataDir, 'files')];
      const { madeAt, tables, files } = await backup(path.resolve(folder), { databaseUrl, onProgress, filesDir, store });
      console.log(`Everything as it was at ${madeAt}: ${tables.reduce((n, t) => n + t.rows, 0)} rows, ${files.length} files.`);
      console.log('The keys are not in it. Keep them elsewhere: without them what is encrypted stays so.');
    });
  program
    .command('restore <folder>')
    .description('bring an empty database back to a backup; afterwards: anlao rebuild --all')
    .option('--force', 'throw away what the database holds')
    .action(async (folder: string, { force = false }: { force?: boolean }) => {
      const { withDatabaseAtRest } = await import('../../stack/backup/at-rest.ts');
      const { restore } = await import('../../stack/backup/restore.ts');
      const config = readConfig(process.env);
      const onProgress = (text: string) => console.error(text);
      const filesDir = path.join(config.dataDir, 'files');
      const { madeAt } = await withDatabaseAtRest(config, (databaseUrl) =>
        restore(path.resolve(folder), { databaseUrl, filesDir, force, onProgress }),
      );
      if (config.s3)
        console.log(`The contents lie in ${filesDir}. The worker carries them to the bucket ${config.s3.bucket}; or: anlao storage move`);
      console.log(`Everything is as it was at ${madeAt}. Start Anlao, then bring the workflows back to it: anlao rebuild --all`);
    });
};
