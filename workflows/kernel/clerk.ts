import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../../activities/index.ts';
import type { Errand, Task } from '../../domain/kernel/task.ts';

/** Tried at once inside the workflow task; in good weather all that a step asks for costs one history event. */
const quick = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '8 s',
  scheduleToCloseTimeout: '9 s',
  retry: { maximumAttempts: 1 },
});

/** The same for as long as it takes: a case waits for the database, it never loses a step. */
const sure = proxyActivities<CaseActivities>({
  startToCloseTimeout: '60 s',
  retry: { initialInterval: '1 s', maximumInterval: '60 s' },
});

/** What a case has done in the world: quickly if it can be had, else until it is done. */
export const clerk = {
  since: (...args: Parameters<CaseActivities['since']>) =>
    either(
      () => quick.since(...args),
      () => sure.since(...args),
    ),
  climb: (...args: Parameters<CaseActivities['climb']>) =>
    either(
      () => quick.climb(...args),
      () => sure.climb(...args),
    ),
  carryOut: (errand: Errand) =>
    either(
      () => quick.carryOut(errand),
      () => oneByOne(errand),
    ),
};

/** Each task on its own, so that one which cannot be done keeps no other waiting, save the later ones of its step. */
async function oneByOne({ caseNo, tasks, followed }: Errand): Promise<void> {
  const ofStep = new Map<number, Task[]>();
  for (const task of tasks) ofStep.set(task.seq, [...(ofStep.get(task.seq) ?? []), task]);
  await Promise.all([...ofStep.values()].map((ofOne) => inOrder(caseNo, ofOne)));
  if (followed !== undefined) await sure.followed(caseNo, followed);
}

async function inOrder(caseNo: string, tasks: Task[]): Promise<void> {
  for (const task of tasks) await ('kind' in task ? sure.produce({ caseNo, ...task }) : sure.tell({ caseNo, ...task }));
}

async function either<T>(first: () => Promise<T>, then: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await then();
  }
}
