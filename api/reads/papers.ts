import type { z } from 'zod';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { EvidenceView } from '../schemas/papers.ts';
import { BEHIND } from './behind.ts';

export interface Papers {
  evidence: (z.output<typeof EvidenceView> & { uploadedBy: string })[];
  behind: boolean;
}

const PAPERS = `SELECT
  (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', e.bytes, 'sha256', sha256, 'uploadedBy', uploaded_by,
         'itemNo', item_no, 'phase', phase, 'note', note, 'scan', COALESCE(scan, 'unscanned'), 'hasThumb', thumb_sha256 IS NOT NULL) ORDER BY created_at), '[]')
     FROM evidence e LEFT JOIN stored_content USING (sha256) WHERE case_no = $1 OR (case_no = $2 AND id::text = ANY($3))) AS evidence,
  EXISTS (${BEHIND} AND c.case_no = $1) AS behind`;

/** What lies in the case: its evidence, and what was chosen from the case it was opened from. And whether its workflow follows. */
export async function papersOf({ pool }: Deps, { caseNo, parent, evidence }: CaseFile): Promise<Papers> {
  const { rows } = await pool.query<Papers>({ name: 'papers', text: PAPERS, values: [caseNo, parent ?? null, evidence] });
  return rows[0] ?? { evidence: [], behind: false };
}
