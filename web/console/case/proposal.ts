import type { CaseEvent } from './types.ts';

/** What the leader may decide on when an institution was urged in vain (C-37), and what makes a decision needless. */
const ANSWERS = new Set(['orderSuspension', 'openJointEnforcement', 'reportToGovernment', 'submitRectification']);

/** Whether the ladder has asked the leader to decide, and nothing has answered it since. Events in their order. */
export function asksLeader(events: readonly Pick<CaseEvent, 'kind' | 'name' | 'data'>[]): boolean {
  const asked = events.findLastIndex(({ kind, data }) => kind === 'rung' && data.rung === 'propose');
  return asked >= 0 && !events.slice(asked).some(({ name }) => ANSWERS.has(name));
}
