import { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import { CATEGORIES } from '../../domain/complaint.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { languageOf } from '../language.ts';
import { scopeOf, scopeSql } from '../permissions.ts';
import { casesBehind } from '../reads/behind.ts';
import { rowView } from '../reads/case-row.ts';
import { Params } from '../reads/reports/report.ts';
import { Id, Line } from '../schemas/common.ts';
import { CaseRow } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const MOST = 10;
/** How alike a text must be to the words of a complaint, from 0 to 1, when nothing else is the same. */
const ALIKE = 0.3;

const SimilarQuery = z
  .strictObject({ institution: Id.optional(), category: z.enum(CATEGORIES).optional(), q: Line.optional() })
  .refine((query) => Object.values(query).some((value) => value !== undefined), 'at least one of them');
type SimilarQuery = z.output<typeof SimilarQuery>;
const Similar = CaseRow.extend({
  category: z.string(),
  /** The beginning of what was told. */
  excerpt: z.string(),
  /** From 0 to 1. */
  similarity: z.number(),
  sameInstitution: z.boolean(),
});
interface Found {
  caseNo: string;
  category: string;
  excerpt: string;
  similarity: number;
  sameInstitution: boolean;
}

/** Open complaints that a caller may be speaking of: of the same institution, of the same kind, or told in like words. What is merged already is left out. */
export function similarComplaints(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/complaints/similar',
      summary: '相似的在办投诉',
      tag: 'complaints',
      may: 'complaints.open',
      query: SimilarQuery,
      response: z.object({ items: z.array(Similar) }),
    },
    async ({ query, req }) => {
      const person = personOf(req);
      const found = await similar(deps, person, query);
      const caseNos = found.map((f) => f.caseNo);
      const [rows, behind] = await Promise.all([
        deps.prisma.caseFile.findMany({
          where: { AND: [scopeOf(person), { caseNo: { in: caseNos } }] },
          omit: { file: true, head: true },
        }),
        casesBehind(deps.pool, caseNos),
      ]);
      const [now, language, calendar] = [Date.now(), languageOf(req), await deps.law.calendar()];
      const views = await Promise.all(
        rows.map((row) => rowView(row, deps.people, { now, calendar, person, language, behind: behind.includes(row.caseNo) })),
      );
      const byNumber = new Map(views.map((view) => [view.caseNo, view]));
      return {
        items: found.flatMap(({ caseNo, ...likeness }) => {
          const view = byNumber.get(caseNo);
          return view ? [{ ...view, ...likeness }] : [];
        }),
      };
    },
  );
}

/** The most alike first: the institution weighs most, then the words, then the kind. */
async function similar({ pool }: Deps, person: Person, { institution, category, q }: SimilarQuery): Promise<Found[]> {
  const params = new Params();
  const scope = scopeSql(person, params.add);
  const same = institution ? `COALESCE(c.institution_id = ${params.add(institution)}, false)` : 'false';
  const kind = category ? `c.file ->> 'category' = ${params.add(category)}` : 'false';
  const likeness = q ? `word_similarity(${params.add(q)}, s.search)::float8` : '0::float8';
  // an institution that is known tells more than a kind of trouble that every institution has
  const either = institution ? same : kind;
  const { rows } = await pool.query<Found>(
    `SELECT * FROM (
       SELECT c.case_no AS "caseNo", c.file ->> 'category' AS category, left(c.file ->> 'content', 120) AS excerpt, ${likeness} AS similarity,
         ${same} AS "sameInstitution", ${kind} AS "sameKind", ${either} AS fits, c.opened_at
       FROM case_file c JOIN case_search s USING (case_no)
       WHERE c.type = 'complaint' AND c.status = 'open' AND NOT c.file ? 'mergedInto' AND ${scope}
     ) f WHERE fits OR similarity >= ${ALIKE}
     ORDER BY "sameInstitution"::int * 2 + similarity * 2 + "sameKind"::int DESC, opened_at DESC LIMIT ${MOST}`,
    params.values,
  );
  return rows.map(({ caseNo, category: of, excerpt, similarity, sameInstitution }) => ({
    caseNo,
    category: of,
    excerpt,
    similarity: Math.round(similarity * 100) / 100,
    sameInstitution,
  }));
}
