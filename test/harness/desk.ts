import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { type CaseActivities, caseActivities } from '../../activities/index.ts';
import { Press } from '../../activities/press/press.ts';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import { Relay } from '../../casebook/relay/relay.ts';
import type { CaseFile, CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Actor, Role } from '../../domain/roles.ts';
import { addDays, dayOf, type IsoDate } from '../../domain/working-days.ts';
import { openDiskStore } from '../../storage/disk.ts';
import type { ContentStore } from '../../storage/store.ts';
import { TASK_QUEUE } from '../../worker/temporal.ts';
import { Closers } from './closers.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { timeSkipping, workflowCode } from './temporal.ts';

const COUNTY = '532626';

/** The people of the county, by the name of their role; `caseworker2` is a second caseworker. */
export const PEOPLE: Record<string, Actor & { role: Role }> = Object.fromEntries(
  [
    ['hotline', '何热线'],
    ['caseworker', '李经办'],
    ['caseworker2', '王经办'],
    ['supervisor', '赵科长'],
    ['leader', '陈局长'],
    ['department', '消防张队'],
    ['institution', '安康院长'],
    ['discipline', '纪检周'],
  ].map(([id = '', name = '']) => [id, { id, name, role: id.replace('2', '') as Role }]),
);

/** A whole county office over the time-skipping server: database, casebook, relay and worker. */
export interface Desk extends Assembly {
  env: TestWorkflowEnvironment;
  store: ContentStore;
  databaseUrl: string;
  /** Where the store keeps its contents. */
  files: string;
  /** Opens a case as the caseworker, or as `by`. */
  open(
    type: CaseTypeName,
    input: unknown,
    more?: { receivedAt?: number; excluded?: string[]; by?: string; division?: string },
  ): Promise<string>;
  /** Takes an action as one of the people. */
  act(caseNo: string, by: string, name: string, input?: unknown, key?: string): Promise<CaseFile>;
  /** Names of the events of the case in order; a rung as `rung:remind`. */
  trail(caseNo: string): Promise<string[]>;
  /** Waits until the workflows have been told everything and have followed it. */
  followed(...caseNos: string[]): Promise<void>;
  /** The day in `n` days, by the test server's clock, in Asia/Shanghai. */
  inDays(n: number): Promise<IsoDate>;
  /** Lets time pass for everybody. */
  pass(duration: string): Promise<void>;
  /** Prints what was issued so far. */
  print(): Promise<void>;
  /** Ends the worker and starts one with other workflow code. */
  useCode(bundle: { codePath: string }): Promise<void>;
  /** Ends the worker. */
  stopWork(): Promise<void>;
  relay(): Relay;
  startRelay(): void;
  stopRelay(): Promise<void>;
  /** Ends everything, whatever became of it; the server only where it was started for this desk. */
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Starts the desk's server; the time-skipping one unless another is named. */
  server?: () => Promise<TestWorkflowEnvironment>;
  /** A server that goes on when the desk is closed, instead of one of its own. */
  on?: TestWorkflowEnvironment;
  /** The product's workflow code unless told otherwise. */
  code?: { codePath: string };
  /** How worker and relay talk to Temporal; plainly unless told otherwise. */
  dataConverter?: DataConverter;
  /** A database that was worked on before, such as one from a backup; else a fresh one. */
  database?: FreshDatabase;
  /** How the office reaches its database, where not directly. */
  line?: (url: string) => Promise<string>;
  /** Stands between the workflows and what they do. */
  around?: (activities: CaseActivities) => CaseActivities;
}

/** A desk for as long as some work takes; it is closed whatever becomes of that. */
export async function atADesk(options: DeskOptions, work: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await aDesk(options);
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}

/** A desk; what was begun for one that cannot be had is ended again. */
export async function aDesk(options: DeskOptions = {}): Promise<Desk> {
  const closers = new Closers();
  try {
    return await deskOf(options, closers);
  } catch (error) {
    await closers.run().catch(() => undefined);
    throw error;
  }
}

async function deskOf(
  { server = timeSkipping, on, code = workflowCode(), around = (a) => a, dataConverter, database: given, line }: DeskOptions,
  closers: Closers,
): Promise<Desk> {
  const database = given ?? (await freshDatabase());
  closers.add(() => database.drop());
  const files = await mkdtemp(path.join(os.tmpdir(), 'anlao-desk-'));
  closers.add(() => rm(files, { recursive: true, force: true }));
  const env = on ?? (await server());
  if (!on) closers.add(() => env.teardown());
  const url = line ? await line(database.url) : database.url;
  const patience = line ? {} : { connectMs: 120_000 }; // a busy machine is no outage
  const assembly = assemble(url, { ...patience, name: 'desk', email: false, max: 12 });
  const { pool, people, casebook, effects, documents, mailroom } = assembly;
  closers.add(() => pool.end());
  if (!given) await settle(assembly);
  const store = await openDiskStore(files);
  const unprintable: unknown[] = [];
  const onError = (_no: string, error: unknown) => unprintable.push(error);
  const press = new Press({ documents, store, publicUrl: 'https://anlao.example', onError });
  closers.add(() => press.close());
  const activities = around(caseActivities({ casebook, effects, documents, people, mailroom }));
  const working = keepWorking(env, activities, dataConverter);
  closers.add(working.stop);
  await working.use(code);
  const { connection, namespace = 'default' } = env;
  const client = dataConverter ? new Client({ connection, namespace, dataConverter }) : env.client;
  const newRelay = () => new Relay({ pool, databaseUrl: url, client, taskQueue: TASK_QUEUE, log: { warn: () => undefined }, pollMs: 100 });
  let relay: Relay | undefined = newRelay().start();
  closers.add(async () => relay?.stop());
  let keys = given ? Date.now() : 0;

  const outboxEmpty = async () => (await pool.query('SELECT 1 FROM outbox LIMIT 1')).rowCount === 0;
  const behind = async (caseNos: string[]) =>
    (
      await pool.query(
        'SELECT 1 FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE c.case_no = ANY($1) AND COALESCE(f.followed, 0) < c.told LIMIT 1',
        [caseNos],
      )
    ).rowCount !== 0;

  return {
    ...assembly,
    env,
    store,
    databaseUrl: database.url,
    files,
    async open(type, input, { receivedAt, excluded, by = 'caseworker', division = COUNTY } = {}) {
      const request = { scope: 'test', key: `open-${++keys}`, bodyHash: '' };
      const { file } = await casebook.open({
        type,
        division,
        institution: { id: 'ankang', name: '丘北县安康养老院' },
        actor: PEOPLE[by] as Actor,
        input,
        intake: { request },
        ...(receivedAt ? { receivedAt } : {}),
        ...(excluded ? { excluded } : {}),
      });
      return file.caseNo;
    },
    act: (caseNo, by, name, input = {}, key = `key-${++keys}`) =>
      casebook.act(caseNo, { name, input, actor: PEOPLE[by] as Actor }, { key }),
    async trail(caseNo) {
      const { rows } = await pool.query<{ kind: string; name: string }>(
        'SELECT kind, name FROM case_event WHERE case_no = $1 ORDER BY seq',
        [caseNo],
      );
      return rows.map(({ kind, name }) => (kind === 'rung' ? `rung:${name}` : name));
    },
    followed: (...caseNos) => eventually(async () => (await outboxEmpty()) && !(await behind(caseNos)), `following ${caseNos.join(', ')}`),
    inDays: async (n) => addDays(dayOf(await env.currentTimeMs()), n),
    pass: (duration) => env.sleep(duration as '1 day'),
    async print() {
      while ((await documents.waiting()).waiting > 0) {
        await press.printAll();
        if (unprintable.length > 0) throw unprintable[0];
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    useCode: working.use,
    stopWork: working.stop,
    relay: newRelay,
    startRelay() {
      relay ??= newRelay().start();
    },
    async stopRelay() {
      await relay?.stop();
      relay = undefined;
    },
    close: () => closers.run(),
  };
}

/** One worker at a time, whose workflow code can be exchanged. */
function keepWorking({ nativeConnection: connection }: TestWorkflowEnvironment, activities: CaseActivities, dataConverter?: DataConverter) {
  let worker: Worker | undefined;
  let running: Promise<void> | undefined;
  const stop = async () => {
    const ending = worker;
    worker = undefined;
    if (ending?.getState() === 'RUNNING') ending.shutdown();
    await running;
  };
  const use = async (workflowBundle: { codePath: string }) => {
    await stop();
    worker = await Worker.create({
      connection,
      taskQueue: TASK_QUEUE,
      workflowBundle,
      activities,
      ...(dataConverter ? { dataConverter } : {}),
    });
    running = worker.run();
  };
  return { stop, use };
}

async function settle({ pool, people }: Assembly): Promise<void> {
  await pool.query(
    `INSERT INTO institution (id, name, division, filing_status) VALUES ('ankang', '丘北县安康养老院', '${COUNTY}', 'filed')`,
  );
  for (const { id, name, role } of Object.values(PEOPLE))
    await pool.query(`INSERT INTO "user" (id, name, email, username, role, division, institution_id) VALUES ($1, $2, $3, $1, $4, $5, $6)`, [
      id,
      name,
      `${id}@anlao.invalid`,
      role,
      COUNTY,
      role === 'institution' ? 'ankang' : null,
    ]);
  people.drop();
}

/** Looks again until it is so; gives up after a time that no machine needs, however busy. */
export async function eventually(isSo: () => Promise<boolean>, what: string, patienceMs = 150_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await isSo()); ) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
