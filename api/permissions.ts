import { divisionPrefix, type Person, within } from '../casebook/people.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { SHARE } from '../domain/permissions.ts';
import type { Prisma } from '../prisma/client/client.ts';

/** Whether this person may know of the case: at or under their division, of a type their role sees, and not about themselves. */
export function maySee(person: Person, file: CaseFile): boolean {
  if (person.division === '') return false; // every division lies within no division
  const { types, of } = SHARE[person.role];
  if (!within(file.division, person.division) || !types.includes(file.type) || file.excluded.includes(person.id)) return false;
  if (of === 'ownInstitution') return person.institutionId !== undefined && file.institution?.id === person.institutionId;
  return true;
}

/** Divisions at or under the person's own; none for a person without one. */
export const divisionsOf = ({ division }: Person): { startsWith: string } | { in: [] } =>
  division === '' ? { in: [] } : { startsWith: divisionPrefix(division) };

/** The same as a filter of rows. */
export const scopeOf = (person: Person): Prisma.CaseFileWhereInput => ({
  division: divisionsOf(person),
  type: { in: [...SHARE[person.role].types] },
  NOT: { excluded: { has: person.id } },
  ...(SHARE[person.role].of === 'ownInstitution' ? { institutionId: person.institutionId ?? '' } : {}),
});

/** The same once more for SQL over `case_file c`; `param` keeps a value and answers its placeholder. */
export function scopeSql(person: Person, param: (value: unknown) => string): string {
  const { id, role, division, institutionId } = person;
  if (division === '') return 'false';
  const own = role === 'institution' ? ` AND c.institution_id = ${param(institutionId ?? '')}` : '';
  return `c.division LIKE ${param(`${divisionPrefix(division)}%`)} AND c.type = ANY(${param(SHARE[role].types)}) AND NOT c.excluded @> ARRAY[${param(id)}]${own}`;
}
