import { divisionPrefix, type Person, within } from '../casebook/people.ts';
import type { CaseFile, CaseTypeName } from '../domain/kernel/case-file.ts';
import type { Role } from '../domain/roles.ts';
import type { Prisma } from '../prisma/client/client.ts';

/** Which case types a role may see at all. Only discipline inspection looks into referrals. */
const SEES: Record<Role, readonly CaseTypeName[]> = {
  hotline: ['complaint'],
  caseworker: ['filingCheck', 'rectification', 'complaint'],
  supervisor: ['filingCheck', 'rectification', 'complaint'],
  leader: ['filingCheck', 'rectification', 'complaint'],
  department: ['filingCheck', 'rectification'],
  institution: ['filingCheck', 'rectification'],
  discipline: ['referral'],
  auditor: ['filingCheck', 'rectification', 'complaint'],
  admin: ['filingCheck', 'rectification', 'complaint'],
};

/** Who may open cases of each type. */
export const OPENS: Record<CaseTypeName, readonly Role[]> = {
  complaint: ['hotline', 'caseworker', 'supervisor'],
  filingCheck: ['caseworker', 'supervisor', 'institution'],
  rectification: ['caseworker', 'supervisor', 'leader'],
  referral: [],
};

/** Who may reassign in bulk, and import. */
export const BULK: readonly Role[] = ['supervisor', 'leader'];
export const IMPORTS: readonly Role[] = ['supervisor', 'admin'];

/** Whether this person may know of the case: at or under their division, of a type their role sees, and not about themselves. */
export function maySee(person: Person, file: CaseFile): boolean {
  if (person.division === '') return false; // every division lies within no division
  if (!within(file.division, person.division) || !SEES[person.role].includes(file.type) || file.excluded.includes(person.id)) return false;
  if (person.role === 'institution') return person.institutionId !== undefined && file.institution?.id === person.institutionId;
  return true;
}

/** Divisions at or under the person's own; none for a person without one. */
export const divisionsOf = ({ division }: Person): { startsWith: string } | { in: [] } =>
  division === '' ? { in: [] } : { startsWith: divisionPrefix(division) };

/** The same as a filter of rows. */
export const scopeOf = (person: Person): Prisma.CaseFileWhereInput => ({
  division: divisionsOf(person),
  type: { in: [...SEES[person.role]] },
  NOT: { excluded: { has: person.id } },
  ...(person.role === 'institution' ? { institutionId: person.institutionId ?? '' } : {}),
});

/** The same once more for SQL over `case_file c`; `param` keeps a value and answers its placeholder. */
export function scopeSql(person: Person, param: (value: unknown) => string): string {
  const { id, role, division, institutionId } = person;
  if (division === '') return 'false';
  const own = role === 'institution' ? ` AND c.institution_id = ${param(institutionId ?? '')}` : '';
  return `c.division LIKE ${param(`${divisionPrefix(division)}%`)} AND c.type = ANY(${param(SEES[role])}) AND NOT c.excluded @> ARRAY[${param(id)}]${own}`;
}
