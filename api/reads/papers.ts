import type { z } from 'zod';
import { NoSuchCase } from '../../casebook/errors.ts';
import { type CaseColumns, type CaseRow, caseRowOf, caseRowSql } from '../../casebook/reading.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { EvidenceView } from '../schemas/papers.ts';
import { IS_BEHIND } from './behind.ts';
import { DOCUMENTS, type DocumentRow } from './documents.ts';

export interface Papers {
  evidence: (z.output<typeof EvidenceView> & { uploadedBy: string })[];
  documents: DocumentRow[];
  /** Who is responsible for the institution in the first place, as the register says now. */
  firstResponsible: { name: string; post: string | null } | null;
  behind: boolean;
}

const PAPERS = `(SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', f.bytes, 'sha256', sha256,
      'uploadedBy', uploaded_by, 'itemNo', item_no, 'phase', phase, 'note', note, 'scan', COALESCE(scan, 'unscanned'),
      'hasThumb', thumb_sha256 IS NOT NULL) ORDER BY created_at), '[]')
    FROM evidence f LEFT JOIN stored_content USING (sha256) WHERE f.case_no = $1 OR (f.case_no = c.parent AND c.file -> 'evidence' ? f.id::text)) AS evidence,
  ${DOCUMENTS} AS documents,
  (SELECT json_build_object('name', first_responsible, 'post', first_responsible_post) FROM institution
    WHERE id = c.institution_id AND first_responsible <> '') AS "firstResponsible",
  ${IS_BEHIND} AS behind`;
const CASE_WITH_PAPERS = caseRowSql(`, ${PAPERS}`);

/** A case and what lies in it, as they were at one moment. */
export interface CaseWithPapers extends CaseRow {
  papers: Papers;
}

/**
 * The case, the event that used this idempotency key before, and what a page of the case shows beside its file: its documents and evidence, also
 * what was chosen from the case it was opened from; who answers for the institution; and whether its workflow follows. All in one statement.
 */
export async function caseWithPapers({ pool }: Pick<Deps, 'pool'>, caseNo: string, key = ''): Promise<CaseWithPapers | undefined> {
  const { rows } = await pool.query<CaseColumns & Papers>({ name: 'case-with-papers', text: CASE_WITH_PAPERS, values: [caseNo, key] });
  const [found] = rows;
  if (!found) return undefined;
  const { evidence, documents, firstResponsible, behind } = found;
  return { ...caseRowOf(found), papers: { evidence, documents, firstResponsible, behind } };
}

/** The papers after a step: those read before it, unless the step changed what they are looked up by (docs/decisions/0028). */
export async function papersAfter(deps: Pick<Deps, 'pool'>, file: CaseFile, before: CaseWithPapers | undefined): Promise<Papers> {
  if (before && dependsOn(before.file) === dependsOn(file))
    return { ...before.papers, behind: before.papers.behind && before.file.told === file.told };
  return papersOf(deps, file.caseNo);
}

const dependsOn = ({ evidence, institution }: CaseFile): string => JSON.stringify([evidence, institution?.id]);

/** The papers of a case that exists. @throws NoSuchCase */
export async function papersOf(deps: Pick<Deps, 'pool'>, caseNo: string): Promise<Papers> {
  const found = await caseWithPapers(deps, caseNo);
  if (!found) throw new NoSuchCase(caseNo);
  return found.papers;
}
