import type { Person } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { type CaseFile, governing, isOpen, nextEvent } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';
import type { CaseColumns } from './case-row.ts';
import { asTold, isInstitution, toldSince, toldVersions, withToldDates } from './disclosure.ts';

/** The columns of this file for a list or a page of this person. */
export async function columnsFor(deps: Pick<Deps, 'pool'>, person: Person, file: CaseFile): Promise<CaseColumns> {
  return isInstitution(person) ? toldColumns(file, await toldVersions(deps, [file])) : columnsOf(file);
}

const toldColumns = (file: CaseFile, versions: ReadonlyMap<string, number>): CaseColumns => ({
  ...asTold(columnsOf(withToldDates(file))),
  version: versions.get(file.caseNo) ?? 0,
});

/** The columns that the database would show for this file. */
function columnsOf(file: CaseFile): CaseColumns {
  const governs = governing(file);
  const expected = nextEvent(CASE_TYPE[file.type], file);
  return {
    caseNo: file.caseNo,
    type: file.type,
    division: file.division,
    institutionId: file.institution?.id ?? null,
    institutionName: file.institution?.name ?? null,
    stage: file.stage,
    status: isOpen(file) ? 'open' : 'closed',
    outcome: file.outcome ?? null,
    version: file.seq,
    openedAt: new Date(file.openedAt),
    receivedAt: new Date(file.receivedAt),
    disclosedAt: Number.isFinite(toldSince(file)) ? new Date(toldSince(file)) : null,
    dueAt: governs ? new Date(governs.dueAt) : null,
    provisional: governs?.provisional ?? false,
    clock: file.clock,
    ownerId: file.owner,
    assigneeId: file.assignee ?? null,
    nextEvent: expected?.awaits ?? null,
    nextEventAt: expected ? new Date(expected.dueAt) : null,
  };
}

/** Rows of a list as this person may see them: an institution's are made from the files, without what goes on inside the bureau. */
export async function rowsFor<R extends CaseColumns>(
  { prisma, pool }: Pick<Deps, 'prisma' | 'pool'>,
  person: Person,
  rows: R[],
): Promise<CaseColumns[]> {
  if (!isInstitution(person) || rows.length === 0) return rows;
  const found = await prisma.caseFile.findMany({
    where: { caseNo: { in: rows.map((row) => row.caseNo) } },
    select: { caseNo: true, file: true },
  });
  const files = new Map(found.map(({ caseNo, file }) => [caseNo, file as unknown as CaseFile]));
  const versions = await toldVersions({ pool }, [...files.values()]);
  return rows.flatMap(({ caseNo }) => {
    const file = files.get(caseNo);
    return file ? [toldColumns(file, versions)] : [];
  });
}
