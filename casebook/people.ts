import type { Pool } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { Recipient } from '../domain/kernel/step.ts';
import type { Role } from '../domain/roles.ts';
import type { Language } from '../notification/templates.ts';
import { cached } from './cached.ts';

/** A user as the casebook needs them. */
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
  /** Ids of all whom they stand in for. */
  standsInFor?: readonly string[];
  phone?: string;
  language?: Language;
}

/** Digits that every division at or under this one begins with: 430000 → 43, 610300 → 6103, 532626 → 532626. */
export const divisionPrefix = (code: string): string => code.replace(/^(\d{2})0{4}$/, '$1').replace(/^(\d{4})0{2}$/, '$1');

/** Whether `inner` lies at or under `outer`. */
export const within = (inner: string, outer: string): boolean => inner.startsWith(divisionPrefix(outer));

const SELECT = `SELECT id, name, role, division, institution_id AS "institutionId", organisation_id AS "organisationId", notify_email AS email,
    notify_phone AS phone, notify_language AS language
  FROM "user" WHERE NOT COALESCE(banned, false) AND role IS NOT NULL`;

/** Finds the people behind duties. Knows the users of the last five seconds. */
export class People {
  private readonly users: ReturnType<typeof cached<Map<string, Person>>>;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.users = cached(async () => {
      const { rows } = await pool.query<Person & { division: string | null; institutionId: string | null; email: string | null }>(SELECT);
      return new Map(rows.map((r) => [r.id, { ...r, division: r.division ?? '' } as Person]));
    }, ttlMs);
  }

  drop(): void {
    this.users.drop();
  }

  async find(id: string): Promise<Person | undefined> {
    return (await this.users.get()).get(id);
  }

  /** Everybody with this role who answers for the division: those of the nearest division that has any. */
  async holding(role: Role, division: string, excluded: readonly string[] = []): Promise<Person[]> {
    const all = [...(await this.users.get()).values()];
    const fit = all.filter((p) => p.role === role && within(division, p.division) && !excluded.includes(p.id));
    const nearest = Math.max(...fit.map((p) => divisionPrefix(p.division).length));
    return fit.filter((p) => divisionPrefix(p.division).length === nearest).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Who answers for a case that nobody has: the section head, or for a referral the discipline inspector; else the desk of the division. */
  async desk(division: string, type: CaseFile['type'], excluded: readonly string[] = []): Promise<string> {
    const [head] = await this.holding(type === 'referral' ? 'discipline' : 'supervisor', division, excluded);
    const [leader] = head || type === 'referral' ? [] : await this.holding('leader', division, excluded);
    return (head ?? leader)?.id ?? `desk:${division}`;
  }

  /** The people whom a message about this case reaches. Nobody whom the case concerns is among them. */
  async reached(to: readonly Recipient[], file: CaseFile): Promise<Person[]> {
    const users = await this.users.get();
    const found = await Promise.all(to.map((recipient) => this.behind(recipient, file, users)));
    const distinct = new Map(found.flat().map((p) => [p.id, p]));
    return [...distinct.values()].filter((p) => !file.excluded.includes(p.id));
  }

  private async behind(to: Recipient, file: CaseFile, users: Map<string, Person>): Promise<Person[]> {
    if (to === 'owner') return listed(users.get(file.owner));
    if (typeof to === 'object') return listed(users.get(to.user));
    if (to === 'institution') {
      const { id } = file.institution ?? {};
      return id === undefined ? [] : [...users.values()].filter((p) => p.role === 'institution' && p.institutionId === id);
    }
    return this.holding(to, file.division, file.excluded);
  }
}

const listed = (person: Person | undefined): Person[] => (person ? [person] : []);
