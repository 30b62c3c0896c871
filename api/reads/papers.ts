import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { BEHIND } from './behind.ts';

export interface Papers {
  documents: { id: string; kind: string; title: string; sha256: string; createdAt: string }[];
  evidence: { id: string; name: string; mediaType: string; bytes: number; sha256: string; uploadedBy: string }[];
  behind: boolean;
}

const PAPERS = `SELECT
  (SELECT COALESCE(json_agg(json_build_object('id', id, 'kind', kind, 'title', title, 'sha256', sha256, 'createdAt', created_at) ORDER BY seq, kind), '[]')
     FROM case_document WHERE case_no = $1) AS documents,
  (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'mediaType', media_type, 'bytes', bytes, 'sha256', sha256, 'uploadedBy', uploaded_by)
       ORDER BY created_at), '[]')
     FROM evidence WHERE case_no = $1 OR (case_no = $2 AND id::text = ANY($3))) AS evidence,
  EXISTS (${BEHIND} AND c.case_no = $1) AS behind`;

/** What lies in the case: its documents and its evidence, and what was chosen from the case it was opened from. And whether its workflow follows. */
export async function papersOf({ pool }: Deps, { caseNo, parent, evidence }: CaseFile): Promise<Papers> {
  const { rows } = await pool.query<Papers>({ name: 'papers', text: PAPERS, values: [caseNo, parent ?? null, evidence] });
  return rows[0] ?? { documents: [], evidence: [], behind: false };
}
