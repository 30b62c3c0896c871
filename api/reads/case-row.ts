import type { People } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Language } from '../language.ts';

/** The columns of a case that lists and pages show. */
export interface CaseColumns {
  caseNo: string;
  type: string;
  division: string;
  institutionId: string | null;
  institutionName: string | null;
  stage: string;
  status: string;
  outcome: string | null;
  version: number;
  openedAt: Date;
  receivedAt: Date;
  disclosedAt: Date | null;
  dueAt: Date | null;
  provisional: boolean;
  clock: string;
  ownerId: string | null;
  assigneeId: string | null;
  nextEvent: string | null;
  nextEventAt: Date | null;
}

export const nameOf = async (people: People, id: string | null | undefined): Promise<{ id: string; name: string } | null> =>
  id ? { id, name: (await people.find(id))?.name ?? id } : null;

/** The moment and the words of a view, and whether the case's workflow has fallen behind. */
export interface Seen {
  now: number;
  language: Language;
  behind: boolean;
}

/** Why a case does not move: the next event is overdue, or nobody can be expected to bring it about. */
function stalledReasons(row: CaseColumns, { now, behind }: Seen): string[] {
  if (row.status === 'closed') return [];
  const late = row.nextEventAt !== null && row.nextEventAt.getTime() < now;
  return [
    ...(late ? ['nextEventOverdue'] : []),
    ...(late && row.clock === 'suspended' ? ['suspendedTooLong'] : []),
    ...(row.assigneeId === null && row.type !== 'referral' ? ['unassigned'] : []),
    ...(row.institutionName !== null && row.institutionId === null ? ['institutionUnidentified'] : []),
    ...(behind ? ['workflowBehind'] : []),
  ];
}

/** A row of a worklist. */
export async function rowView(row: CaseColumns, people: People, seen: Seen) {
  const { now, language } = seen;
  const type = row.type as CaseTypeName;
  const [assignee, owner] = await Promise.all([nameOf(people, row.assigneeId), nameOf(people, row.ownerId)]);
  return {
    caseNo: row.caseNo,
    type,
    title: CASE_TYPE[type].title[language],
    stage: row.stage,
    stageTitle: CASE_TYPE[type].stageTitles[row.stage]?.[language] ?? row.stage,
    status: row.status as 'open' | 'closed',
    outcome: row.outcome,
    version: row.version,
    openedAt: row.openedAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    provisional: row.provisional,
    overdue: row.status === 'open' && row.clock === 'running' && row.dueAt !== null && row.dueAt.getTime() < now,
    stalledReasons: stalledReasons(row, seen),
    assignee,
    owner,
    institution: row.institutionName === null ? null : { id: row.institutionId, name: row.institutionName },
    division: row.division,
    next: row.nextEvent && row.nextEventAt ? { event: row.nextEvent, at: row.nextEventAt.toISOString() } : null,
  };
}
