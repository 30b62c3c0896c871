import type { Person } from '../../casebook/people.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CaseFile, CaseType, CaseTypeName } from '../../domain/kernel/index.ts';
import type { Deps } from '../deps.ts';

/*
 * What the users of an institution learn of its own cases. They are never to infer that somebody complained: not from where the bureau
 * knows of a danger, not from what it wrote before it told the institution, and not from the papers and files it collected.
 */

export const isInstitution = ({ role }: Person): boolean => role === 'institution';

/** Steps of the bureau among itself: what it proposes, weighs and hands on is no answer to the institution. */
const INTERNAL: readonly string[] = ['openJointEnforcement', 'reportToGovernment', 'refer', 'proposeSanctions'];
/** Common steps that the institution is told of. */
const TOLD: readonly string[] = ['suspendClock', 'resumeClock', 'withdraw', 'decideSanction', 'endListing'];

interface Recorded {
  kind: string;
  name: string;
  at: Date;
  actor: unknown;
}

/** Whether an institution may read this event of a case that it may see. Its own steps always. */
export function isTold({ kind, name, at, actor }: Recorded, type: CaseTypeName, since: number): boolean {
  if ((actor as { role?: string }).role === 'institution') return true;
  if (at.getTime() < since) return false;
  if (kind === 'rung') return name === 'urge';
  return kind === 'action' && (TOLD.includes(name) || (Object.hasOwn(CASE_TYPE[type].actions, name) && !INTERNAL.includes(name)));
}

interface RecordedIn extends Recorded {
  caseNo: string;
  seq: number;
}

/** For each of these cases the last step that the institution was told of, which it takes for the version: the bureau's own work does not move it. */
export async function toldVersions({ pool }: Pick<Deps, 'pool'>, files: readonly CaseFile[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<RecordedIn>({
    name: 'told-versions',
    text: 'SELECT case_no AS "caseNo", seq, kind, name, at, actor FROM case_event WHERE case_no = ANY($1) ORDER BY seq',
    values: [files.map(({ caseNo }) => caseNo)],
  });
  const told = files.map((file): [string, number] => {
    const own = rows.filter((row) => row.caseNo === file.caseNo && isTold(row, file.type, toldSince(file)));
    return [file.caseNo, own.at(-1)?.seq ?? 0];
  });
  return new Map(told);
}

/** What it reads of a case beside what every case has: neither where the bureau knows it from, nor whom else it wrote to and by when. */
const DISCLOSED: Partial<Record<CaseTypeName, readonly string[]>> = {
  rectification: ['noticeIssuedAt', 'plan', 'operation', 'listed'],
  filingCheck: ['kind', 'filedOn', 'commitment', 'checks', 'urges', 'corrections', 'breaches'],
};
export const isDisclosed = (type: CaseTypeName, field: string): boolean => DISCLOSED[type]?.includes(field) === true;

/** Dates of the bureau among itself, by what they await. */
const INTERNAL_DATES: readonly string[] = ['recordReply', 'assign', 'reassign'];
export const isToldDate = ({ awaits }: { awaits: string }): boolean => !INTERNAL_DATES.includes(awaits);

/** The file without the dates of the bureau among itself. */
export const withToldDates = (file: CaseFile): CaseFile => ({
  ...file,
  deadlines: Object.fromEntries(Object.entries(file.deadlines).filter(([, date]) => isToldDate(date))),
});

/** Since when (ms) an institution knows of a case that it may see. */
export const toldSince = (file: CaseFile): number => (CASE_TYPE[file.type] as CaseType).disclosedAt?.(file) ?? Number.POSITIVE_INFINITY;

/** The dates of a row as an institution sees them: nothing happened before it was told. */
export const asTold = <R extends { openedAt: Date; receivedAt: Date; disclosedAt?: Date | null }>(row: R): R => {
  const told = row.disclosedAt ?? row.openedAt;
  return { ...row, openedAt: told, receivedAt: new Date(Math.max(told.getTime(), row.receivedAt.getTime())) };
};

/** Of these files, those that the institution's own people brought in. */
export async function ownEvidence<E extends { uploadedBy: string }>(
  { prisma }: Deps,
  { institutionId = '' }: Person,
  evidence: E[],
): Promise<E[]> {
  const ids = [...new Set(evidence.map((e) => e.uploadedBy))];
  const own = ids.length === 0 ? [] : await prisma.user.findMany({ where: { id: { in: ids }, institutionId }, select: { id: true } });
  return evidence.filter((e) => own.some((user) => user.id === e.uploadedBy));
}
