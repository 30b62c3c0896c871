/**
 * `npm run histories`: runs cases of every type through every stage with the real product on a clock that skips time, and records what
 * Temporal knows of them under test/histories. Replaying these against new code tells whether running cases survive a release. What lies under
 * `before`, if anything, was recorded before the code learnt something new (`patched`), and is left as it is.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { root } from '../config/root.ts';
import { CASE_TYPES, type CaseTypeName } from '../domain/kernel/case-file.ts';
import { dayOf } from '../domain/working-days.ts';
import { type Life, livesOn } from '../test/builders/lives.ts';
import { aDesk, type Desk, eventually } from '../test/harness/desk.ts';
import { startServers, stopServers } from '../test/harness/servers.ts';
import { devServer } from '../test/harness/temporal.ts';

const folder = path.join(root, 'test', 'histories');
const recorded = new Set<string>();

await startServers();
try {
  for (const type of readdirSync(folder).filter((name) => !['changed', 'before'].includes(name)))
    rmSync(path.join(folder, type), { recursive: true });
  await withDesk({}, everyStage);
  await withDesk({ around: (activities) => ({ ...activities, carryOut: failingOnce(activities.carryOut) }) }, retriedEffect);
  await withDesk(
    { server: () => devServer({ extraArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=12'] }) },
    continued,
  );
  console.log(`${recorded.size} histories recorded in test/histories. Read the difference before you commit it.`);
} finally {
  await stopServers();
}

async function withDesk(options: Parameters<typeof aDesk>[0], work: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await aDesk(options);
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}

/** Each stage as a case first comes to it, each life at its end, one told all at once, and one that nobody works on. */
async function everyStage(desk: Desk): Promise<void> {
  const lives = livesOn(dayOf(Date.now()));
  for (const type of CASE_TYPES) for (const life of lives[type] ?? []) await live(desk, type, life);
  for (const type of CASE_TYPES) {
    const [life] = lives[type] ?? [];
    if (life) await toldAtOnce(desk, type, life);
  }
  for (const type of CASE_TYPES) {
    const [life] = lives[type] ?? [];
    if (life) await unattended(desk, type, life);
  }
}

async function live(desk: Desk, type: CaseTypeName, { name, open, by, moves }: Life): Promise<void> {
  const caseNo = await desk.open(type, open, by ? { by } : {});
  const { stage } = await desk.casebook.file(caseNo);
  await keep(desk, caseNo, type, stage);
  for (const [who, action, input] of moves) {
    const file = await desk.act(caseNo, who, action, input);
    await keep(desk, caseNo, type, file.stage);
  }
  if (name !== 'regular') await keep(desk, caseNo, type, name);
}

/** As after a rebuild: the workflow hears of everything in one go. */
async function toldAtOnce(desk: Desk, type: CaseTypeName, { open, by, moves }: Life): Promise<void> {
  await desk.stopRelay();
  const caseNo = await desk.open(type, open, by ? { by } : {});
  for (const [who, action, input] of moves) await desk.act(caseNo, who, action, input);
  desk.startRelay();
  await keep(desk, caseNo, type, 'toldAtOnce');
}

async function unattended(desk: Desk, type: CaseTypeName, { open, by }: Life): Promise<void> {
  const caseNo = await desk.open(type, open, by ? { by } : {});
  await desk.followed(caseNo);
  await desk.pass('60 days');
  await keep(desk, caseNo, type, 'rungs');
}

/** An effect that failed at first and was done by an ordinary activity. */
async function retriedEffect(desk: Desk): Promise<void> {
  const [life] = livesOn(dayOf(Date.now())).rectification;
  const caseNo = await desk.open('rectification', life?.open);
  for (const [who, action, input] of life?.moves.slice(0, 2) ?? []) await desk.act(caseNo, who, action, input);
  await keep(desk, caseNo, 'rectification', 'retriedEffect');
}

/** A history that grew long and went on as a new one; here after twelve events. */
async function continued(desk: Desk): Promise<void> {
  const [life] = livesOn(dayOf(Date.now())).rectification;
  const caseNo = await desk.open('rectification', life?.open);
  await desk.followed(caseNo);
  const { runId } = await desk.env.client.workflow.getHandle(caseNo).describe();
  for (const [who, action, input] of life?.moves.slice(0, 3) ?? []) {
    await desk.act(caseNo, who, action, input);
    await desk.followed(caseNo);
  }
  await keep(desk, caseNo, 'rectification', 'beforeContinuing', runId);
  await keep(desk, caseNo, 'rectification', 'continued');
}

function failingOnce<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  let failed = false;
  return (...args) => {
    if (failed) return work(...args);
    failed = true;
    return Promise.reject(new Error('not this time'));
  };
}

/** Writes a history once it is at rest, unless there is one of that name already. */
async function keep(desk: Desk, caseNo: string, type: CaseTypeName, name: string, runId?: string): Promise<void> {
  await desk.followed(caseNo);
  if (recorded.has(`${type}/${name}`)) return;
  recorded.add(`${type}/${name}`);
  const handle = desk.env.client.workflow.getHandle(caseNo, runId);
  await eventually(async () => isAtRest((await handle.fetchHistory()).events?.at(-1) ?? {}), `${caseNo} to be at rest`);
  const json = scrubbed(JSON.parse(historyToJSON(await handle.fetchHistory()))) as { events: unknown[] };
  mkdirSync(path.join(folder, type), { recursive: true });
  const events = json.events.map((event) => JSON.stringify(event)).join(',\n');
  writeFileSync(path.join(folder, type, `${name}.json`), `{"events":[\n${events}\n]}\n`);
}

/** Whether nothing is under way: the last that happened was a completed task or a timer set, or the run is over. */
function isAtRest(event: object): boolean {
  const kind = Object.entries(event).find(([key, value]) => key.endsWith('EventAttributes') && value)?.[0] ?? '';
  return /^(timerStarted|workflowTaskCompleted|markerRecorded|workflowExecutionCompleted|workflowExecutionContinuedAsNew)E/.test(kind);
}

/** Without the names of machine and process that Temporal writes into every event. */
function scrubbed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrubbed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !['meteringMetadata', 'prevAutoResetPoints', 'stackTrace', 'binaryChecksum', 'workerVersion'].includes(key))
    .map(([key, inner]) => [key, key === 'identity' ? 'worker' : scrubbed(inner)]);
  const object = Object.fromEntries(entries);
  return object.kind === 'TASK_QUEUE_KIND_STICKY' ? { ...object, name: 'sticky' } : object;
}
