import { InvalidInput } from '../casebook/errors.ts';
import { relatedTo } from '../casebook/interests.ts';
import type { Person } from '../casebook/people.ts';
import { caseRow } from '../casebook/reading.ts';
import type { NamedOfficial } from '../domain/complaint.ts';
import type { Deps } from './deps.ts';
import { namedOfficials } from './intake.ts';
import { maySee, withOwnLetters } from './permissions.ts';

/** Fields of inputs that name another case. */
const OTHER_CASE = ['into', 'caseNo'];

interface Asked {
  caseNo: string;
  action: string;
  input: unknown;
}

/**
 * An action's input with what it names looked up: evidence lies in this very case (for a referral also in the one it came from), other cases
 * are ones that the person may know of, a department answers its own letters, and an institution has the name of the register. @throws InvalidInput
 */
export async function resolved(deps: Deps, person: Person, { caseNo, action, input }: Asked): Promise<unknown> {
  if (typeof input !== 'object' || input === null) return input;
  const said = input as Record<string, unknown>;
  await checkEvidence(deps, caseNo, said);
  if (action === 'recordReply') await checkLetter(deps, person, caseNo, said.letterNo);
  for (const field of OTHER_CASE) if (typeof said[field] === 'string') await checkCase(deps, person, field, said[field]);
  if (action === 'nameOfficials') return { ...said, ...(await officialsIn(deps, person, caseNo, said)) };
  if (typeof said.institutionId !== 'string') return input;
  const found = await deps.prisma.institution.findUnique({ where: { id: said.institutionId }, select: { name: true } });
  if (!found) throw new InvalidInput('institutionId', 'no institution has this id');
  return { ...said, name: found.name, excluded: await relatedTo(deps.pool, said.institutionId) };
}

async function checkCase({ pool }: Deps, person: Person, field: string, other: string): Promise<void> {
  const row = await caseRow(pool, other, '');
  if (!row || !maySee(person, row.file)) throw new InvalidInput(field, `there is no case ${other}`);
}

async function checkLetter({ pool }: Deps, person: Person, caseNo: string, letterNo: unknown): Promise<void> {
  const file = (await caseRow(pool, caseNo, ''))?.file;
  if (!file || !maySee(person, file)) return; // the action itself is answered as if there were none
  if (person.role === 'department' && !withOwnLetters(person, file).letters?.some(({ no }) => no === letterNo))
    throw new InvalidInput('letterNo', 'no letter of this number was written to your department');
}

/** Who is meant by the names, with the users behind them. A case that the person may not know of is answered by the action itself. */
async function officialsIn(
  deps: Deps,
  person: Person,
  caseNo: string,
  { namedOfficials: named = [] }: { namedOfficials?: NamedOfficial[] },
) {
  const file = (await caseRow(deps.pool, caseNo, ''))?.file;
  if (!file || !maySee(person, file)) return {};
  const found = await namedOfficials(deps, named, file.division);
  return { namedOfficials: found, excluded: found.flatMap(({ userId }) => userId ?? []) };
}

async function checkEvidence({ pool, prisma }: Deps, caseNo: string, input: unknown): Promise<void> {
  const named = [...evidenceIn(input)];
  if (named.length === 0) return;
  const parent = (await caseRow(pool, caseNo, ''))?.file.parent;
  const places = parent === undefined || !caseNo.startsWith('YS-') ? [caseNo] : [caseNo, parent];
  const known = await prisma.evidence.findMany({ where: { caseNo: { in: places } }, select: { id: true } });
  const unknown = named.find((id) => !known.some((e) => e.id === id));
  if (unknown !== undefined) throw new InvalidInput('evidence', `no evidence ${unknown} was uploaded to this case`);
}

function* evidenceIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const v of value) yield* evidenceIn(v);
  else if (value && typeof value === 'object')
    for (const [k, v] of Object.entries(value)) {
      if (k === 'evidence' && Array.isArray(v)) yield* v.filter((id): id is string => typeof id === 'string');
      else yield* evidenceIn(v);
    }
}
