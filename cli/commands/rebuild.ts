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
      const { rebuild, rebuildAll } = await import('../../casebook/relay/rebuild.ts');
      const pool = createPool(databaseUrl, { name: 'anlao rebuild', max: 2 });
      const connection = await Connection.connect({ address: temporalAddress });
      const client = new Client({ connection, namespace: temporalNamespace });
      try {
        if (caseNo !== undefined) await rebuild({ pool, client }, caseNo, 'anlao rebuild');
        const onProgress = ({ rebuilt, of }: { rebuilt: number; of: number }) => console.error(`${rebuilt} of ${of}`);
        const { rebuilt, ended } = caseNo === undefined ? await rebuildAll({ pool, client }, { onProgress }) : { rebuilt: 1, ended: 0 };
        console.log(`${rebuilt} ${rebuilt === 1 ? 'workflow is' : 'workflows are'} started again from the log by the worker.`);
        if (ended > 0) console.log(`${ended} that belonged to no open case were ended.`);
      } finally {
        await connection.close();
        await pool.end();
      }
    });
};
