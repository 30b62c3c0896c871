import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { scopeOf } from '../permissions.ts';

/** How long what was done at an institution counts as recent, in days. */
const RECENT_DAYS = 90;
const DAY_MS = 86_400_000;
const MOST = 20;

/**
 * Checks and rectifications of the same institution that run already, or were opened or ended lately, as far as the person may know of them: so
 * that nobody is inspected twice for one matter, and results are recognised. The newest first; nothing for one that is not identified.
 */
export async function overlapsOf({ prisma }: Deps, person: Person, { caseNo, institution }: CaseFile) {
  if (institution?.id === undefined) return [];
  const since = new Date(Date.now() - RECENT_DAYS * DAY_MS);
  const rows = await prisma.caseFile.findMany({
    where: {
      AND: [
        scopeOf(person),
        { institutionId: institution.id, type: { in: ['filingCheck', 'rectification'] }, NOT: { caseNo } },
        { OR: [{ status: 'open' }, { openedAt: { gte: since } }, { closedAt: { gte: since } }] },
      ],
    },
    orderBy: [{ openedAt: 'desc' }, { caseNo: 'desc' }],
    take: MOST,
    select: { caseNo: true, type: true, stage: true, outcome: true, openedAt: true },
  });
  return rows.map(({ openedAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString() }));
}
