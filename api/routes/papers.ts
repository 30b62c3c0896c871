import { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { takeIn } from '../evidence-intake.ts';
import { keyOf } from '../intake.ts';
import { scopeOf } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { isInstitution, isServed, ownEvidence } from '../reads/disclosure.ts';
import { CaseNo } from '../schemas/queries.ts';
import { personOf } from '../session.ts';
import { oneFile } from '../upload.ts';
import { seenBy } from './cases.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const EvidenceView = z.object({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string() });
const Id = z.object({ id: z.uuid() });

/** Evidence in, evidence and documents out; all of it kept under its SHA-256. */
export function papers(door: Door, deps: Deps): void {
  const { prisma, store } = deps;

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/evidence',
      summary: '上传证据',
      tag: 'evidence',
      may: 'evidence.add',
      params: CaseNo,
      upload: z.object({}),
      before: [oneFile({ maxBytes: MAX_BYTES })],
      response: EvidenceView,
      status: 201,
    },
    async ({ params: { caseNo }, req }) => {
      const person = personOf(req);
      const handed = { caseNo, by: person.id, key: keyOf(req), maxBytes: MAX_BYTES };
      return takeIn(deps, req.file, handed, () => seenBy(deps, person, caseNo));
    },
  );

  door.add(
    { method: 'get', path: '/evidence/{id}', summary: '下载证据', tag: 'evidence', may: 'papers.read', params: Id, response: 'binary' },
    async ({ params, req, res }) => {
      const found = await prisma.evidence.findUnique({ where: { id: params.id } });
      if (!found) throw new NotFound();
      await readableBy(deps, personOf(req), found);
      res.set({ 'Content-Type': found.mediaType, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}` });
      (await store.open(found.sha256)).on('error', () => res.destroy()).pipe(res);
      await new Promise((resolve) => res.once('close', resolve));
    },
  );

  door.add(
    { method: 'get', path: '/documents/{id}', summary: '文书', tag: 'evidence', may: 'papers.read', params: Id, response: 'binary' },
    async ({ params, req, res }) => {
      const found = await prisma.caseDocument.findUnique({ where: { id: params.id } });
      if (!found) throw new NotFound();
      await seenBy(deps, personOf(req), found.caseNo);
      if (isInstitution(personOf(req)) && !isServed(found.kind)) throw new NotFound();
      res.set({
        'Content-Type': `${found.mediaType}; charset=utf-8`,
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
      (await store.open(found.sha256)).on('error', () => res.destroy()).pipe(res);
      await new Promise((resolve) => res.once('close', resolve));
    },
  );
}

/**
 * Evidence is seen by who sees its case; by discipline inspection once it was chosen for a referral; by an institution if it is its own.
 * @throws NoSuchCase, NotFound
 */
async function readableBy(deps: Deps, person: Person, found: { id: string; caseNo: string; uploadedBy: string }): Promise<void> {
  if (isInstitution(person) && (await ownEvidence(deps, person, [found])).length === 0) throw new NotFound();
  const { id, caseNo } = found;
  const chosen: Prisma.CaseFileWhereInput = { type: 'referral', parent: caseNo, file: { path: ['evidence'], array_contains: [id] } };
  if ((await deps.prisma.caseFile.count({ where: { AND: [scopeOf(person), chosen] } })) === 0) await seenBy(deps, person, caseNo);
}
