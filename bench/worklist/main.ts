/** `npm run bench:worklist [CASES]`: the worklist with 100,000 cases behind it: first page, later pages, searches, and how it scrolls. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { root } from '../../config/root.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { firstUsers } from '../../stack/first-users.ts';
import { nextFreePort } from '../../stack/ports.ts';
import { withThrowawayDatabase } from '../../stack/postgres/throwaway.ts';
import { buildWeb } from '../../tools/web.mjs';
import { askPages, openSome, signedIn } from './ask.ts';
import { manyCases } from './many-cases.ts';
import { scroll } from './scroll.ts';

const PASSWORD = 'bench-password-1';
const FIRST_PORT = 4780;
const wanted = Number(process.argv[2] ?? 100_000);

await buildWeb();
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anlao-worklist-'));
await withThrowawayDatabase(async (url) => {
  await migrate(url);
  await seedFirstStart({ databaseUrl: url });
  await firstUsers(url, PASSWORD);
  const port = await nextFreePort(FIRST_PORT);
  const api = await startApi({
    PORT: String(port),
    DATABASE_URL: url,
    ANLAO_DATA_DIR: dataDir,
    ANLAO_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  });
  const base = `http://localhost:${port}`;
  const db = new pg.Pool({ connectionString: url, max: 1 });
  db.on('error', () => undefined); // the server ends connections that are just being closed
  try {
    await openSome(base, await signedIn(base, 'caseworker', PASSWORD));
    console.log(`${await manyCases(db, wanted)} cases`);
    await askPages(base, await signedIn(base, 'supervisor', PASSWORD));
    await scroll(base, PASSWORD);
  } finally {
    await db.end();
    api.kill('SIGTERM');
    await new Promise((resolve) => api.once('exit', resolve));
  }
});
await rm(dataDir, { recursive: true, force: true });

/** The API alone: copied cases have no workflows, and a worker would make them. */
function startApi(env: Record<string, string>): Promise<ChildProcess> {
  const args = ['--import', 'tsx', 'api/main.ts'];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('anlao api ready') && resolve(child));
    child.once('exit', (code) => reject(new Error(`the API ended with ${code}`)));
  });
}
