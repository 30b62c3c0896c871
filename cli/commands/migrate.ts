import type { Command } from 'commander';
import { surroundings } from '../surroundings.ts';

/** `anlao migrate`: brings the database up to date and fills in what the product ships. */
export const register = (program: Command): void => {
  program
    .command('migrate')
    .description('bring the database up to date and add what the product ships')
    .action(async () => {
      const { databaseUrl, demoPassword } = surroundings();
      const { firstUsers } = await import('../../stack/first-users.ts');
      const { migrate } = await import('../../prisma/migrate.ts');
      const { seedFirstStart } = await import('../../prisma/seed.ts');
      const applied = await migrate(databaseUrl);
      await seedFirstStart({ databaseUrl });
      const { created, password } = await firstUsers(databaseUrl, demoPassword);
      console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
      if (created.length > 0) console.log(`Users made: ${created.join(', ')}${password === undefined ? '' : `, password ${password}`}`);
    });
};
