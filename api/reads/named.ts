import type { People, Person } from '../../casebook/people.ts';
import { isInstitution } from './disclosure.ts';

/** Fields of cases and events that hold the ids of people. */
const FIELDS = new Set(['by', 'to', 'before', 'assignee', 'owner', 'sentBy', 'lateOfficials', 'inspectors']);

const idsIn = (value: unknown, field = ''): string[] => {
  if (typeof value === 'string') return FIELDS.has(field) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => idsIn(each, field));
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, each]) => idsIn(each, name)) : [];
};

/** Who the people are that facts name by their ids, however deep. An institution does not learn who in the bureau did what. */
export async function namedIn(people: People, person: Person, facts: unknown): Promise<{ id: string; name: string }[]> {
  if (isInstitution(person)) return [];
  const found = await Promise.all([...new Set(idsIn(facts))].map((id) => people.find(id)));
  return found.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : []));
}
