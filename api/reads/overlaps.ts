import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { scopeSql } from '../permissions.ts';
import { Params } from './reports/report.ts';

/** How long what was done at an institution counts as recent, in days. */
const RECENT_DAYS = 90;
const DAY_MS = 86_400_000;
const MOST = 20;

/**
 * Checks and rectifications of the same institution that run already, or were opened or ended lately, as far as the person may know of them: so
 * that nobody is inspected twice for one matter, and results are recognised. The newest first; nothing for one that is not identified.
 */
export async function overlapsOf({ pool }: Deps, person: Person, { caseNo, institution }: CaseFile): Promise<Overlap[]> {
  if (institution?.id === undefined) return [];
  const { add, values } = new Params();
  const since = add(new Date(Date.now() - RECENT_DAYS * DAY_MS));
  const { rows } = await pool.query<Omit<Overlap, 'openedAt'> & { openedAt: Date }>({
    name: `overlaps-${person.role}`,
    text: `SELECT case_no AS "caseNo", type, stage, outcome, opened_at AS "openedAt" FROM case_file c
      WHERE institution_id = ${add(institution.id)} AND case_no <> ${add(caseNo)} AND type IN ('filingCheck', 'rectification')
        AND ${scopeSql(person, add)} AND (status = 'open' OR opened_at >= ${since} OR closed_at >= ${since}) ORDER BY opened_at DESC, case_no DESC LIMIT ${MOST}`,
    values,
  });
  return rows.map(({ openedAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString() }));
}

interface Overlap {
  caseNo: string;
  type: string;
  stage: string;
  outcome: string | null;
  openedAt: string;
}
