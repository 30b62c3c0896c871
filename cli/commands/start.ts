import type { Command } from 'commander';

/** `anlao start`: the whole stack on this machine, until it is stopped. */
export const register = (program: Command): void => {
  program
    .command('start')
    .description('start PostgreSQL, Temporal, the API and the worker on this machine')
    .action(async () => {
      await import('../../stack/main.ts');
    });
};
