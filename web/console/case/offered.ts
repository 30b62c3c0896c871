import type { CaseView, OfferedAction } from './types.ts';

/** Steps that can nearly always be taken, and are seldom what comes next. */
const ASIDE = new Set([
  'addNote',
  'attachEvidence',
  'escalate',
  'linkCase',
  'withdraw',
  'suspendClock',
  'extendDeadline',
  'returnToSupervisor',
  'reassign',
  'recordBreach',
  'banFromIndustry',
  'proposeListing',
  'proposeSanctions',
  'endListing',
  'publish',
  'merge',
  'transfer',
  'refer',
  'listForSupervision',
  'reportToGovernment',
  'identifyInstitution',
  'exclude',
  'recuse',
  'recordReply',
]);
/** Steps that have a place of their own on the page. */
const ELSEWHERE = new Set(['requestUnsealing', 'decideUnsealing']);
const MOST = 3;

/** What to offer first: the step the case waits for, then what else moves it on; the rest stays one click away. */
export function mainActions({ availableActions, next }: Pick<CaseView, 'availableActions' | 'next'>): {
  main: OfferedAction[];
  more: OfferedAction[];
} {
  const offered = availableActions.filter(({ name }) => !ELSEWHERE.has(name));
  const awaited = offered.filter(({ name }) => name === next?.event);
  const others = offered.filter(({ name }) => name !== next?.event && !ASIDE.has(name));
  const main = [...awaited, ...others].slice(0, MOST);
  return { main, more: offered.filter((action) => !main.includes(action)) };
}
