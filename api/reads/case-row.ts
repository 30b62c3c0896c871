import type { People, Person } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { CaseType } from '../../domain/kernel/case-type.ts';
import type { Role } from '../../domain/roles.ts';
import { type WorkCalendar, workingDaysBetween } from '../../domain/working-days.ts';
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

/** The moment, the calendar and the words of a view, and whether the case's workflow has fallen behind. */
export interface Seen {
  now: number;
  calendar: WorkCalendar;
  person: Pick<Person, 'id' | 'role'>;
  language: Language;
  behind: boolean;
}

/** Why a case does not move: the next event is overdue, or nobody can be expected to bring it about. That is no affair of the institution's. */
function stalledReasons(row: CaseColumns, { now, behind, person }: Seen): string[] {
  if (row.status === 'closed' || person.role === 'institution') return [];
  const late = row.nextEventAt !== null && row.nextEventAt.getTime() < now;
  return [
    ...(late ? ['nextEventOverdue'] : []),
    ...(late && row.clock === 'suspended' ? ['suspendedTooLong'] : []),
    ...(row.assigneeId === null && row.type !== 'referral' ? ['unassigned'] : []),
    ...(row.institutionName !== null && row.institutionId === null ? ['institutionUnidentified'] : []),
    ...(behind ? ['workflowBehind'] : []),
  ];
}

/** Whether the step the case waits for is this person's: theirs by role and, among those who are given cases, by assignment. */
function isTheirs({ assigneeId, nextEvent, stage }: CaseColumns, type: CaseTypeName, { id, role }: Seen['person']): boolean {
  if (role === 'institution') return stagesFor(role, type).includes(stage);
  const taken = (takenBy(role, type) as readonly (string | null)[]).includes(nextEvent);
  return taken && (role !== 'caseworker' || assigneeId === id);
}

/** The actions of a case type that a role takes. */
export const takenBy = (role: Role, type: CaseTypeName): string[] =>
  Object.entries(actionsOf(CASE_TYPE[type])).flatMap(([name, { by }]) => ((by as readonly string[]).includes(role) ? [name] : []));

/** The stages at which a case waits for a role: those at which an action of the type itself is theirs. */
export const stagesFor = (role: Role, type: CaseTypeName): string[] => [
  ...new Set(
    Object.values(CASE_TYPE[type].actions as CaseType['actions']).flatMap(({ at, by }) =>
      by.includes(role) && Array.isArray(at) ? at : [],
    ),
  ),
];

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
    workingDaysLeft: row.status === 'open' && row.dueAt !== null ? workingDaysBetween(now, row.dueAt.getTime(), seen.calendar) : null,
    stalledReasons: stalledReasons(row, seen),
    assignee,
    owner,
    institution: row.institutionName === null ? null : { id: row.institutionId, name: row.institutionName },
    division: row.division,
    mine: row.nextEvent !== null && isTheirs(row, type, seen.person),
    next: row.nextEvent && row.nextEventAt ? { event: row.nextEvent, at: row.nextEventAt.toISOString() } : null,
  };
}
