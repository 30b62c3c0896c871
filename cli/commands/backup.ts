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
      const filesDir = s3 === undefined ? path.join(dataDir, 'files') : undefined;
      const { madeAt, tables, files } = await backup(path.resolve(folder), { databaseUrl, onProgress, ...(filesDir ? { filesDir } : {}) });
      console.log(`Everything as it was at ${madeAt}: ${tables.reduce((n, t) => n + t.rows, 0)} rows, ${files.length} files.`);
      console.log('The keys are not in it. Keep them elsewhere: without them what is encrypted stays so.');
      if (s3 !== undefined) console.log(`Nor are the contents, which lie in the bucket ${s3.bucket}.`);
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
      console.log(`Everything is as it was at ${madeAt}. Start Anlao, then bring the workflows back to it: anlao rebuild --all`);
    });
};
