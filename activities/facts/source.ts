import type { EventOfCase, Listed, Surroundings } from '../../casebook/effects.ts';
import type { People } from '../../casebook/people.ts';
import { dayBefore, dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { BothSides, Letterhead } from '../documents/page.ts';
import type { Evidence } from '../documents/parts.ts';
import { onDay } from '../documents/words.ts';

/** What a document is made from: the event, the case, and what the database knows around them. */
export interface Source {
  event: EventOfCase;
  around: Surroundings;
  /** The name of a person, or the id of one who is not known any more. */
  name: (id: string) => string;
}

/** The head of every document about this event. */
export function letterhead({ event: { file, at }, around }: Source): Letterhead {
  const { caseNo, institution } = file;
  return { issuer: `${around.division}民政局`, caseNo, issuedOn: dayOf(at), ...(institution ? { institution: institution.name } : {}) };
}

/** Names of those whom the case names: as they are called now, else as the log called them when they acted. */
export async function namesAround(event: EventOfCase, { before }: Surroundings, people: People): Promise<Source['name']> {
  const names = new Map([...before, event].map(({ actor }) => [actor.id, actor.name]));
  for (const id of new Set([...names.keys(), ...peopleIn(event)])) {
    const person = await people.find(id);
    if (person) names.set(id, person.name);
  }
  return (id) => names.get(id) ?? id;
}

interface Inspected {
  inspectors?: string[];
}

/** Ids of people whom the file or the event names beside those who acted. */
const peopleIn = ({ file, data }: EventOfCase): string[] => {
  const { lateOfficials = [], checks = [], urges = [] } = file as { lateOfficials?: string[]; checks?: Inspected[]; urges?: Inspected[] };
  return [file.owner, ...lateOfficials, ...[...checks, ...urges, data as Inspected].flatMap((visit) => visit.inspectors ?? [])];
};

/** What an action was given and what its step said, where it may say less than the type does. */
export const dataOf = <T>({ data }: Pick<EventOfCase, 'data'>): Partial<T> => data as Partial<T>;

/** The events of one name before this one, oldest first. */
export const earlier = ({ around }: Source, name: string) => around.before.filter((e) => e.kind === 'action' && e.name === name);

/** The last day of a date that is kept as the instant 24:00. */
export const lastDayOf = (dueAt: number): IsoDate => dayBefore(dayOf(dueAt));

/** What a list names by hash. A document that is not printed yet has none: it is left as a reference, which the press replaces. */
export const evidenceOf = ({ id, name, sha256 }: Listed): Evidence => ({ name, sha256: sha256 ?? `${TO_BE_PRINTED}${id}` });

/** How a document is referred to whose hash is not known yet. */
export const TO_BE_PRINTED = 'document:';

/** What both sides signed on the day of the event, before it: a record shows the signatures of its own visit and no others. */
export function signedBoth({ event, around }: Source): { signed?: BothSides } {
  const last = (role: keyof BothSides) => {
    const found = around.signatures.findLast((s) => s.role === role);
    return found && { name: found.name, on: onDay(dayOf(event.at)), sha256: found.sha256 };
  };
  const [inspector, institution] = [last('inspector'), last('institution')];
  if (!inspector && !institution) return {};
  return { signed: { ...(inspector ? { inspector } : {}), ...(institution ? { institution } : {}) } };
}
