import { deadlineAfter } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { DeadlineQuery } from '../schemas/queries.ts';
import { DeadlineView } from '../schemas/views.ts';

/** The calendar of working days. */
export function registers(door: Door, { law }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/calendar/deadline',
      summary: '工作日推算',
      tag: 'calendar',
      may: 'public',
      query: DeadlineQuery,
      response: DeadlineView,
    },
    async ({ query: { from, workingDays } }) => {
      const { dueAt, provisional, ledger } = deadlineAfter({ from: Date.parse(from), workingDays }, await law.calendar());
      return { dueAt: new Date(dueAt).toISOString(), provisional, ledger };
    },
  );
}
