import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { InvalidInput, KeyReused } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { sniff } from '../../storage/sniff.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { scopeOf } from '../permissions.ts';
import { NotFound } from '../problems.ts';
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
  const upload = oneFile({ maxBytes: MAX_BYTES });

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/evidence',
      summary: '上传证据',
      tag: 'evidence',
      may: 'evidence.add',
      params: CaseNo,
      upload: z.object({}),
      before: [upload],
      response: EvidenceView,
      status: 201,
    },
    async ({ params: { caseNo }, req }) => {
      const { file } = req;
      if (!file) throw new InvalidInput('file', 'a file is missing');
      try {
        const person = personOf(req);
        await seenBy(deps, person, caseNo);
        const { mime: mediaType } = await sniff(file.path, file.originalname);
        const { sha256, bytes } = await store.put(createReadStream(file.path), { maxBytes: MAX_BYTES });
        const id = idFor(`${person.id} ${caseNo} ${keyOf(req)}`);
        const data = { id, caseNo, name: nameOf(file.originalname), mediaType, bytes, sha256, uploadedBy: person.id };
        const { count } = await prisma.evidence.createMany({ data, skipDuplicates: true });
        if (count === 0 && (await prisma.evidence.findUnique({ where: { id } }))?.sha256 !== sha256) throw new KeyReused();
        return { id, name: data.name, mediaType, bytes, sha256 };
      } finally {
        await rm(file.path, { force: true });
      }
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
      res.set({
        'Content-Type': `${found.mediaType}; charset=utf-8`,
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
      (await store.open(found.sha256)).on('error', () => res.destroy()).pipe(res);
      await new Promise((resolve) => res.once('close', resolve));
    },
  );
}

/** One id for each request, so that a repeated one adds nothing (the layout of a version 8 UUID). */
function idFor(request: string): string {
  const hex = createHash('sha256').update(request).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A file's name without what no file system and no header would carry. */
const nameOf = (given: string): string => {
  const name = [...given.replace(/\p{Cc}/gu, '')].slice(0, 200).join('');
  return name === '' ? 'file' : name;
};

/** Evidence is seen by who sees its case; and by discipline inspection once it was chosen for a referral. @throws NoSuchCase */
async function readableBy(deps: Deps, person: Person, { id, caseNo }: { id: string; caseNo: string }): Promise<void> {
  const chosen: Prisma.CaseFileWhereInput = { type: 'referral', parent: caseNo, file: { path: ['evidence'], array_contains: [id] } };
  if ((await deps.prisma.caseFile.count({ where: { AND: [scopeOf(person), chosen] } })) === 0) await seenBy(deps, person, caseNo);
}
