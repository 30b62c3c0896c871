import type { z } from 'zod';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { EvidenceView } from '../schemas/papers.ts';
import { BEHIND } from './behind.ts';
import { DOCUMENTS, type DocumentRow } from './documents.ts';

export interface Papers {
  evidence: (z.output<typeof EvidenceView> & { uploadedBy: string })[];
  documents: DocumentRow[];
  /** Who is responsible for the institution in the first place, as the register says now. */
  firstResponsible: { name: string; post: string | null } | null;
  behind: boolean;
}

const PAPERS = `SELECT
  (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', e.bytes, 'sha256', sha256, 'uploadedBy', uploaded_by,
         'itemNo', item_no, 'phase', phase, 'note', note, 'scan', COALESCE(scan, 'unscanned'), 'hasThumb', thumb_sha256 IS NOT NULL) ORDER BY created_at), '[]')
     FROM evidence e LEFT JOIN stored_content USING (sha256) WHERE case_no = $1 OR (case_no = $2 AND id::text = ANY($3))) AS evidence,
  ${DOCUMENTS} AS documents,
  (SELECT json_build_object('name', first_responsible, 'post', first_responsible_post) FROM institution WHERE id = $4 AND first_responsible <> '')
    AS "firstResponsible",
  EXISTS (${BEHIND} AND c.case_no = $1) AS behind`;

/**
 * What a page of the case shows beside its file, in one statement: its documents and evidence, also what was chosen from the case it was opened
 * from; who answers for the institution; and whether its workflow follows.
 */
export async function papersOf({ pool }: Deps, { caseNo, parent, evidence, institution }: CaseFile): Promise<Papers> {
  const values = [caseNo, parent ?? null, evidence, institution?.id ?? null];
  const { rows } = await pool.query<Papers>({ name: 'papers', text: PAPERS, values });
  return rows[0] ?? { evidence: [], documents: [], firstResponsible: null, behind: false };
}
