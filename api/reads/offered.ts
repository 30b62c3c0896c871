import type { Person } from '../../casebook/people.ts';
import { availableTo } from '../../casebook/standing.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import type { CaseFile, CaseType } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { scopeOf, withOwnLetters } from '../permissions.ts';
import { exampleOf, inputSchemaOf, schemaOf } from '../schemas/actions.ts';

/**
 * What the person may do now, each with the schema of its input and an example that is lawful for this very case. `evidence` holds the ids of
 * what they see, of which examples can be made.
 */
export async function offeredTo(deps: Deps, person: Person, whole: CaseFile, evidence: string[], language: Language) {
  const { casebook, people } = deps;
  const file = withOwnLetters(person, whole);
  const type = CASE_TYPE[file.type];
  const { id, role, name } = person;
  const circumstances = await casebook.circumstances(file);
  const absentees = await people.absenteesOf(id, file.excluded);
  const names = availableTo(type as CaseType, file, { id, role, name }, absentees, circumstances).filter((action) =>
    schemaOf(file.type, action),
  );
  if (names.length === 0) return [];
  const officers = await people.holding(file.type === 'referral' ? 'discipline' : 'caseworker', file.division, file.excluded);
  const cases = names.includes('merge') ? await otherCases(deps, person, file) : [];
  const institutions = names.includes('identifyInstitution') ? await candidates(deps, file) : [];
  const context = { ...circumstances, people: { caseworkers: officers.map((p) => p.id) }, evidence, cases, institutions };
  return names.map((action) => ({
    name: action,
    title: actionsOf(type)[action]?.title[language] ?? action,
    inputSchema: inputSchemaOf(file.type, action, exampleOf(file.type, action, file, context)) as Record<string, unknown>,
  }));
}

/** An institution of the register that the case might be about. */
const candidates = ({ prisma }: Deps, { division }: CaseFile): Promise<{ id: string; name: string }[]> =>
  prisma.institution.findMany({ where: { division }, take: 1, select: { id: true, name: true } });

/** A case of the same kind that this person may know of. */
const otherCases = async ({ prisma }: Deps, person: Person, { caseNo, type, division }: CaseFile): Promise<string[]> =>
  (
    await prisma.caseFile.findMany({
      where: { AND: [scopeOf(person), { type, division, status: 'open', NOT: { caseNo } }] },
      orderBy: { openedAt: 'desc' },
      take: 1,
      select: { caseNo: true },
    })
  ).map((r) => r.caseNo);
