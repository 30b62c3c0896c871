import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';

/** The worker of the bare-Temporal contestant, a process of its own: `DATABASE_URL`, `TEMPORAL_ADDRESS`. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
await pool.query('CREATE TABLE IF NOT EXISTS bare_event (id text NOT NULL, seq int NOT NULL, name text NOT NULL, PRIMARY KEY (id, seq))');
const activities = {
  write: async (id: string, seq: number, name: string): Promise<void> => {
    await pool.query({ name: 'bare', text: 'INSERT INTO bare_event VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values: [id, seq, name] });
  },
};
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' }),
  taskQueue: 'bare',
  workflowsPath: createRequire(import.meta.url).resolve(fileURLToPath(new URL('./bare-temporal-workflow.ts', import.meta.url))),
  activities,
});
process.stdout.write('ready\n');
process.on('SIGTERM', () => process.exit(0));
await worker.run();
