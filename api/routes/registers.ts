import { z } from 'zod';
import { within } from '../../casebook/people.ts';
import { permissionsOf } from '../../domain/permissions.ts';
import { ROLES } from '../../domain/roles.ts';
import { deadlineAfter } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { DeadlineQuery, Division } from '../schemas/queries.ts';
import { DeadlineView } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const PersonView = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), division: z.string() });
/** Oneself, with everything that one's role may come to. */
const MeView = PersonView.extend({ permissions: z.array(z.string()) });
/** Who there is: oneself, officers; and the calendar. */
export function registers(door: Door, { people, law }: Deps): void {
  door.add({ method: 'get', path: '/me', summary: '本人', tag: 'people', may: 'me.read', response: MeView }, async ({ req }) => {
    const { id, name, role, division } = personOf(req);
    return { id, name, role, division, permissions: permissionsOf(role) };
  });

  door.add(
    {
      method: 'get',
      path: '/users',
      summary: '人员',
      tag: 'people',
      may: 'users.read',
      query: z.strictObject({ role: z.enum(ROLES).optional(), division: Division.optional() }),
      response: z.object({ items: z.array(PersonView) }),
    },
    async ({ query: { role, division: asked }, req }) => {
      const own = personOf(req).division;
      if (asked !== undefined && !within(asked, own)) return { items: [] };
      const division = asked ?? own;
      const found = await Promise.all((role ? [role] : ROLES).map((r) => people.holding(r, division)));
      return { items: found.flat().map(({ id, name, role: r, division: d }) => ({ id, name, role: r, division: d })) };
    },
  );

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
