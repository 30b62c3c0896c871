import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { cursorOf, KEYS, placeOf } from './cursor.ts';

/** The trail of a case, oldest first. */
export async function eventsOf(
  { prisma }: Deps,
  person: Person,
  { caseNo }: CaseFile,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const after = Number(placeOf(cursor, KEYS.seq)?.key ?? 0);
  const rows = await prisma.caseEvent.findMany({ where: { caseNo, seq: { gt: after } }, orderBy: { seq: 'asc' }, take: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => eventView(row, person)), nextCursor: last ? cursorOf({ value: null, key: String(last.seq) }) : null };
}

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
export function eventView(row: EventRow, person: Person) {
  const actor = row.actor as { id: string; role: string; name: string };
  const outside = person.role === 'institution' && actor.role !== 'institution';
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind as 'action' | 'rung' | 'system',
    name: row.name,
    actor: outside ? { id: '', role: actor.role, name: '' } : actor,
    data: outside ? disclosed(row) : (row.data as Record<string, unknown>),
    stage: row.stage,
    prevHash: row.prevHash,
    hash: row.hash,
  };
}

/** What an institution is told of the bureau's own steps: neither its notes, nor where it knows of a danger from. */
function disclosed({ name, data }: EventRow): Record<string, unknown> {
  if (name === 'addNote') return {};
  const { source: _, ...rest } = data as Record<string, unknown>;
  return rest;
}
