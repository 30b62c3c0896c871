import type { Command } from 'commander';
import { surroundings } from '../surroundings.ts';

/** `anlao demo`: fills the running stack with a believable county. */
export const register = (program: Command): void => {
  program
    .command('demo')
    .description('fill 丘北县 with institutions and cases in every stage, some late, some stalled; a second run adds nothing')
    .option('--cases <n>', 'how many cases', '120')
    .action(async ({ cases }: { cases: string }) => {
      const { databaseUrl } = surroundings();
      const { seedDemo } = await import('../rehearsal/demo.ts');
      const opened = await seedDemo(databaseUrl, Number(cases), (done) => {
        if (done % 20 === 0) console.error(`${done} of ${cases}`);
      });
      console.log(`${opened} cases opened.`);
    });
};
