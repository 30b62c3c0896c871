import { z } from 'zod';
import { isServed } from '../../domain/documents.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { publicLimit } from '../limits.ts';
import { NotFound, NotPrinted } from '../problems.ts';
import { isInstitution } from '../reads/disclosure.ts';
import { authenticityOf, DOCX, documentsFor } from '../reads/documents.ts';
import { Authenticity, DocumentView } from '../schemas/papers.ts';
import { CaseNo } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { sendContent } from '../send-content.ts';
import { personOf } from '../session.ts';
import { behindPaper, seenBy } from './cases.ts';

const Id = z.object({ id: z.uuid() });
const Format = z.strictObject({ format: z.enum(['pdf', 'docx']).optional() });
const Code = z.object({ code: z.string().min(4).max(60) });

/** Documents of the cases: listed, given out as PDF or DOCX, and checked by anybody who holds one. */
export function documents(door: Door, deps: Deps): void {
  const { prisma, store, limits } = deps;
  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/documents',
      summary: '案件文书',
      tag: 'documents',
      may: 'papers.read',
      params: CaseNo,
      response: page(DocumentView),
    },
    async ({ params: { caseNo }, req }) => {
      const person = personOf(req);
      await seenBy(deps, person, caseNo);
      return { items: await documentsFor(deps, person, caseNo), nextCursor: null };
    },
  );
  door.add(
    {
      method: 'get',
      path: '/documents/{id}',
      summary: '文书',
      tag: 'documents',
      may: 'papers.read',
      params: Id,
      query: Format,
      response: 'binary',
    },
    async ({ params, query: { format }, req, res }) => {
      const found = await prisma.caseDocument.findUnique({ where: { id: params.id } });
      if (!found) throw new NotFound();
      await behindPaper(deps, personOf(req), found.caseNo);
      if (isInstitution(personOf(req)) && !isServed(found.kind)) throw new NotFound();
      if (!found.sha256) throw new NotPrinted();
      if (format === 'docx') {
        if (!found.docxSha256) throw new NotFound();
        const saveAs = `${found.title}（${found.documentNo ?? found.caseNo}）.docx`;
        return sendContent(res, await store.open(found.docxSha256), { mediaType: DOCX, saveAs });
      }
      return sendContent(res, await store.open(found.sha256), { mediaType: found.mediaType });
    },
  );
  door.add(
    {
      method: 'get',
      path: '/public/documents/{code}',
      summary: '文书真伪核验',
      tag: 'public',
      may: 'public',
      params: Code,
      before: [publicLimit(deps.pool, { name: 'authenticity', perMinute: limits.publicLookUp })],
      response: Authenticity,
    },
    ({ params: { code } }) => authenticityOf(deps, code),
  );
}
