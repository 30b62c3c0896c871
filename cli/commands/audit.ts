import type { Command } from 'commander';
import { surroundings } from '../surroundings.ts';

/** `anlao audit verify`: recomputes the chain of every case and names the first event that does not fit. */
export const register = (program: Command): void => {
  program
    .command('audit')
    .description('check what was recorded')
    .command('verify')
    .description('recompute the chain of one case or of all; ends with 1 when anything does not fit')
    .option('--case <number>', 'this case only')
    .option('--json', 'the findings as JSON')
    .action(async ({ case: caseNo, json }: { case?: string; json?: true }) => {
      const { createPool } = await import('../../casebook/pool.ts');
      const { verifyAll, verifyCase } = await import('../../audit/verify.ts');
      const pool = createPool(surroundings().databaseUrl, { name: 'anlao audit', max: 2 });
      try {
        const one = caseNo === undefined ? undefined : await verifyCase(pool, caseNo);
        const found =
          caseNo === undefined ? await verifyAll(pool, (n) => console.error(`${n} cases`)) : { cases: 1, breaks: one ? [one] : [] };
        if (json) console.log(JSON.stringify(found, null, 2));
        else for (const { caseNo: which, seq, why } of found.breaks) console.log(`${which}, event ${seq}: ${why}`);
        if (!json && found.breaks.length === 0) console.log(`${found.cases} ${found.cases === 1 ? 'case' : 'cases'}: every chain holds.`);
        process.exitCode = found.breaks.length === 0 ? 0 : 1;
      } finally {
        await pool.end();
      }
    });
};
