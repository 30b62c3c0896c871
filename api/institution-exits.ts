import { Refused } from '../casebook/errors.ts';
import type { Person } from '../casebook/people.ts';
import {
  afterExitAct,
  type ExitAct,
  type ExitPlan,
  endsService,
  exitActsFor,
  exitRefusal,
  type InstitutionExit,
  proposedExit,
  UNDER_WAY,
} from '../domain/institution-exit.ts';
import { refuse } from '../domain/kernel/refusal.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { Deps } from './deps.ts';
import { inName } from './in-name.ts';
import { UNIQUE_VIOLATION } from './prisma.ts';
import { NotFound } from './problems.ts';
import { exitIn, exitScope } from './reads/exits.ts';
import { institutionScope } from './reads/institutions.ts';

type Db = Prisma.TransactionClient;
const asJson = (value: object) => value as Prisma.InputJsonObject;

/** Whoever declared a relation to the institution has no part in its exit (回避). @throws Refused */
async function unrelated(db: Db, { id: userId }: Person, institutionId: string): Promise<void> {
  if ((await db.interest.count({ where: { userId, institutionId, endedAt: null } })) > 0) throw new Refused(refuse('concerns-official'));
}

/**
 * Proposes the exit of an institution. @returns its id
 * @throws NotFound where the person may not know of the institution
 * @throws Refused while an exit of it is under way, or where the person is related to it
 */
export async function proposeExit({ prisma }: Deps, person: Person, institutionId: string, plan: ExitPlan): Promise<string> {
  const by = person.id;
  const work = inName(prisma, { by }, async (db) => {
    if ((await db.institution.count({ where: { AND: [{ id: institutionId }, institutionScope(person)] } })) === 0) throw new NotFound();
    await unrelated(db, person, institutionId);
    const exit = proposedExit(plan, { at: Date.now(), by });
    const { id } = await db.institutionExit.create({ data: { institutionId, state: exit.state, seq: 1, file: asJson(exit) } });
    await db.institutionExitStep.create({ data: { exitId: id, seq: 1, byId: by, act: 'propose', data: asJson(plan) } });
    return String(id);
  });
  return work.catch((error: { code?: string }) => {
    throw error.code === UNIQUE_VIOLATION ? new Refused(refuse('exit-under-way')) : error;
  });
}

/**
 * Takes one step of an exit. What the register says of the institution follows when it is completed, in the same transaction.
 * @throws NotFound where the person may not know of the exit
 * @throws Refused where the rules do not allow it
 */
export async function actOnExit({ prisma }: Deps, person: Person, id: string, act: { name: ExitAct; input: object }): Promise<void> {
  const exitId = BigInt(id);
  await inName(prisma, { by: person.id }, async (db) => {
    await db.$queryRaw`SELECT 1 FROM institution_exit WHERE id = ${exitId} FOR UPDATE`;
    const found = await db.institutionExit.findFirst({ where: { AND: [{ id: exitId }, exitScope(person)] } });
    if (!found) throw new NotFound();
    await unrelated(db, person, found.institutionId);
    const [before, now] = [exitIn(found.file), Date.now()];
    const refusal = exitRefusal(before, act.name, act.input, person, now);
    if (refusal) throw new Refused(refusal, exitActsFor(before, person));
    const exit = afterExitAct(before, act.name, act.input, { at: now, by: person.id });
    const seq = found.seq + 1;
    await db.institutionExit.update({ where: { id: exitId }, data: { state: exit.state, seq, file: asJson(exit) } });
    await db.institutionExitStep.create({ data: { exitId, seq, byId: person.id, act: act.name, data: asJson(act.input) } });
    if (exit.state === 'completed') await leaveRegister(db, found.institutionId, exit);
  });
}

/** The home operates no longer once its exit is complete; why, is the decision on it. */
async function leaveRegister(db: Db, id: string, exit: InstitutionExit): Promise<void> {
  await db.$queryRaw`SELECT set_config('anlao.reason', ${exit.reason}, true)`;
  await db.institution.update({ where: { id }, data: { operatingStatus: endsService(exit) ? 'closed' : 'suspended' } });
}

/** While an exit is under way the register does not say of the home that it is closed: residents are placed first. @throws Refused */
export async function notWhileExiting({ prisma }: Deps, id: string, operatingStatus: string | undefined): Promise<void> {
  if (operatingStatus === undefined || operatingStatus === 'operating') return;
  const exiting = {
    institutionId: id,
    state: { in: [...UNDER_WAY] },
    institution: { operatingStatus: { not: operatingStatus } },
  };
  if ((await prisma.institutionExit.count({ where: exiting })) > 0)
    throw new Refused(refuse('exit-under-way', { field: 'operatingStatus' }));
}
