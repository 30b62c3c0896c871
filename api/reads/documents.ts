import type { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import { isServed } from '../../domain/documents.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Authenticity, DocumentView } from '../schemas/papers.ts';
import { isInstitution } from './disclosure.ts';

export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A document as the database tells of it. */
export interface DocumentRow {
  id: string;
  kind: string;
  title: string;
  documentNo: string | null;
  code?: string | null;
  seq: number;
  mediaType: string;
  sha256: string | null;
  bytes: number | null;
  docxSha256: string | null;
  createdAt: string;
  printedAt: string | null;
}

/** The documents of the case `$1` as JSON, oldest first. */
export const DOCUMENTS = `(SELECT COALESCE(json_agg(json_build_object('id', id, 'kind', kind, 'title', title, 'documentNo', document_no, 'code', code, 'seq', seq,
    'mediaType', media_type, 'sha256', sha256, 'bytes', bytes, 'docxSha256', docx_sha256, 'createdAt', created_at, 'printedAt', printed_at)
    ORDER BY seq, kind, item_no), '[]')
  FROM case_document WHERE case_no = $1)`;

/** The documents of a case that the person may see, oldest first. */
export async function documentsFor({ pool }: Deps, person: Person, caseNo: string): Promise<z.output<typeof DocumentView>[]> {
  const { rows } = await pool.query<{ documents: DocumentRow[] }>({
    name: 'documents-of-case',
    text: `SELECT ${DOCUMENTS} AS documents`,
    values: [caseNo],
  });
  return documentsShownTo(person, rows[0]?.documents ?? []);
}

/** Those documents of a case that the person may see: an institution those that are addressed to it. */
export const documentsShownTo = (person: Person, documents: DocumentRow[]): z.output<typeof DocumentView>[] =>
  documents.filter(({ kind }) => !isInstitution(person) || isServed(kind)).map(documentView);

function documentView(row: DocumentRow): z.output<typeof DocumentView> {
  const { id, kind, title, documentNo, code, seq, mediaType, sha256, bytes, createdAt, printedAt } = row;
  return {
    id,
    kind,
    title,
    documentNo,
    code: (sha256 && code) || null,
    seq,
    mediaType,
    sha256,
    bytes,
    createdAt: new Date(createdAt).toISOString(),
    printedAt: printedAt === null ? null : new Date(printedAt).toISOString(),
    formats: formatsOf(row),
  };
}

const formatsOf = ({ id, mediaType, sha256, docxSha256 }: DocumentRow) => [
  ...(sha256 ? [{ mediaType, url: `/api/v1/documents/${id}${mediaType === PDF ? '?format=pdf' : ''}` }] : []),
  ...(docxSha256 ? [{ mediaType: DOCX, url: `/api/v1/documents/${id}?format=docx` }] : []),
];

const UNKNOWN: z.output<typeof Authenticity> = {
  genuine: false,
  documentNo: null,
  title: null,
  kind: null,
  issuedBy: null,
  issuedOn: null,
  sha256: [],
};

/**
 * Whether there is such a document. The code that is printed on it finds any; its number finds those of open procedures only, because
 * numbers can be guessed: nobody shall count complaints and referrals with them.
 */
export async function authenticityOf({ pool }: Deps, asked: string): Promise<z.output<typeof Authenticity>> {
  const code = asked.toUpperCase().replaceAll(/[\s-]/g, '');
  const { rows } = await pool.query<DocumentRow & { at: Date; issuer: string }>({
    name: 'document-authenticity',
    text: `SELECT d.kind, d.title, d.document_no AS "documentNo", d.media_type AS "mediaType", d.sha256, d.docx_sha256 AS "docxSha256", e.at,
        COALESCE(v.name, c.division) AS issuer
      FROM case_document d JOIN case_file c USING (case_no) JOIN case_event e ON e.case_no = d.case_no AND e.seq = d.seq LEFT JOIN division v ON v.code = c.division
      WHERE d.code = $1 OR (d.document_no = $2 AND c.type NOT IN ('complaint', 'referral')) LIMIT 2`,
    values: [code, asked],
  });
  const [found] = rows;
  if (!found || rows.length > 1) return UNKNOWN;
  const { kind, title, documentNo, at, issuer, mediaType, sha256, docxSha256 } = found;
  return {
    genuine: true,
    documentNo,
    title,
    kind,
    issuedBy: `${issuer}民政局`,
    issuedOn: dayOf(at.getTime()),
    sha256: [...(sha256 ? [{ mediaType, sha256 }] : []), ...(docxSha256 ? [{ mediaType: DOCX, sha256: docxSha256 }] : [])],
  };
}
