import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { keepFromRelated } from '../../casebook/interests.ts';
import type { Person } from '../../casebook/people.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { divisionsOf } from '../permissions.ts';
import { UNIQUE_VIOLATION } from '../prisma.ts';
import { NotFound } from '../problems.ts';
import { nameOf } from '../reads/case-row.ts';
import { Declaration, DeclarationOf, InterestView } from '../schemas/informants.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const tag = 'people';

/** Declarations of interest (回避): whoever is related to an institution is kept from its cases, those that are open and those that are not. */
export function interests(door: Door, deps: Deps): void {
  const { prisma } = deps;

  door.add(
    { method: 'get', path: '/me/interests', summary: '本人的回避登记', tag, may: 'interests.declare', response: page(InterestView) },
    async ({ req }) => listed(deps, { userId: personOf(req).id }),
  );

  door.add(
    {
      method: 'post',
      path: '/me/interests',
      summary: '申报与机构的关系',
      tag,
      may: 'interests.declare',
      body: Declaration,
      response: InterestView,
      status: 201,
    },
    ({ body, req }) => declared(deps, personOf(req), personOf(req), body),
  );

  door.add(
    { method: 'get', path: '/interests', summary: '回避登记', tag, may: 'interests.manage', response: page(InterestView) },
    async ({ req }) => listed(deps, { user: { division: divisionsOf(personOf(req)) } }),
  );

  door.add(
    {
      method: 'post',
      path: '/interests',
      summary: '登记回避',
      tag,
      may: 'interests.manage',
      body: DeclarationOf,
      response: InterestView,
      status: 201,
    },
    async ({ body: { user, ...body }, req }) => {
      const row = await prisma.user.findFirst({
        where: { id: user, division: divisionsOf(personOf(req)) },
        select: { id: true, division: true },
      });
      if (!row) throw new InvalidInput('user', 'no user of this division has this id');
      return declared(deps, personOf(req), { id: row.id, division: row.division ?? '' }, body);
    },
  );

  door.add(
    {
      method: 'post',
      path: '/interests/{id}/end',
      summary: '解除回避',
      tag,
      may: 'interests.manage',
      params: z.object({ id: z.uuid() }),
      response: InterestView,
    },
    async ({ params: { id }, req }) => {
      const where = { id, endedAt: null, user: { division: divisionsOf(personOf(req)) } };
      const { count } = await prisma.interest.updateMany({ where, data: { endedAt: new Date(), endedBy: personOf(req).id } });
      if (count === 0) throw new NotFound();
      return (await listed(deps, { id })).items[0];
    },
  );
}

/** Writes the relation down, and keeps the official from the institution's cases at once; the workers see to what is left. */
async function declared(
  deps: Deps,
  by: Person,
  of: Pick<Person, 'id' | 'division'>,
  { institution, relation }: z.output<typeof Declaration>,
) {
  const { prisma, pool, casebook } = deps;
  const home = await prisma.institution.findFirst({ where: { id: institution, division: divisionsOf({ ...by, division: of.division }) } });
  if (!home) throw new InvalidInput('institution', 'no institution of this division has this id');
  const data = { userId: of.id, institutionId: home.id, relation, declaredBy: by.id };
  await prisma.interest.create({ data }).catch((error: { code?: string }) => {
    if (error.code !== UNIQUE_VIOLATION) throw error; // declared before
  });
  await keepFromRelated(pool, casebook, of.id);
  return (await listed(deps, { userId: of.id, institutionId: home.id, endedAt: null })).items[0];
}

async function listed({ prisma, people }: Deps, where: NonNullable<Parameters<Deps['prisma']['interest']['findMany']>[0]>['where']) {
  const rows = await prisma.interest.findMany({
    where: where ?? {},
    orderBy: { declaredAt: 'desc' },
    take: 1_000,
    include: { institution: { select: { id: true, name: true } } },
  });
  const items = rows.map(async ({ id, userId, institution, relation, declaredBy, declaredAt, endedAt }) => ({
    id,
    user: await nameOf(people, userId),
    institution,
    relation,
    declaredBy: await nameOf(people, declaredBy),
    declaredAt: declaredAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
  return { items: await Promise.all(items), nextCursor: null };
}
