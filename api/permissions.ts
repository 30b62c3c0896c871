import { InvalidInput } from '../casebook/errors.ts';
import { divisionPrefix, type Person, within } from '../casebook/people.ts';
import { CASE_TYPE } from '../domain/case-types.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { CaseType } from '../domain/kernel/index.ts';
import { SHARE } from '../domain/permissions.ts';
import type { Prisma } from '../prisma/client/client.ts';

/** The person, and everybody in whose place they act: a case that concerns one of them is hidden from all. */
const selves = ({ id, standsInFor = [] }: Person): string[] => [id, ...standsInFor];

/** Whether the case concerns this person, or somebody they stand in for. */
export const isKeptFrom = (person: Person, { excluded }: CaseFile): boolean => selves(person).some((id) => excluded.includes(id));

/**
 * Whether this person may know of the case: at or under their division, within their role's share of it, and concerning neither them nor anybody
 * they stand in for. `scopeOf` and `scopeSql` say the same of rows; test/api/matrix holds the three against each other.
 */
export function maySee(person: Person, file: CaseFile): boolean {
  if (person.division === '') return false; // every division lies within no division
  const { types, of } = SHARE[person.role];
  if (!within(file.division, person.division) || !types.includes(file.type)) return false;
  if (isKeptFrom(person, file)) return false;
  const type: CaseType = CASE_TYPE[file.type];
  if (of === 'ownDepartment') return (type.addressees?.(file) ?? []).some((name) => person.departments?.includes(name));
  if (of === 'division') return true;
  return person.institutionId !== undefined && file.institution?.id === person.institutionId && type.disclosedAt?.(file) !== undefined;
}

/** Divisions at or under the person's own; none for a person without one. */
export const divisionsOf = ({ division }: Person): { startsWith: string } | { in: [] } =>
  division === '' ? { in: [] } : { startsWith: divisionPrefix(division) };

/** The division that somebody sets something up for: the one asked for, or their own. @throws InvalidInput when it lies outside their own */
export function divisionFor({ division: own }: Person, asked: string = own): string {
  if (!within(asked, own)) throw new InvalidInput('division', 'it lies outside your own division');
  return asked;
}

/** `maySee` as a filter of rows. */
export function scopeOf(person: Person): Prisma.CaseFileWhereInput {
  const { types, of } = SHARE[person.role];
  return {
    division: divisionsOf(person),
    type: { in: [...types] },
    NOT: { excluded: { hasSome: selves(person) } },
    ...(of === 'ownInstitution' ? { institutionId: person.institutionId ?? '', disclosedAt: { not: null } } : {}),
    ...(of === 'ownDepartment' ? { departments: { hasSome: [...(person.departments ?? [])] } } : {}),
  };
}

/** The same once more for SQL over `case_file c`; `param` keeps a value and answers its placeholder. */
export function scopeSql(person: Person, param: (value: unknown) => string): string {
  if (person.division === '') return 'false';
  const { types, of } = SHARE[person.role];
  const own = {
    division: () => '',
    ownInstitution: () => ` AND c.institution_id = ${param(person.institutionId ?? '')} AND c.disclosed_at IS NOT NULL`,
    ownDepartment: () => ` AND c.departments && ${param(person.departments ?? [])}::text[]`,
  }[of]();
  return `c.division LIKE ${param(`${divisionPrefix(person.division)}%`)} AND c.type = ANY(${param(types)}) AND NOT c.excluded && ${param(selves(person))}::text[]${own}`;
}

/** The file with, for a department, no letters but those to it. */
export const withOwnLetters = <F extends CaseFile>(person: Person, file: F): F =>
  person.role === 'department' && file.letters
    ? { ...file, letters: file.letters.filter(({ department }) => person.departments?.includes(department)) }
    : file;
