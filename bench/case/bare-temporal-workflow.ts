import { allHandlersFinished, condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

const { write } = proxyLocalActivities<{ write(id: string, seq: number, name: string): Promise<void> }>({ startToCloseTimeout: '10 s' });
export const step = defineUpdate<number, [string]>('step');

/** The same lifecycle with the state in the workflow: one Update and one local activity per step. */
export async function bareCase(id: string): Promise<void> {
  let seq = 0;
  setHandler(step, async (name) => {
    seq += 1;
    await write(id, seq, name);
    return seq;
  });
  await condition(() => seq >= 5 && allHandlersFinished());
}
