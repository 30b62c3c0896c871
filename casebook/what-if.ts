import type { Pool } from 'pg';
import { announce, noticeErrors, type YearNotice } from '../domain/calendar/index.ts';
import { CASE_TYPE } from '../domain/case-types.ts';
import type { FieldError } from '../domain/field-error.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import { advance, type Circumstances, CLOCK } from '../domain/kernel/index.ts';
import { type Policy, validatePolicy } from '../domain/policy/index.ts';
import type { Casebook } from './casebook.ts';
import { canonical } from './chain.ts';
import { type Law, nearestPolicy } from './law.ts';

/** A change of what dates are counted by. A new policy is for new cases, unless it is said that open ones are put under it too. */
export type LawChange = { calendar: YearNotice } | { policy: Policy; toOpenCases: boolean };

/** A running date that would move. Times in ms; `days` are calendar days, negative when it comes earlier. */
export interface Shift {
  caseNo: string;
  type: CaseFile['type'];
  division: string;
  deadline: string;
  name: string;
  from: number;
  to: number;
  days: number;
  /** Rungs of its ladder that would fall on another time, come or go. */
  rungs: number;
  /** Whether the date is provisional after the change; left out where that does not change. */
  provisional?: boolean;
}

/** The action by which a case takes the change over, and the rules it is asked under. */
export interface TakenOver {
  action: { name: 'recount'; input: { reason: string } } | { name: 'adoptPolicy'; input: CaseFile['policy'] & { reason: string } };
  circumstances: Circumstances;
}

const DAY_MS = 86_400_000;

/** What is wrong with a change, field by field, beside what the law in force says of it. */
export async function changeErrors(law: Law, change: LawChange): Promise<FieldError[]> {
  if ('calendar' in change) return noticeErrors(change.calendar);
  const { policy } = change;
  const errors = validatePolicy(policy);
  const versions = (await law.allPolicies()).filter((p) => p.jurisdiction === policy.jurisdiction);
  if (versions.some((p) => canonical(p) === canonical(policy))) return errors;
  const next = Math.max(0, ...versions.map((p) => p.version)) + 1;
  return policy.version === next ? errors : [...errors, { field: 'version', message: `must be ${next}, the version after the last one` }];
}

interface Books {
  pool: Pool;
  law: Law;
  casebook: Casebook;
}

/** What was foreseen for some open cases; `last` is the number of the last one looked at, missing when there are no more. */
interface Foreseen {
  shifts: Shift[];
  looked: number;
  last?: string;
}

/** Looks at the open cases after a number, a page of them, and tells what would move. Changes nothing. */
export async function foresee({ pool, law, casebook }: Books, change: LawChange, from: string, limit = 200): Promise<Foreseen> {
  if ('policy' in change && !change.toOpenCases) return { shifts: [], looked: 0 };
  const [after, files] = await Promise.all([lawAfter(law, change), openFiles(pool, from, limit)]);
  const all = await Promise.all(files.map(async (file) => shifts(file, await after(file, await casebook.circumstances(file)))));
  const last = files.at(-1)?.caseNo;
  return { shifts: all.flat(), looked: files.length, ...(last === undefined ? {} : { last }) };
}

/** Goes through all open cases in pages and tells what would move, page by page. */
export async function* whatIf(books: Books, change: LawChange): AsyncGenerator<Shift[]> {
  for (let from: string | undefined = ''; from !== undefined; ) {
    const { shifts: found, last }: Foreseen = await foresee(books, change, from);
    yield found;
    from = last;
  }
}

export async function openFiles(pool: Pool, after: string, limit: number): Promise<CaseFile[]> {
  const { rows } = await pool.query<{ file: CaseFile }>({
    name: 'open-files',
    text: `SELECT file FROM case_file WHERE status = 'open' AND case_no > $1 ORDER BY case_no LIMIT $2`,
    values: [after, limit],
  });
  return rows.map((r) => r.file);
}

/** The running dates of a case that taking the change over would move; none when it would change nothing. */
export function shifts(file: CaseFile, taken: TakenOver | undefined): Shift[] {
  if (!taken) return [];
  const { file: after } = advance(CASE_TYPE[file.type], file, { ...taken.action, actor: CLOCK }, taken.circumstances);
  return Object.values(file.deadlines).flatMap((before) => {
    const { id, name, dueAt, rungs, provisional } = after.deadlines[before.id] ?? before;
    const moved = movedRungs(before.rungs, rungs);
    if (dueAt === before.dueAt && moved === 0 && provisional === before.provisional) return [];
    const days = Math.round((dueAt - before.dueAt) / DAY_MS);
    const { caseNo, type, division } = file;
    const rest = provisional === before.provisional ? {} : { provisional };
    return [
      {
        caseNo,
        type,
        division,
        deadline: id,
        name,
        from: before.dueAt,
        to: dueAt,
        days,
        rungs: moved,
        ...rest,
      },
    ];
  });
}

/** How many rungs fall on another time, come or go. */
function movedRungs(before: { rung: string; at: number }[], after: { rung: string; at: number }[]): number {
  const at = (list: typeof before) => new Map(list.map((r) => [r.rung, r.at]));
  const [old, now] = [at(before), at(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((rung) => old.get(rung) !== now.get(rung)).length;
}

/** How a case would take the change over, from how it stands under the law in force; nothing when the change does not concern it. */
async function lawAfter(law: Law, change: LawChange): Promise<(file: CaseFile, now: Circumstances) => TakenOver | undefined> {
  if ('calendar' in change) {
    const calendar = announce(await law.calendar(), change.calendar);
    const action = { name: 'recount' as const, input: { reason: reasonOf(change) } };
    return (_file, now) => ({ action, circumstances: { ...now, calendar } });
  }
  const { policy } = change;
  const all = [...(await law.allPolicies()).filter((p) => p.jurisdiction !== policy.jurisdiction || p.version !== policy.version), policy];
  return (file, now) => {
    const action = adoption(file, all, policy, reasonOf(change));
    return action && { action, circumstances: { ...now, policy, replaces: now.policy } };
  };
}

/** The action that puts a case under a policy, if that policy is the nearest to it and the case is not under it already. */
export function adoption(
  file: CaseFile,
  all: readonly Policy[],
  { jurisdiction, version }: CaseFile['policy'],
  reason: string,
): Extract<TakenOver['action'], { name: 'adoptPolicy' }> | undefined {
  const nearest = nearestPolicy(all, file.division);
  const concerns = nearest.jurisdiction === jurisdiction && nearest.version === version;
  const already = file.policy.jurisdiction === jurisdiction && file.policy.version === version;
  return concerns && !already ? { name: 'adoptPolicy', input: { jurisdiction, version, reason } } : undefined;
}

/** What the events of the change say as their reason. */
export const reasonOf = (change: LawChange): string =>
  'calendar' in change
    ? `${change.calendar.year} 年放假安排`
    : `${change.policy.name} 第 ${change.policy.version} 版：${change.policy.source}`;
