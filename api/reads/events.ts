import type { People, Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { isInstitution, isTold, toldSince } from './disclosure.ts';
import { namedIn } from './named.ts';

/** The trail of a case, oldest first or newest first. */
export async function eventsOf(
  { prisma, people }: Deps,
  person: Person,
  file: CaseFile,
  { cursor, limit, newest = false }: { cursor?: string | undefined; limit: number; newest?: boolean | undefined },
) {
  const place = placeOf(cursor, KEYS.seq);
  const beyond = place && { seq: newest ? { lt: Number(place.key) } : { gt: Number(place.key) } };
  const where = { caseNo: file.caseNo, ...beyond };
  const rows = await prisma.caseEvent.findMany({ where, orderBy: { seq: newest ? 'desc' : 'asc' }, take: limit + 1 });
  const { items: shown, nextCursor } = pageOf(rows, limit, ({ seq }) => atKey(seq));
  return {
    items: await Promise.all(shown.filter((row) => mayRead(person, file, row)).map((row) => eventView(people, row, person))),
    nextCursor,
  };
}

/** Whether the person may read this event of a case that they may see. */
export const mayRead = (person: Person, file: CaseFile, row: Pick<EventRow, 'kind' | 'name' | 'at' | 'actor'>): boolean =>
  !isInstitution(person) || isTold(row, file.type, toldSince(file));

interface EventRow {
  seq: number;
  at: Date;
  kind: string;
  name: string;
  actor: unknown;
  data: unknown;
  stage: string;
  prevHash: string;
  hash: string;
}

/** An event as this person may see it: an institution learns what was done, not who in the bureau wrote what about it. */
async function eventView(people: People, row: EventRow, person: Person) {
  const actor = row.actor as { id: string; role: string; name: string };
  const outside = isInstitution(person) && actor.role !== 'institution';
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind as 'action' | 'rung' | 'system',
    name: row.name,
    actor: outside ? { id: '', role: actor.role, name: '' } : actor,
    data: outside ? disclosed(row) : (row.data as Record<string, unknown>),
    people: await namedIn(people, person, row.data),
    stage: row.stage,
    // whoever knows most of an event could try out the rest of it against its hash
    ...(isInstitution(person) ? { prevHash: '', hash: '' } : { prevHash: row.prevHash, hash: row.hash }),
  };
}

/** What an institution is told of the bureau's own steps: not where it knows of a danger from. */
function disclosed({ data }: EventRow): Record<string, unknown> {
  const { source: _, ...rest } = data as Record<string, unknown>;
  return rest;
}

/** seq of the first event that the institution knows of. */
export async function firstToldOf({ prisma }: Deps, file: CaseFile): Promise<number> {
  const since = new Date(Math.min(toldSince(file), Date.now()));
  const first = await prisma.caseEvent.findFirst({
    where: { caseNo: file.caseNo, at: { gte: since } },
    orderBy: { seq: 'asc' },
    select: { seq: true },
  });
  return first?.seq ?? 0;
}
