import type { Command } from 'commander';
import type { Pool } from 'pg';
import { StartFailure } from '../../stack/failure.ts';
import type { WaveOptions } from '../../worker/release/release.ts';
import type { Unreplayable } from '../../worker/release/replay.ts';
import { sealingRing, surroundings } from '../surroundings.ts';

interface Options {
  dryRun?: true;
  pause?: true;
  wave: string;
  pauseBetween: string;
  json?: true;
}

/** `anlao release`: brings the open cases over to the present code; those that it could not go on with are rebuilt from the log. */
export const register = (program: Command): void => {
  program
    .command('release')
    .description('rebuild the open cases that would not replay with the present code, in waves; run again to go on after a pause or a stop')
    .option('--dry-run', 'only tell which cases these are')
    .option('--wave <cases>', 'cases rebuilt together', '50')
    .option('--pause-between <seconds>', 'rest between two waves', '2')
    .option('--pause', 'have the release that runs stop after its present wave')
    .option('--json', 'what would not replay, as JSON')
    .action(run);
};

async function run(options: Options): Promise<void> {
  const config = surroundings();
  const { databaseUrl, temporalAddress: address, temporalNamespace: namespace } = config;
  const { createPool } = await import('../../casebook/pool.ts');
  const pool = createPool(databaseUrl, { name: 'anlao release', max: 4 });
  try {
    if (options.pause) return await pause(pool);
    if (address === undefined) throw new StartFailure('There is no Temporal to ask', 'Start Anlao first, or set TEMPORAL_ADDRESS.');
    const { DefaultLogger, Runtime } = await import('@temporalio/worker');
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
    const { ringOf } = await import('../../casebook/sealing.ts');
    const { failureConverterPath, sealedConverter } = await import('../../worker/codec.ts');
    const { lazyClient } = await import('../../worker/temporal.ts');
    const { workflowBundle } = await import('../../worker/bundle.ts');
    const dataConverter = sealedConverter(ringOf(sealingRing(config)));
    const client = lazyClient({ address, namespace, dataConverter });
    try {
      await release({ pool, client, options, code: { workflowBundle: await workflowBundle({ failureConverterPath }), dataConverter } });
    } finally {
      await client.connection.close();
    }
  } finally {
    await pool.end();
  }
}

type Releasing = Pick<WaveOptions, 'pool' | 'client'> & {
  options: Options;
  code: Parameters<typeof import('../../worker/release/replay.ts')['unreplayable']>[1];
};

async function release({ pool, client, options, code }: Releasing): Promise<void> {
  const { unreplayable } = await import('../../worker/release/replay.ts');
  const { begin, unfinished } = await import('../../worker/release/ledger.ts');
  const { runWaves } = await import('../../worker/release/release.ts');
  const mark = code.workflowBundle.codePath.replace(/^.*[\\/]/, '').replace('.js', '');
  const before = options.dryRun ? undefined : await unfinished(pool, mark);
  if (before) console.error(`Going on with the release that was ${before.state} at ${before.done} of ${before.total}.`);
  const onProgress = ({ replayed, of, broken }: { replayed: number; of: number; broken: unknown[] }) =>
    console.error(`${replayed} of ${of} open cases replayed, ${broken.length} would not go on`);
  const broken = before ? [] : await unreplayable(client, code, onProgress);
  if (!before) tell(broken, options);
  if (options.dryRun) return;
  const state = await runWaves(before ?? (await begin(pool, mark, broken)), {
    pool,
    client,
    wave: Number(options.wave),
    pauseMs: Number(options.pauseBetween) * 1_000,
    onWave({ done, total, failed }) {
      console.error(`${done} of ${total} rebuilt`);
      for (const { caseNo, reason } of failed) console.error(`  ${caseNo}: ${reason}`);
    },
  });
  console.log(WORDS[state] ?? state);
  if (state === 'stopped') process.exitCode = 1;
}

const WORDS: Record<string, string> = {
  finished: 'Every open case is under way with the present code.',
  running: 'Another anlao release is at work.',
  paused: 'Paused. Run anlao release again to go on.',
  stopped: 'Stopped, because cases of this wave did not come back. Go on with anlao release, or go back: release the code before.',
};

function tell(broken: Unreplayable[], { json }: Options): void {
  if (json) return void process.stdout.write(`${JSON.stringify(broken, null, 2)}\n`);
  for (const { caseNo, reason } of broken) console.log(`${caseNo}  ${reason}`);
  console.log(`${broken.length} open cases would not replay with the present code.`);
}

async function pause(pool: Pool): Promise<void> {
  const { setState, unfinished } = await import('../../worker/release/ledger.ts');
  const running = await unfinished(pool);
  if (!running) throw new StartFailure('No release is under way', 'There is nothing to pause.');
  await setState(pool, running.id, 'paused');
  console.log(`Paused after the present wave, at ${running.done} of ${running.total} or a little later.`);
}
