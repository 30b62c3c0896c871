import type { Person } from '../../casebook/people.ts';
import { divisionPrefix } from '../../casebook/people.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { scopeOf } from '../permissions.ts';
import type { CaseQuery } from '../schemas/queries.ts';
import { casesBehind } from './behind.ts';
import { rowsFor } from './case-columns.ts';
import { rowView, stagesFor, takenBy } from './case-row.ts';
import { pageOf } from './cursor.ts';
import { isInstitution } from './disclosure.ts';
import { rowsAfter, type SortColumn } from './keyset.ts';
import { casesOwingReply } from './owed-reply.ts';
import { casesWithSanctionsToDecide } from './undecided.ts';

/** Text to be found as it is written: to LIKE, `%` and `_` would mean anything. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

type Filters = Omit<CaseQuery, 'sort' | 'cursor' | 'limit' | 'total'>;

/** The filters of a worklist, within what the person may see. */
export async function filterOf({ pool }: Deps, person: Person, q: Filters, now = new Date()): Promise<Prisma.CaseFileWhereInput> {
  const and: Prisma.CaseFileWhereInput[] = [scopeOf(person)];
  const { type, stage, status, assignee, institution, division, overdue, stalled, unassigned, mine, q: search } = q;
  if (type) and.push({ type });
  if (stage) and.push({ stage });
  if (status) and.push({ status });
  if (assignee) and.push({ assigneeId: assignee === 'me' ? person.id : assignee === 'none' ? null : assignee });
  if (institution) and.push({ institutionId: institution });
  if (division) and.push({ division: { startsWith: divisionPrefix(division) } });
  const late: Prisma.CaseFileWhereInput = { status: 'open', clock: 'running', dueAt: { not: null, lt: now } };
  const standing: Prisma.CaseFileWhereInput = {
    status: 'open',
    OR: [
      { nextEventAt: { lt: now } },
      { assigneeId: null, type: { not: 'referral' } },
      { institutionId: null, institutionName: { not: null } },
      { caseNo: { in: stalled === undefined ? [] : await casesBehind(pool) } },
    ],
  };
  const unowned: Prisma.CaseFileWhereInput = { status: 'open', assigneeId: null, type: { not: 'referral' } };
  if (overdue !== undefined) and.push(overdue ? late : { NOT: late });
  if (stalled !== undefined && isInstitution(person)) and.push(stalled ? { caseNo: { in: [] } } : {});
  else if (stalled !== undefined) and.push(stalled ? standing : { NOT: standing });
  if (unassigned !== undefined) and.push(unassigned ? unowned : { NOT: unowned });
  if (mine !== undefined) {
    const awaited = awaitedOf(person, await (ASKED[person.role]?.(pool, person) ?? []));
    and.push(mine ? awaited : { NOT: awaited });
  }
  if (search) and.push({ caseSearch: { is: { search: { contains: literally(search), mode: 'insensitive' } } } });
  return { AND: and };
}

/** Cases, open or closed, that ask this role for something which is not the next step of the case. */
const ASKED: Partial<Record<Person['role'], typeof casesOwingReply>> = { department: casesOwingReply, leader: casesWithSanctionsToDecide };

/**
 * What waits for this person: open cases of their own; for whoever is given no cases, those whose next step is their role's to take, and for a
 * department those in which it owes a reply, closed ones too: a complaint that was handed over to it is closed. For the leader those with a sanction
 * to decide on, closed ones too.
 */
function awaitedOf({ id, role }: Person, asked: string[]): Prisma.CaseFileWhereInput {
  const own: Prisma.CaseFileWhereInput = { status: 'open', assigneeId: id };
  if (role === 'caseworker') return own;
  if (role === 'institution') return { status: 'open', OR: CASE_TYPES.map((type) => ({ type, stage: { in: stagesFor(role, type) } })) };
  const theirs = CASE_TYPES.map((type) => ({ status: 'open', type, nextEvent: { in: takenBy(role, type).filter(isOfTheCase(role)) } }));
  if (role === 'department') return { OR: [own, ...theirs, { caseNo: { in: asked } }] };
  const unowned: Prisma.CaseFileWhereInput = { status: 'open', assigneeId: null, type: { not: 'referral' } };
  return {
    OR: [
      own,
      ...theirs,
      ...(role === 'supervisor' ? [unowned] : []),
      ...(role === 'leader' ? [proposed(), { caseNo: { in: asked } }] : []),
    ],
  };
}

/** A case may wait for the reply of another department; a department's own are counted apart. */
const isOfTheCase = (role: Person['role']) => (action: string) => role !== 'department' || action !== 'recordReply';

/** What the ladder has asked the leader to decide on (C-37), as long as the institution is late and they have taken none of it. */
const proposed = (): Prisma.CaseFileWhereInput => ({
  status: 'open',
  type: 'rectification',
  stage: 'awaitingRectification',
  dueAt: { lt: new Date() },
  caseEvents: {
    some: { kind: 'rung', name: 'propose' },
    none: { kind: 'action', name: { in: ['openJointEnforcement', 'reportToGovernment'] } },
  },
});

/** What an institution's list is sorted by instead: the columns of the database know of more than it is told. */
const TOLD_COLUMN = { openedAt: 'disclosedAt', dueAt: 'dueAt', nextEventAt: 'dueAt' } as const satisfies Record<string, SortColumn>;

/** One page of a worklist, by keyset: later pages neither skip nor repeat a row when cases come and go. */
export async function listCases(deps: Deps, person: Person, query: CaseQuery, language: Language) {
  const { prisma, people, pool, law } = deps;
  const descending = query.sort.startsWith('-');
  const asked = query.sort.replace('-', '') as 'dueAt' | 'openedAt' | 'nextEventAt';
  const column: SortColumn = isInstitution(person) ? TOLD_COLUMN[asked] : asked;
  const where = await filterOf(deps, person, query);
  const counts = query.total ?? query.cursor === undefined;
  const [rows, total] = await Promise.all([
    rowsAfter(prisma, { where, column, descending, cursor: query.cursor, take: query.limit + 1 }),
    counts ? prisma.caseFile.count({ where }) : undefined,
  ]);
  const { items: shown, nextCursor } = pageOf(rows, query.limit, (row) => ({ value: row[column]?.toISOString() ?? null, key: row.caseNo }));
  const behind =
    shown.length === 0
      ? []
      : await casesBehind(
          pool,
          shown.map((r) => r.caseNo),
        );
  const [now, calendar] = [Date.now(), await law.calendar()];
  return {
    items: await Promise.all(
      (await rowsFor(deps, person, shown)).map((row) =>
        rowView(row, people, {
          now,
          calendar,
          person,
          language,
          behind: behind.includes(row.caseNo),
        }),
      ),
    ),
    nextCursor,
    ...(total === undefined ? {} : { total }),
  };
}
