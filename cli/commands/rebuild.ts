import type { Command } from 'commander';
import { StartFailure } from '../../stack/failure.ts';
import { surroundings } from '../surroundings.ts';

/** `anlao rebuild CASE | --all`: ends workflows and has them started again from the log. */
export const register = (program: Command): void => {
  program
    .command('rebuild [case]')
    .description('end the workflow of a case and have it started again from the log; nothing happens twice')
    .option('--all', 'every open case')
    .action(async (caseNo: string | undefined, { all }: { all?: true }) => {
      if ((caseNo === undefined) === (all === undefined))
        throw new StartFailure('Name a case, or say --all', 'anlao rebuild TS-532626-2026-000001');
      const { databaseUrl, temporalAddress, temporalNamespace } = surroundings();
      if (temporalAddress === undefined)
        throw new StartFailure('There is no Temporal to rebuild in', 'Start Anlao first, or set TEMPORAL_ADDRESS.');
      const { Client, Connection } = await import('@temporalio/client');
      const { createPool } = await import('../../casebook/pool.ts');
      const { openCaseNos, rebuild } = await import('../../casebook/relay/rebuild.ts');
      const pool = createPool(databaseUrl, { name: 'anlao rebuild', max: 2 });
      const connection = await Connection.connect({ address: temporalAddress });
      const client = new Client({ connection, namespace: temporalNamespace });
      try {
        const caseNos = caseNo === undefined ? await openCaseNos(pool) : [caseNo];
        for (const [i, one] of caseNos.entries()) {
          await rebuild({ pool, client }, one, 'anlao rebuild');
          if ((i + 1) % 100 === 0) console.error(`${i + 1} of ${caseNos.length}`);
        }
        console.log(
          `${caseNos.length} ${caseNos.length === 1 ? 'workflow is' : 'workflows are'} started again from the log by the worker.`,
        );
      } finally {
        await connection.close();
        await pool.end();
      }
    });
};
