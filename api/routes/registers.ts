import { z } from 'zod';
import { divisionPrefix, within } from '../../casebook/people.ts';
import { permissionsOf } from '../../domain/permissions.ts';
import { ROLES } from '../../domain/roles.ts';
import { deadlineAfter } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { divisionsOf } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { literally } from '../reads/cases.ts';
import { cursorOf, KEYS, placeOf } from '../reads/cursor.ts';
import { Id, Line } from '../schemas/common.ts';
import { DeadlineQuery, Division, Limit } from '../schemas/queries.ts';
import { DeadlineView, page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const InstitutionView = z.object({
  id: z.string(),
  name: z.string(),
  division: z.string(),
  address: z.string().nullable(),
  category: z.string().nullable(),
  filingStatus: z.string(),
  operatingStatus: z.string(),
  beds: z.int().nullable(),
});
const InstitutionQuery = z.strictObject({
  q: Line.optional(),
  division: Division.optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});
const PersonView = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), division: z.string() });
/** Oneself, with everything that one's role may come to. */
const MeView = PersonView.extend({ permissions: z.array(z.string()) });
const SHOWN = {
  id: true,
  name: true,
  division: true,
  address: true,
  category: true,
  filingStatus: true,
  operatingStatus: true,
  beds: true,
} as const;

/** Who and what there is: oneself, officers, institutions; and the calendar. */
export function registers(door: Door, { prisma, people, law }: Deps): void {
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
      path: '/institutions',
      summary: '养老机构',
      tag: 'institutions',
      may: 'institutions.read',
      query: InstitutionQuery,
      response: page(InstitutionView),
    },
    async ({ query: { q, division, cursor, limit }, req }) => {
      const person = personOf(req);
      const place = placeOf(cursor, KEYS.id);
      const rows = await prisma.institution.findMany({
        where: {
          AND: [
            { division: divisionsOf(person) },
            person.role === 'institution' ? { id: person.institutionId ?? '' } : {},
            division ? { division: { startsWith: divisionPrefix(division) } } : {},
            q ? { name: { contains: literally(q), mode: 'insensitive' } } : {},
            place ? { id: { gt: place.key } } : {},
          ],
        },
        orderBy: { id: 'asc' },
        take: limit + 1,
        select: SHOWN,
      });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { items: shown, nextCursor: last ? cursorOf({ value: null, key: last.id }) : null };
    },
  );

  door.add(
    {
      method: 'get',
      path: '/institutions/{id}',
      summary: '养老机构档案',
      tag: 'institutions',
      may: 'institutions.read',
      params: z.object({ id: Id }),
      response: InstitutionView,
    },
    async ({ params: { id }, req }) => {
      const person = personOf(req);
      const found = await prisma.institution.findFirst({
        where: { id, division: divisionsOf(person) },
        select: SHOWN,
      });
      if (!found || (person.role === 'institution' && person.institutionId !== id)) throw new NotFound();
      return found;
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
