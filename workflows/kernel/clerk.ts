import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../../activities/index.ts';

/** Tried at once inside the workflow task; in good weather an effect costs one history event. */
const quick = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  scheduleToCloseTimeout: '6 s',
  retry: { maximumAttempts: 1 },
});

/** The same effect for as long as it takes: a case waits for the database, it never loses a step. */
const sure = proxyActivities<CaseActivities>({
  startToCloseTimeout: '60 s',
  retry: { initialInterval: '1 s', maximumInterval: '60 s' },
});

/** The activities of a case: each done quickly if it can be had, else until it is done. */
export const clerk: CaseActivities = {
  since: (...args) =>
    either(
      () => quick.since(...args),
      () => sure.since(...args),
    ),
  climb: (...args) =>
    either(
      () => quick.climb(...args),
      () => sure.climb(...args),
    ),
  followed: (...args) =>
    either(
      () => quick.followed(...args),
      () => sure.followed(...args),
    ),
  produce: (...args) =>
    either(
      () => quick.produce(...args),
      () => sure.produce(...args),
    ),
  tell: (...args) =>
    either(
      () => quick.tell(...args),
      () => sure.tell(...args),
    ),
};

async function either<T>(first: () => Promise<T>, then: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await then();
  }
}
