import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import pg from 'pg';
import { root } from '../../config/root.ts';
import { readAddresses } from '../../stack/addresses.ts';
import { nextFreePort } from '../../stack/ports.ts';
import { cpuSecondsOf } from './cpu.ts';
import { type Contestant, type Measured, measure, type StepName } from './lifecycle.ts';

const PASSWORD = 'bench-password-1';
const CONCURRENCY = [1, 16, 64];
const cases = Number(process.argv[2] ?? 150);
if (!Number.isInteger(cases) || cases < 1)
  throw new Error('npm run bench:case -- CASES: how many cases each contestant works, 150 when left out');
/** Cases that each contestant works before it is measured: what is measured are services that have run for a while, not their first minute. */
const WARM_UP = 200;

/** Starts a program and waits until it says so. */
function started(args: string[], env: Record<string, string>, ready: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(ready) && resolve(child));
    child.once('exit', (code) => reject(new Error(`${args.at(-1)} ended with ${code}`)));
  });
}

const agent = new http.Agent({ keepAlive: true });

/** Posts JSON over a kept connection with the plainest client there is: what the client uses of the machine is taken from whom it measures. */
async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<{ body: unknown; cookie: string }> {
  const request = http.request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } });
  request.end(JSON.stringify(body));
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  const said = await text(answer);
  if ((answer.statusCode ?? 500) >= 300) throw new Error(`${url}: ${answer.statusCode} ${said}`);
  const cookie = (answer.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).join('; ');
  return { body: JSON.parse(said), cookie };
}

const ITEM = { description: '消防通道堵塞', kind: 'fire', severity: 'general' };
const INPUTS: Record<StepName, [role: string, input: unknown]> = {
  open: ['caseworker', { institution: { name: '丘北县安康养老院' }, source: 'inspection', items: [ITEM] }],
  issueNotice: ['caseworker', {}],
  submitRectification: ['caseworker', { items: [{ itemNo: 1, note: '已清理' }] }],
  verify: ['caseworker2', { verdicts: [{ itemNo: 1, passed: true }] }],
  signOff: ['leader', {}],
};

async function product(base: string): Promise<Contestant> {
  const cookies: Record<string, string> = {};
  for (const username of ['caseworker', 'caseworker2', 'leader']) {
    const answer = await post(`${base}/api/auth/sign-in/username`, { username, password: PASSWORD }, { origin: base });
    cookies[username] = answer.cookie;
  }
  let key = 0;
  return {
    name: 'Anlao',
    async step(name, caseNo) {
      const [role, input] = INPUTS[name];
      const url = name === 'open' ? `${base}/api/v1/rectifications` : `${base}/api/v1/cases/${caseNo}/actions/${name}`;
      const answer = await post(url, input, { cookie: cookies[role] ?? '', 'idempotency-key': `${process.pid}-${++key}` });
      return (answer.body as { caseNo: string }).caseNo;
    },
  };
}

const plainSql = (base: string): Contestant => ({
  name: 'plain SQL',
  async step(name, caseNo) {
    const answer = await post(name === 'open' ? `${base}/cases` : `${base}/cases/${caseNo}/actions/${name}`, INPUTS[name][1]);
    return (answer.body as { caseNo: string }).caseNo;
  },
});

function bareTemporal(client: Client): Contestant {
  let n = 0;
  return {
    name: 'bare Temporal',
    async step(name, caseNo) {
      if (name !== 'open') {
        await client.workflow.getHandle(caseNo).executeUpdate('step', { args: [name] });
        return caseNo;
      }
      const workflowId = `bare-${process.pid}-${++n}`;
      const start = { workflowId, taskQueue: 'bare', args: [workflowId], workflowIdConflictPolicy: 'FAIL' as const };
      const startWorkflowOperation = new WithStartWorkflowOperation('bareCase', start);
      await client.workflow.executeUpdateWithStart('step', { args: [name], startWorkflowOperation });
      return workflowId;
    },
  };
}

const row = (name: string, { concurrency, casesPerSecond, p50, p99 }: Measured, more = '') =>
  console.log(
    `${name.padEnd(14)} ${String(concurrency).padStart(3)}  ${casesPerSecond.toFixed(1).padStart(7)} cases/s  p50 ${p50.toFixed(1).padStart(7)} ms  p99 ${p99.toFixed(1).padStart(7)} ms  ${more}`,
  );

type Used = Record<string, number>;

/** CPU milliseconds a case that these parts used between two readings. */
const perCase = (before: Used, after: Used, of: number, parts: string[]): Used =>
  Object.fromEntries(parts.map((part) => [part, (((after[part] ?? 0) - (before[part] ?? 0)) * 1_000) / of]));

function inWords(cpu: Used): string {
  const each = Object.entries(cpu).map(([part, ms]) => `${part} ${ms.toFixed(0)}`);
  const sum = Object.values(cpu).reduce((all, ms) => all + ms, 0);
  return `${sum.toFixed(0)} ms CPU a case (${each.join(', ')})`;
}

/** Until every workflow has followed its case to the end; answers the seconds that took. */
async function caughtUp(pool: pg.Pool): Promise<number> {
  const from = performance.now();
  const behind = `SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE COALESCE(f.followed, 0) < c.told) AS n`;
  while (Number((await pool.query(behind)).rows[0].n) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  return (performance.now() - from) / 1_000;
}

/** Until every document is printed, which goes on beside the cases; answers the seconds that took. */
async function printed(pool: pg.Pool): Promise<number> {
  const from = performance.now();
  while (Number((await pool.query('SELECT count(*) AS n FROM case_document WHERE sha256 IS NULL')).rows[0].n) > 0)
    await new Promise((resolve) => setTimeout(resolve, 500));
  return (performance.now() - from) / 1_000;
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anlao-bench-'));
const children: ChildProcess[] = [];
try {
  const port = await nextFreePort(4600);
  children.push(
    await started(
      ['--import', 'tsx', 'stack/main.ts'],
      { ANLAO_DATA_DIR: dataDir, ANLAO_DEMO_PASSWORD: PASSWORD, PORT: `${port}` },
      'Ctrl-C stops',
    ),
  );
  const { databaseUrl, temporalAddress = '' } = readAddresses(dataDir) ?? { databaseUrl: '' };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const plainPort = await nextFreePort(port + 1);
  const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress };
  const plainServer = await started(['--import', 'tsx', 'bench/case/plain-sql.ts'], { ...env, PORT: `${plainPort}` }, 'ready');
  const bareWorker = await started(['--import', 'tsx', 'bench/case/bare-temporal.ts'], env, 'ready');
  children.unshift(plainServer, bareWorker);
  const used = () => cpuSecondsOf(dataDir, { plain: plainServer.pid ?? 0, bare: bareWorker.pid ?? 0 });
  const client = new Client({ connection: await Connection.connect({ address: temporalAddress }) });
  const anlao = await product(`http://localhost:${port}`);
  const sql = plainSql(`http://127.0.0.1:${plainPort}`);
  const bare = bareTemporal(client);
  for (const contestant of [anlao, sql, bare]) await measure(contestant, 4, WARM_UP);
  await caughtUp(pool);
  await printed(pool);
  await pool.query('ANALYZE'); // which the database does by itself within its first minutes

  for (const concurrency of CONCURRENCY) {
    const start = await used();
    const plain = await measure(sql, concurrency, cases);
    const between = await used();
    const temporal = await measure(bare, concurrency, Math.max(12, Math.round(cases / 4)));
    const before = { statements: await statements(pool), cpu: await used() };
    const ours = await measure(anlao, concurrency, cases);
    const perAction = ((await statements(pool)) - before.statements) / (cases * 5);
    const catchUp = await caughtUp(pool);
    const after = await used();
    const cpu = perCase(before.cpu, after, cases, ['api', 'postgres', 'temporal', 'worker']);
    const { printing = 0 } = perCase(before.cpu, after, cases, ['printing']);
    const sustained = cases / (ours.seconds + catchUp);
    const papersAfter = catchUp + (await printed(pool));
    row('plain SQL', plain, inWords(perCase(start, between, plain.cases, ['plain', 'postgres'])));
    row('bare Temporal', temporal, inWords(perCase(between, before.cpu, temporal.cases, ['bare', 'temporal'])));
    row(
      'Anlao',
      ours,
      `= ${(ours.casesPerSecond / plain.casesPerSecond).toFixed(2)} × plain SQL, ${(ours.casesPerSecond / temporal.casesPerSecond).toFixed(1)} × bare Temporal`,
    );
    console.log(
      `                    caught up ${catchUp.toFixed(1)} s later, all papers printed after ${papersAfter.toFixed(1)} s; sustained ${sustained.toFixed(1)} cases/s = ${(sustained / temporal.casesPerSecond).toFixed(1)} × bare Temporal; ${inWords(cpu)} and ${printing.toFixed(0)} for printing; ${perAction.toFixed(1)} transactions an action\n`,
    );
  }
  const { rows } = await pool.query(`SELECT case_no FROM case_file WHERE type = 'rectification' ORDER BY opened_at DESC LIMIT 20`);
  const lengths = await Promise.all(rows.map(async (r) => (await client.workflow.getHandle(r.case_no).describe()).historyLength));
  console.log(`history events per case: ${(lengths.reduce((a, b) => a + b, 0) / lengths.length).toFixed(1)}`);
  await pool.end();
  await client.connection.close();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(
    children.map((child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)))),
  );
  await rm(dataDir, { recursive: true, force: true });
}

/** Transactions that the database has committed so far. */
async function statements(pool: pg.Pool): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1_100)); // statistics are sent once a second
  return Number((await pool.query('SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()')).rows[0].n);
}
