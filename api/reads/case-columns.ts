import type { Person } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { type CaseFile, governing, isOpen, nextEvent } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';
import { type CaseColumns, takenBy } from './case-row.ts';
import { asTold, isInstitution, toldSince, toldVersions, withToldDates } from './disclosure.ts';
import { owedUntil, withOwnReplies } from './owed-reply.ts';

/** The columns of this file for a list or a page of this person. */
export async function columnsFor(deps: Pick<Deps, 'pool'>, person: Person, file: CaseFile): Promise<CaseColumns> {
  if (isInstitution(person)) return toldColumns(file, await toldVersions(deps, [file]));
  return person.role === 'department' ? askedColumns(person, file) : columnsOf(file);
}

/** What a department sees: it is asked for its reply as soon as it owes one and no other step is its to take, and of what others owe it learns nothing. */
function askedColumns(person: Person, file: CaseFile): CaseColumns {
  const columns = columnsOf(withOwnReplies(person, file));
  const until = owedUntil(person, file);
  if (until === undefined || (columns.nextEvent && takenBy('department', file.type).includes(columns.nextEvent))) return columns;
  return { ...columns, nextEvent: 'recordReply', nextEventAt: new Date(until) };
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

/** Rows of a list as this person may see them: those of an institution and of a department are made from the files, each with what is for them. */
export async function rowsFor<R extends CaseColumns>(
  { prisma, pool }: Pick<Deps, 'prisma' | 'pool'>,
  person: Person,
  rows: R[],
): Promise<CaseColumns[]> {
  const isOutside = isInstitution(person) || person.role === 'department';
  if (!isOutside || rows.length === 0) return rows;
  const found = await prisma.caseFile.findMany({
    where: { caseNo: { in: rows.map((row) => row.caseNo) } },
    select: { caseNo: true, file: true },
  });
  const files = new Map(found.map(({ caseNo, file }) => [caseNo, file as unknown as CaseFile]));
  const versions = isInstitution(person) ? await toldVersions({ pool }, [...files.values()]) : undefined;
  return rows.flatMap(({ caseNo }) => {
    const file = files.get(caseNo);
    if (!file) return [];
    return [versions ? toldColumns(file, versions) : askedColumns(person, file)];
  });
}
