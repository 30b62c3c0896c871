import type { Command } from 'commander';
import type { RetentionDeps } from '../../casebook/retention.ts';
import { surroundings } from '../surroundings.ts';

/** `anlao retention status | run`: how long closed cases are kept, and making anonymous those whose time is over. */
export const register = (program: Command): void => {
  const retention = program.command('retention').description('how long closed cases are kept, and what is made anonymous');
  retention
    .command('status')
    .description('how many closed cases are kept, to be reviewed, due, held for the law, and anonymous')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { countRetention } = await import('../../casebook/retention.ts');
      const counts = await withDeps((deps) => countRetention(deps));
      if (json) console.log(JSON.stringify(counts, null, 2));
      else for (const [state, n] of Object.entries(counts)) console.log(`${state}: ${n}`);
    });
  retention
    .command('run')
    .description('make anonymous every closed case whose time is over; the worker does it every hour')
    .action(async () => {
      const { runRetention } = await import('../../casebook/retention.ts');
      const done = await withDeps((deps) => runRetention(deps));
      for (const caseNo of done) console.log(caseNo);
      console.log(`${done.length} ${done.length === 1 ? 'case was' : 'cases were'} made anonymous.`);
    });
};

async function withDeps<T>(work: (deps: RetentionDeps) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir, s3 } = surroundings();
  const { assemble } = await import('../../casebook/assembly.ts');
  const { openStore } = await import('../../storage/open.ts');
  const { pool, law, casebook } = assemble(databaseUrl, { name: 'anlao retention', email: false, max: 2 });
  const store = await openStore({ dataDir, s3 });
  return work({ pool, law, casebook, store }).finally(() => pool.end());
}
