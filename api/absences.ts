import { mayStandIn } from '../casebook/absences.ts';
import { InvalidInput } from '../casebook/errors.ts';
import type { Person } from '../casebook/people.ts';
import { dayOf } from '../domain/days.ts';
import type { By } from './accounts.ts';
import type { Deps } from './deps.ts';

/** Days in Shanghai, both included. */
export interface AbsenceAsked {
  substitute: string;
  from?: string | undefined;
  until?: string | null | undefined;
  note?: string | null | undefined;
}

const LOCK = 5_269_775;
const OVERLAPPING = `SELECT user_id AS "userId", substitute_id AS "substituteId" FROM absence
  WHERE ended_at IS NULL AND from_day <= COALESCE($2::date, 'infinity') AND COALESCE(until_day, 'infinity') >= $1::date`;

/**
 * Says who stands in for somebody while they are away. @throws InvalidInput when the substitute may not, when some of the days are taken, or
 * when it would run in a circle on any of them
 */
export async function setAbsence(deps: Deps, absentee: Person, asked: AbsenceAsked, by: By): Promise<void> {
  const { prisma, people, accountEvents, sessions } = deps;
  const { substitute, from = dayOf(Date.now()), until = null, note = null } = asked;
  if (until !== null && until < from) throw new InvalidInput('until', 'it ends before it begins');
  if (until !== null && until < dayOf(Date.now())) throw new InvalidInput('until', 'these days have passed');
  const person = await people.find(substitute);
  if (!person || !mayStandIn(person, absentee)) throw new InvalidInput('substitute', 'this person cannot stand in');
  await prisma.$transaction(async (db) => {
    await db.$executeRawUnsafe('SELECT pg_advisory_xact_lock($1)', LOCK); // two who name each other at the same moment
    const others = await db.$queryRawUnsafe<{ userId: string; substituteId: string }[]>(OVERLAPPING, from, until);
    if (others.some((o) => o.userId === absentee.id)) throw new InvalidInput('from', 'an absence is set for some of these days already');
    if (leadsTo(others, substitute, absentee.id)) throw new InvalidInput('substitute', 'they would stand in for each other in a circle');
    const days = { fromDay: new Date(from), untilDay: until === null ? null : new Date(until) };
    await db.absence.create({ data: { userId: absentee.id, substituteId: substitute, ...days, note, setBy: by.id } });
    const detail = { substitute, from, until };
    await accountEvents.record({ kind: 'absenceSet', userId: absentee.id, byId: by.id, address: by.address, detail }, db);
  });
  sessions.forget();
}

/** Whom somebody may name to stand in for them, by name. */
export async function substitutesFor({ people }: Pick<Deps, 'people'>, absentee: Person) {
  const fit = (await people.all()).filter((person) => mayStandIn(person, absentee));
  return fit.map(({ id, name, role }) => ({ id, name, role })).sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** Whether following substitutes from one person arrives at another. */
function leadsTo(edges: readonly { userId: string; substituteId: string }[], from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const id of reached) for (const e of edges) if (e.userId === id) reached.add(e.substituteId);
  return reached.has(to);
}

/** Ends the absences of somebody, those to come included. Answers how many there were. */
export async function endAbsence({ prisma, accountEvents, sessions }: Deps, absentee: Person, by: By): Promise<number> {
  const count = await prisma.$transaction(async (db) => {
    const ended = await db.absence.updateMany({ where: { userId: absentee.id, endedAt: null }, data: { endedAt: new Date() } });
    await accountEvents.record({ kind: 'absenceEnded', userId: absentee.id, byId: by.id, address: by.address }, db);
    return ended.count;
  });
  sessions.forget();
  return count;
}
