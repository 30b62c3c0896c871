import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { alone } from '../../casebook/alone.ts';
import { rebuildThese } from '../../casebook/relay/rebuild.ts';
import { inParallel } from '../../casebook/relay/workflows.ts';
import { nextWave, noteWave, type Release, setState, stateOfRelease } from './ledger.ts';
import type { Unreplayable } from './replay.ts';

export interface WaveOptions {
  pool: Pool;
  client: Client;
  /** Cases rebuilt together. */
  wave: number;
  /** Rest between two waves, in ms. */
  pauseMs: number;
  /** How long the cases of a wave may take to be under way again, in ms. */
  patienceMs?: number;
  onWave?(wave: { cases: number; done: number; total: number; failed: Unreplayable[] }): void;
}

const LOOK_MS = 250;
const LOCK = 5_269_774;

/**
 * Rebuilds the cases of a release from the log, wave by wave. Before each wave it looks whether somebody paused it; after the first wave in which a
 * case did not come back it stops. To go back, release the code before: it rebuilds in the same way what does not replay with it.
 */
export async function runWaves(release: Release, options: WaveOptions): Promise<Release['state']> {
  return (await alone(options.pool, LOCK, () => waves(release, options))) ?? 'running'; // another process is at it
}

async function waves(release: Release, options: WaveOptions): Promise<Release['state']> {
  const { pool, client, wave, pauseMs, onWave = () => {} } = options;
  await setState(pool, release.id, 'running');
  for (let { done } = release; ; ) {
    const cases = await nextWave(pool, release.id, wave);
    if (cases.length === 0) return end(pool, release.id, 'finished');
    if ((await stateOfRelease(pool, release.id)) === 'paused') return 'paused';
    await rebuildThese({ pool, client }, cases, 'anlao release');
    const failed = await notBack(options, cases);
    await noteWave(pool, release.id, cases, failed);
    done += cases.length - failed.length;
    onWave({ cases: cases.length, done, total: release.total, failed });
    if (failed.length > 0) return end(pool, release.id, 'stopped');
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function end(pool: Pool, id: string, state: Release['state']): Promise<Release['state']> {
  await setState(pool, id, state);
  return state;
}

/** Waits until the cases are under way again; answers those that are not, and why. */
async function notBack({ client, patienceMs = 60_000 }: WaveOptions, cases: string[]): Promise<Unreplayable[]> {
  let left = cases;
  for (const until = Date.now() + patienceMs; ; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
    const troubles = await inParallel(left, 8, (caseNo) => troubleOf(client, caseNo));
    const failed = left.flatMap((caseNo, i) => {
      const reason = troubles[i];
      return reason === undefined ? [] : [{ caseNo, reason }];
    });
    if (failed.length === 0 || Date.now() > until) return failed;
    left = failed.map((f) => f.caseNo);
  }
}

/**
 * Why a case that was rebuilt is not under way: no new run, or one whose first task is not done. One that waits for an effect, because a mail server
 * is away perhaps, is under way: the effect is tried until it is done.
 */
async function troubleOf(client: Client, caseNo: string): Promise<string | undefined> {
  const { status, raw } = await client.workflow.getHandle(caseNo).describe();
  if (status.name === 'COMPLETED') return undefined;
  if (status.name !== 'RUNNING') return `its workflow is ${status.name.toLowerCase()}`;
  const { pendingWorkflowTask: task, pendingActivities = [], workflowExecutionInfo: info } = raw;
  if (task && (task.attempt ?? 0) > 1) return `its task failed, attempt ${task.attempt}`;
  if (task && (pendingActivities?.length ?? 0) === 0) return 'its task is not done yet';
  return Number(info?.historyLength ?? 0) > 3 ? undefined : 'no worker has taken it';
}
