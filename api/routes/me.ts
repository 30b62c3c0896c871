import { z } from 'zod';
import { within } from '../../casebook/people.ts';
import { permissionsOf } from '../../domain/permissions.ts';
import { ROLES } from '../../domain/roles.ts';
import { endAbsence, setAbsence, substitutesFor } from '../absences.ts';
import { byOf } from '../accounts.ts';
import { PASSWORD_LENGTH } from '../auth.ts';
import { SECOND_FACTOR_ROLES } from '../auth-steps.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { NotFound } from '../problems.ts';
import { absenceView, nextAbsence } from '../reads/users.ts';
import { AbsenceInput, AbsenceView } from '../schemas/accounts.ts';
import { Id } from '../schemas/common.ts';
import { personOf } from '../session.ts';
import { PROVIDER } from '../sso.ts';

const Colleague = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) });

const Me = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  division: z.string(),
  divisionName: z.string(),
  institutionId: z.string().optional(),
  organisationId: z.string().optional(),
  mustChangePassword: z.boolean(),
  secondFactor: z.object({ enabled: z.boolean(), possible: z.boolean(), required: z.boolean() }),
  absence: AbsenceView.optional(),
  /** The next one that was set and has not begun. */
  nextAbsence: AbsenceView.optional(),
  standsInFor: z.array(Colleague),
  permissions: z.array(z.string()),
});

const SignInView = z.object({
  password: z.literal(true),
  /** How many characters a password has. */
  passwordLength: z.object({ min: z.int(), max: z.int() }),
  sso: z.object({ provider: z.string(), name: z.string() }).nullable(),
});

/** How to sign in, who one is here, and who stands in while one is away. */
export function me(door: Door, deps: Deps): void {
  door.add({ method: 'get', path: '/sign-in', summary: '登录方式', tag: 'people', may: 'public', response: SignInView }, async () => ({
    password: true as const,
    passwordLength: PASSWORD_LENGTH,
    sso: deps.sso ? { provider: PROVIDER, name: deps.sso.name } : null,
  }));
  door.add({ method: 'get', path: '/me', summary: '本人', tag: 'people', may: 'me.read', unsettled: true, response: Me }, ({ req }) =>
    meView(deps, personOf(req).id),
  );
  door.add(
    { method: 'post', path: '/me/absence', summary: '外出委托', tag: 'people', may: 'me.change', body: AbsenceInput, response: Me },
    async ({ body, req }) => {
      const person = personOf(req);
      await setAbsence(deps, person, body, byOf(person, req.ip));
      return meView(deps, person.id);
    },
  );
  door.add(
    {
      method: 'get',
      path: '/me/substitutes',
      summary: '可以委托的人员',
      tag: 'people',
      may: 'me.read',
      response: z.object({ items: z.array(Colleague) }),
    },
    async ({ req }) => ({ items: await substitutesFor(deps, personOf(req)) }),
  );
  door.add(
    { method: 'post', path: '/me/absence/end', summary: '结束外出委托', tag: 'people', may: 'me.change', response: Me },
    async ({ req }) => {
      const person = personOf(req);
      await endAbsence(deps, person, byOf(person, req.ip));
      return meView(deps, person.id);
    },
  );
  forOthers(door, deps);
}

const params = z.object({ id: Id });

/** The section head and the administrator may say it for somebody who cannot. */
function forOthers(door: Door, deps: Deps): void {
  const response = z.object({ absence: AbsenceView.optional() });
  const absentee = async (asker: { division: string }, id: string) => {
    const person = await deps.people.find(id);
    if (!person || person.service || !covers(asker.division, person.division)) throw new NotFound();
    return person;
  };
  const now = async (id: string) => absenceView(deps, (await deps.people.find(id))?.absence);
  door.add(
    {
      method: 'post',
      path: '/users/{id}/absence',
      summary: '代为设置外出委托',
      tag: 'people',
      may: 'absences.manage',
      params,
      body: AbsenceInput,
      response,
    },
    async ({ params: { id }, body, req }) => {
      const person = personOf(req);
      await setAbsence(deps, await absentee(person, id), body, byOf(person, req.ip));
      return now(id);
    },
  );
  door.add(
    {
      method: 'post',
      path: '/users/{id}/absence/end',
      summary: '代为结束外出委托',
      tag: 'people',
      may: 'absences.manage',
      params,
      response,
    },
    async ({ params: { id }, req }) => {
      const person = personOf(req);
      await endAbsence(deps, await absentee(person, id), byOf(person, req.ip));
      return now(id);
    },
  );
}

const covers = (outer: string, inner: string): boolean => outer !== '' && within(inner, outer);

async function meView(deps: Deps, id: string): Promise<z.output<typeof Me>> {
  const { people, prisma, secondFactorFor } = deps;
  const person = await people.find(id);
  if (!person) throw new NotFound();
  const { name, role, division, institutionId, organisationId } = person;
  const named = await prisma.division.findUnique({ where: { code: division }, select: { name: true } });
  const possible = person.local === true && SECOND_FACTOR_ROLES.some((r) => r === role);
  return {
    id,
    name,
    role,
    division,
    divisionName: named?.name ?? division,
    ...(institutionId ? { institutionId } : {}),
    ...(organisationId ? { organisationId } : {}),
    mustChangePassword: person.mustChangePassword === true,
    secondFactor: { enabled: person.secondFactor === true, possible, required: possible && secondFactorFor.includes(role) },
    ...(await absenceView(deps, person.absence)),
    ...(await nextAbsence(deps, id)),
    standsInFor: (await people.absenteesOf(id)).map((p) => ({ id: p.id, name: p.name, role: p.role })),
    permissions: permissionsOf(role),
  };
}
