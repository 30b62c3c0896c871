import type { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import { isServed } from '../../domain/documents.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Authenticity, DocumentView } from '../schemas/papers.ts';
import { isInstitution } from './disclosure.ts';

export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A document as the database keeps it. */
interface Row {
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
  createdAt: Date;
  printedAt: Date | null;
}

/** The documents of a case that the person may see, oldest first; an institution sees those that are addressed to it. */
export async function documentsFor({ prisma }: Deps, person: Person, caseNo: string): Promise<z.output<typeof DocumentView>[]> {
  const rows = await prisma.caseDocument.findMany({ where: { caseNo }, orderBy: [{ seq: 'asc' }, { kind: 'asc' }, { itemNo: 'asc' }] });
  return rows.filter(({ kind }) => !isInstitution(person) || isServed(kind)).map(documentView);
}

function documentView(row: Row): z.output<typeof DocumentView> {
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
    createdAt: createdAt.toISOString(),
    printedAt: printedAt?.toISOString() ?? null,
    formats: formatsOf(row),
  };
}

const formatsOf = ({ id, mediaType, sha256, docxSha256 }: Row) => [
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
  const { rows } = await pool.query<Row & { at: Date; issuer: string }>({
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
