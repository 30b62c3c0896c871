import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { inName } from '../in-name.ts';
import { notWhileExiting } from '../institution-exits.ts';
import { languageOf } from '../language.ts';
import { NotFound } from '../problems.ts';
import { industryBans } from '../reads/industry-bans.ts';
import { institutionScope, listInstitutions, profileOf } from '../reads/institutions.ts';
import { changesScope, registerChanges } from '../reads/register-changes.ts';
import { Id } from '../schemas/common.ts';
import {
  IndustryBanView,
  InstitutionFacts,
  InstitutionProfile,
  InstitutionQuery,
  InstitutionView,
  REGISTERS,
  RegisterChangeView,
} from '../schemas/institutions.ts';
import { PageQuery } from '../schemas/queries.ts';
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
    async ({ params: { id }, body: { reason, ...facts }, req }) => {
      const person = personOf(req);
      const data = { ...facts, ...dated('registeredOn', facts.registeredOn), ...dated('gradedOn', facts.gradedOn) };
      const where = { AND: [{ id }, institutionScope(person)] };
      await notWhileExiting(deps, id, facts.operatingStatus);
      const { count } = await inName(deps.prisma, { by: person.id, reason }, (db) => db.institution.updateMany({ where, data }));
      if (count === 0) throw new NotFound();
      return profileOf(deps, person, id, languageOf(req));
    },
  );
  door.add(
    {
      method: 'get',
      path: '/industry-bans',
      summary: '行业禁入名单',
      tag: 'institutions',
      may: 'industryBans.read',
      query: PageQuery,
      response: page(IndustryBanView),
    },
    ({ query, req }) => industryBans(deps, personOf(req), query),
  );
  history(door, deps);
}

/** A day as the database takes it; nothing where it is not named. */
const dated = <K extends string>(field: K, day: string | null | undefined) =>
  (day === undefined ? {} : { [field]: day === null ? null : new Date(day) }) as { [F in K]?: Date | null };

/** Who changed what, when and why. */
function history(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/institutions/{id}/changes',
      summary: '养老机构档案的更正记录',
      tag: 'institutions',
      may: 'institutions.history',
      params: z.object({ id: Id }),
      query: PageQuery,
      response: page(RegisterChangeView),
    },
    async ({ params: { id }, query, req }) => {
      const known = await deps.prisma.institution.count({ where: { AND: [{ id }, institutionScope(personOf(req))] } });
      if (known === 0) throw new NotFound();
      return registerChanges(deps, { register: 'institution', subject: id }, query);
    },
  );
  door.add(
    {
      method: 'get',
      path: '/register-changes',
      summary: '登记、设置的变更记录',
      tag: 'operations',
      may: 'registerChanges.read',
      query: PageQuery.extend({ register: z.enum(REGISTERS).optional() }),
      response: page(RegisterChangeView),
    },
    ({ query: { register, ...query }, req }) =>
      registerChanges(deps, { AND: [changesScope(personOf(req)), register ? { register } : {}] }, query),
  );
}
