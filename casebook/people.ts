import type { Pool } from 'pg';
import { CASE_TYPE } from '../domain/case-types.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { CaseType } from '../domain/kernel/case-type.ts';
import type { Recipient } from '../domain/kernel/step.ts';
import type { Role } from '../domain/roles.ts';
import type { Language } from '../notification/templates.ts';
import { absenteesOf, presentFor } from './absences.ts';
import { cached } from './cached.ts';
import { divisionPrefix, within } from './divisions.ts';

export { divisionPrefix, within };

/** A user as the casebook and the door need them. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  division: string;
  institutionId?: string;
  organisationId?: string;
  email?: string;
  /** Names that letters to their department are addressed with. */
  departments?: readonly string[];
  /** Ids of all whom they stand in for now. */
  standsInFor?: string[];
  phone?: string;
  language?: Language;
  /** The account of another system: comes in by key, and is nobody's colleague. */
  service?: boolean;
  /** Whether the password was chosen by somebody else. */
  mustChangePassword?: boolean;
  /** Whether a second factor is set up. */
  secondFactor?: boolean;
  /** Whether there is a password here at all; else the bureau's own sign-in vouches for the person. */
  local?: boolean;
  /** Away now: who stands in, and the days (both included). */
  absence?: { substitute: string; from: string; until: string | null; note: string | null };
}

const SELECT = `SELECT u.id, u.name, u.role, u.division, u.institution_id AS "institutionId", u.organisation_id AS "organisationId",
    u.notify_email AS email, u.notify_phone AS phone,
    u.notify_language AS language, u.service, u.must_change_password AS "mustChangePassword", COALESCE(u.two_factor_enabled, false) AS "secondFactor",
    EXISTS (SELECT 1 FROM account c WHERE c.user_id = u.id AND c.provider_id = 'credential') AS local,
    (SELECT json_build_object('substitute', a.substitute_id, 'from', a.from_day, 'until', a.until_day, 'note', a.note) FROM absence a
      WHERE a.user_id = u.id AND a.ended_at IS NULL AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN a.from_day AND COALESCE(a.until_day, 'infinity')
      ORDER BY a.created_at DESC LIMIT 1) AS absence,
    ARRAY(SELECT DISTINCT n FROM organisation o LEFT JOIN division d ON d.code = o.division
      CROSS JOIN LATERAL unnest(ARRAY[o.name, o.code, CASE WHEN strpos(o.name, d.name) > 0 THEN substr(o.name, strpos(o.name, d.name) + length(d.name)) END]) n
      WHERE o.id = u.organisation_id AND n <> '') AS departments
  FROM "user" u WHERE NOT COALESCE(u.banned, false) AND u.role IS NOT NULL`;

interface Row extends Pick<Person, 'id' | 'name' | 'role'> {
  division: string | null;
}

/** What the database does not know is left out. */
function personOf({ id, name, role, division, ...more }: Row): Person {
  const known = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null));
  return { id, name, role, division: division ?? '', ...known };
}

/** Notes with everybody whom they stand in for. */
function standingIn(users: Map<string, Person>): Map<string, Person> {
  for (const { id, absence } of users.values()) {
    const present = absence && presentFor(users, id);
    if (present) present.standsInFor = [...(present.standsInFor ?? []), id];
  }
  return users;
}

/** Finds the people behind duties. Knows the users of the last five seconds. */
export class People {
  private readonly users: ReturnType<typeof cached<Map<string, Person>>>;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.users = cached(async () => {
      const { rows } = await pool.query<Row>(SELECT);
      return standingIn(new Map(rows.map(personOf).map((p) => [p.id, p])));
    }, ttlMs);
  }

  drop(): void {
    this.users.drop();
  }

  async find(id: string): Promise<Person | undefined> {
    return (await this.users.get()).get(id);
  }

  /** Everybody who may sign in, and the accounts of other systems. */
  async all(): Promise<Person[]> {
    return [...(await this.users.get()).values()];
  }

  /** Who is there for this person now, in a case that concerns `excluded`; nobody when it falls to the section head. */
  async presentFor(id: string, excluded: readonly string[] = []): Promise<Person | undefined> {
    return presentFor(await this.users.get(), id, excluded);
  }

  /** Whom this person stands in for now, in a case that concerns `excluded`. */
  async absenteesOf(id: string, excluded: readonly string[] = []): Promise<Person[]> {
    const users = await this.users.get();
    const person = users.get(id);
    return person ? absenteesOf(users, person, excluded) : [];
  }

  /** Everybody with this role who answers for the division: those of the nearest division that has any. */
  async holding(role: Role, division: string, excluded: readonly string[] = []): Promise<Person[]> {
    const all = [...(await this.users.get()).values()];
    const fit = all.filter((p) => p.role === role && !p.service && within(division, p.division) && !excluded.includes(p.id));
    const nearest = Math.max(...fit.map((p) => divisionPrefix(p.division).length));
    return fit.filter((p) => divisionPrefix(p.division).length === nearest).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Who answers for a case that nobody has: the section head, or for a referral the discipline inspector; else the leader; else the desk of
   * the division. Whoever is away is stood in for, and a colleague who is there goes first.
   */
  async desk(division: string, type: CaseFile['type'], excluded: readonly string[] = []): Promise<string> {
    const heads = await (type === 'referral'
      ? this.holding('discipline', division, excluded)
      : this.line('supervisor', { division, excluded }));
    const leaders = type === 'referral' ? [] : await this.holding('leader', division, excluded);
    const users = await this.users.get();
    const [there] = [heads, leaders].flatMap((duty) => [
      ...duty.filter((p) => !p.absence),
      ...duty.flatMap((p) => listed(presentFor(users, p.id, excluded))),
    ]);
    return (there ?? heads[0] ?? leaders[0])?.id ?? `desk:${division}`;
  }

  /** The people whom a message about this case reaches; for who is away, whoever stands in. Nobody whom the case concerns is among them. */
  async reached(to: readonly Recipient[], file: CaseFile): Promise<Person[]> {
    const users = await this.users.get();
    const meant = (await Promise.all(to.map((recipient) => this.behind(recipient, file, users)))).flat();
    const found = await Promise.all(meant.map((p) => this.inPlaceOf(p, file, users)));
    const distinct = new Map(found.map((p) => [p.id, p]));
    return [...distinct.values()].filter((p) => !file.excluded.includes(p.id));
  }

  /** Where nobody can stand in, staff are stood in for by the section head, and others find the message when they are back. */
  private async inPlaceOf(person: Person, file: CaseFile, users: Map<string, Person>): Promise<Person> {
    if (!person.absence) return person;
    const present = presentFor(users, person.id, file.excluded);
    if (present || !STAFF.includes(person.role) || file.type === 'referral') return present ?? person;
    return users.get(await this.desk(file.division, file.type, file.excluded)) ?? person;
  }

  private async behind(to: Recipient, file: CaseFile, users: Map<string, Person>): Promise<Person[]> {
    if (to === 'owner') return listed(users.get(file.owner));
    if (typeof to === 'object') return listed(users.get(to.user));
    if (to === 'institution') {
      const { id } = file.institution ?? {};
      return id === undefined ? [] : [...users.values()].filter((p) => p.role === 'institution' && p.institutionId === id);
    }
    if (to === 'department') return this.addressed(file);
    return this.line(to, file);
  }

  /** Who has a duty in the line above a case. It goes past those whom the case concerns to the next one up, whether in rank or in division. */
  private async line(role: Role, file: { division: string; excluded: readonly string[] }): Promise<Person[]> {
    const own = await this.holding(role, file.division);
    const free = own.filter((p) => !file.excluded.includes(p.id));
    if (free.length > 0 || own.length === 0) return free;
    const next = role === 'supervisor' ? await this.line('leader', file) : [];
    return next.length > 0 ? next : this.holding(role, file.division, file.excluded);
  }

  /** The departments that the case was addressed to: no other learns of it. */
  private async addressed(file: CaseFile): Promise<Person[]> {
    const type: CaseType = CASE_TYPE[file.type];
    const names = type.addressees?.(file) ?? [];
    const all = [...(await this.users.get()).values()];
    const fits = (p: Person) =>
      p.role === 'department' && within(file.division, p.division) && p.departments?.some((name) => names.includes(name));
    return all.filter(fits);
  }
}

const STAFF: readonly Role[] = ['caseworker', 'supervisor', 'leader'];
const listed = (person: Person | undefined): Person[] => (person ? [person] : []);
