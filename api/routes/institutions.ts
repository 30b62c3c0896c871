import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { languageOf } from '../language.ts';
import { NotFound } from '../problems.ts';
import { institutionScope, listInstitutions, profileOf } from '../reads/institutions.ts';
import { Id } from '../schemas/common.ts';
import { InstitutionFacts, InstitutionProfile, InstitutionQuery, InstitutionView } from '../schemas/institutions.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

/** The register of institutions. */
export function institutions(door: Door, deps: Deps): void {
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
    ({ query, req }) => listInstitutions(deps, personOf(req), query),
  );
  door.add(
    {
      method: 'get',
      path: '/institutions/{id}',
      summary: '养老机构档案',
      tag: 'institutions',
      may: 'institutions.read',
      params: z.object({ id: Id }),
      response: InstitutionProfile,
    },
    async ({ params: { id }, req }) => {
      const found = await profileOf(deps, personOf(req), id, languageOf(req));
      if (!found) throw new NotFound();
      return found;
    },
  );
  door.add(
    {
      method: 'post',
      path: '/institutions/{id}',
      summary: '更正养老机构档案',
      tag: 'institutions',
      may: 'institutions.manage',
      params: z.object({ id: Id }),
      body: InstitutionFacts,
      response: InstitutionProfile,
    },
    async ({ params: { id }, body, req }) => {
      const where = { AND: [{ id }, institutionScope(personOf(req))] };
      const { count } = await deps.prisma.institution.updateMany({ where, data: body });
      if (count === 0) throw new NotFound();
      return profileOf(deps, personOf(req), id, languageOf(req));
    },
  );
}
