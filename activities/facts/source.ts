import type { EventOfCase, Surroundings } from '../../casebook/effects.ts';
import { dayBefore, dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { Letterhead } from '../documents/page.ts';

/** What a document is made from: the event, the case, and what the database knows around them. */
export interface Source {
  event: EventOfCase;
  around: Surroundings;
  /** The name of a person, or the id of one who is not known any more. */
  name: (id: string | undefined) => string;
}

/** The head of every document about this event. */
export function letterhead({ event: { file, at }, around }: Source): Letterhead {
  const { caseNo, institution } = file;
  return { issuer: `${around.division}民政局`, caseNo, issuedOn: dayOf(at), ...(institution ? { institution: institution.name } : {}) };
}

/** The last day of a date that is kept as the instant 24:00. */
export const lastDayOf = (dueAt: number): IsoDate => dayBefore(dayOf(dueAt));
