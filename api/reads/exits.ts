import { z } from 'zod';
import { divisionPrefix, type Person } from '../../casebook/people.ts';
import { EXIT_ACTS, type ExitAct, exitActsFor, type InstitutionExit, isOverdue, stoppedDisposals } from '../../domain/institution-exit.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { EXIT_SCHEMAS, type ExitQuery, type ExitRow, type ExitView } from '../schemas/exits.ts';
import { nameOf } from './case-row.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { isInstitution } from './disclosure.ts';
import { institutionScope } from './institutions.ts';

const WITH = { institution: { select: { id: true, name: true, division: true } } } as const;
type Row = Prisma.InstitutionExitGetPayload<{ include: typeof WITH }>;

/** The exits that a person may know of: those of the institutions they may know of, and of one's own once it is decided. */
export const exitScope = (person: Person): Prisma.InstitutionExitWhereInput => ({
  institution: institutionScope(person),
  ...(isInstitution(person) ? { state: { in: ['inTransition', 'completed'] } } : {}),
});

/** The exit as its steps made it; only the domain writes it. */
export const exitIn = (file: Prisma.JsonValue): InstitutionExit => file as unknown as InstitutionExit;

/** A page of the exits, newest first. */
export async function listExits(
  { prisma }: Deps,
  person: Person,
  { institution, division, state, cursor, limit }: z.output<typeof ExitQuery>,
) {
  const place = placeOf(cursor, KEYS.number);
  const rows = await prisma.institutionExit.findMany({
    where: {
      AND: [
        exitScope(person),
        institution ? { institutionId: institution } : {},
        division ? { institution: { division: { startsWith: divisionPrefix(division) } } } : {},
        state ? { state } : {},
        place ? { id: { lt: BigInt(place.key) } } : {},
      ],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: WITH,
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  return { items: items.map(rowOf), nextCursor };
}

function rowOf({ id, institution: { division, ...institution }, file }: Row): z.output<typeof ExitRow> {
  const exit = exitIn(file);
  const { state, disposition, residents, transitionFrom, transitionUntil } = exit;
  const counts = { residents, placed: exit.placements.length, stoppedDisposals: stoppedDisposals(exit).length };
  const overdue = isOverdue(exit, Date.now());
  return { id: String(id), institution, division, state, disposition, ...counts, transitionFrom, transitionUntil, overdue };
}

/** One exit with its steps and what the person may do now; nothing for one that they may not know of. */
export async function exitOf(deps: Deps, person: Person, id: string, language: Language): Promise<z.output<typeof ExitView> | undefined> {
  const found = await deps.prisma.institutionExit.findFirst({
    where: { AND: [{ id: BigInt(id) }, exitScope(person)] },
    include: { ...WITH, institutionExitSteps: { orderBy: { seq: 'asc' } } },
  });
  if (!found) return undefined;
  const exit = exitIn(found.file);
  const signed = async <T extends { at: number; by: string }>({ at, by, ...rest }: T) => ({
    ...rest,
    at: new Date(at).toISOString(),
    by: await nameOf(deps.people, by),
  });
  const { grounds, reason, nonProfit, announcement, successor = null } = exit;
  const hazardCase = isInstitution(person) ? null : (exit.hazardCase ?? null); // it may not know of the case yet
  const disposals = exit.disposals.map(async ({ value = null, settled, ...one }) => ({
    ...(await signed(one)),
    value,
    settled: settled ? await signed(settled) : null,
  }));
  const placements = exit.placements.map(async ({ agreementEndedOn = null, ...one }) => ({ ...(await signed(one)), agreementEndedOn }));
  const steps = found.institutionExitSteps.map(async ({ seq, act, data, at, byId }) => ({
    seq,
    act,
    title: titleOf(act, language),
    reason: reasonIn(data),
    at: at.toISOString(),
    by: await nameOf(deps.people, byId),
  }));
  return {
    ...rowOf(found),
    ...{ grounds, reason, hazardCase, successor, nonProfit, announcement },
    placements: await Promise.all(placements),
    disposals: await Promise.all(disposals),
    steps: await Promise.all(steps),
    may: exitActsFor(exit, person).map((name) => ({ name, title: titleOf(name, language), inputSchema: schemaOf(name) })),
  };
}

const PROPOSE = { zh: '提出退出方案', en: 'Propose the exit' };
const titleOf = (act: string, language: Language): string => (act in EXIT_ACTS ? EXIT_ACTS[act as ExitAct].title : PROPOSE)[language];

/** Why a step was taken, where it says so. */
const REASONED = z.object({ reason: z.string() });
const reasonIn = (data: Prisma.JsonValue): string | null => REASONED.safeParse(data).data?.reason ?? null;

const schemaOf = (name: ExitAct): Record<string, unknown> => z.toJSONSchema(EXIT_SCHEMAS[name], { target: 'draft-2020-12', io: 'input' });
