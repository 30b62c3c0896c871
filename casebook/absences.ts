import type { Role } from '../domain/roles.ts';
import { within } from './divisions.ts';
import type { Person } from './people.ts';

/** Who may stand in for whom, by role. Nobody gains cases to see by standing in; a caseworker never signs off as a leader. */
const STANDS_IN: Record<Role, readonly Role[]> = {
  hotline: ['hotline', 'caseworker', 'supervisor'],
  caseworker: ['caseworker', 'supervisor'],
  supervisor: ['supervisor', 'leader', 'caseworker'],
  leader: ['leader', 'supervisor'],
  department: ['department'],
  institution: ['institution'],
  discipline: ['discipline'],
  auditor: ['auditor'],
  admin: ['admin'],
};

/** Whether one person may stand in for another: a fitting role, for all of their division, and of the same institution or department. */
export const mayStandIn = (substitute: Person, absentee: Person): boolean =>
  substitute.id !== absentee.id &&
  !substitute.service &&
  STANDS_IN[absentee.role].includes(substitute.role) &&
  within(absentee.division, substitute.division) &&
  (absentee.role !== 'institution' || substitute.institutionId === absentee.institutionId) &&
  (absentee.role !== 'department' || substitute.organisationId === absentee.organisationId);

/**
 * Who is there for this person now: themselves, or at the end of the chain of substitutes whoever is not away. Nobody when the chain breaks
 * off, runs in a circle, or passes anybody whom the case concerns: then it is for the section head.
 */
export function presentFor(users: ReadonlyMap<string, Person>, id: string, excluded: readonly string[] = []): Person | undefined {
  const passed = new Set<string>();
  for (let person = users.get(id); person; person = users.get(person.absence?.substitute ?? '')) {
    if (excluded.includes(person.id) || passed.has(person.id)) return undefined;
    if (!person.absence) return person;
    passed.add(person.id);
  }
  return undefined;
}

/** Whom this person stands in for now, in a case that concerns `excluded`. */
export const absenteesOf = (users: ReadonlyMap<string, Person>, substitute: Person, excluded: readonly string[] = []): Person[] =>
  [...users.values()].filter(
    (p) => p.absence && mayStandIn(substitute, p) && presentFor(users, p.id, excluded)?.id === substitute.id && p.id !== substitute.id,
  );
