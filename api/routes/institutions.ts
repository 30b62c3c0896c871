import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { languageOf } from '../language.ts';
import { NotFound } from '../problems.ts';
import { listInstitutions, profileOf } from '../reads/institutions.ts';
import { Id } from '../schemas/common.ts';
import { InstitutionProfile, InstitutionQuery, InstitutionView } from '../schemas/institutions.ts';
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
}
