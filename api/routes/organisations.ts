import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { isDepartment } from '../../domain/departments.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { divisionFor, divisionsOf } from '../permissions.ts';
import { Line } from '../schemas/common.ts';
import { Division } from '../schemas/queries.ts';
import { personOf } from '../session.ts';

const OrganisationView = z.object({ id: z.string(), name: z.string(), code: z.string().nullable(), division: z.string() });
const NewOrganisation = z.strictObject({
  name: Line,
  code: z.string().refine(isDepartment, 'no department has this code'),
  division: Division.optional(),
});

/** The departments beside the bureau that have accounts here: letters reach whoever belongs to the one they are written to. */
export function organisations(door: Door, { prisma }: Deps): void {
  const common = { path: '/organisations', tag: 'people', may: 'users.manage' } as const;
  const select = { id: true, name: true, code: true, division: true };

  door.add(
    { ...common, method: 'get', summary: '有账号的部门', response: z.object({ items: z.array(OrganisationView) }) },
    async ({ req }) => ({
      items: await prisma.organisation.findMany({
        where: { division: divisionsOf(personOf(req)) },
        orderBy: [{ division: 'asc' }, { name: 'asc' }],
        select,
      }),
    }),
  );

  door.add(
    { ...common, method: 'post', summary: '登记部门', body: NewOrganisation, response: OrganisationView, status: 201 },
    async ({ body: { name, code, division: asked }, req }) => {
      const division = divisionFor(personOf(req), asked);
      if ((await prisma.organisation.count({ where: { name, division } })) > 0)
        throw new InvalidInput('name', 'there is a department of this name already');
      return prisma.organisation.create({ data: { id: randomUUID(), name, code, division, kind: 'department' }, select });
    },
  );
}
