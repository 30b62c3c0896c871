import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import multer from 'multer';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { sniff } from '../../storage/sniff.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { NotFound } from '../problems.ts';
import { CaseNo } from '../schemas/queries.ts';
import { personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const EvidenceView = z.object({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string() });
const Id = z.object({ id: z.uuid() });

/** Evidence in, evidence and documents out; all of it kept under its SHA-256. */
export function papers(door: Door, deps: Deps): void {
  const { prisma, store } = deps;
  const upload = multer({ dest: os.tmpdir(), limits: { fileSize: MAX_BYTES, files: 1, fields: 5 }, defParamCharset: 'utf8' }).single(
    'file',
  );

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/evidence',
      summary: '上传证据',
      tag: 'evidence',
      roles: ['caseworker', 'supervisor', 'leader', 'department', 'institution', 'hotline', 'discipline'],
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
        const { id } = await prisma.evidence.create({
          data: { caseNo, name: file.originalname.slice(0, 200), mediaType, bytes, sha256, uploadedBy: person.id },
        });
        return { id, name: file.originalname.slice(0, 200), mediaType, bytes, sha256 };
      } finally {
        await rm(file.path, { force: true });
      }
    },
  );

  door.add(
    { method: 'get', path: '/evidence/{id}', summary: '下载证据', tag: 'evidence', roles: [], params: Id, response: 'binary' },
    async ({ params, req, res }) => {
      const found = await prisma.evidence.findUnique({ where: { id: params.id } });
      if (!found) throw new NotFound();
      await seenBy(deps, personOf(req), found.caseNo);
      res.set({ 'Content-Type': found.mediaType, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}` });
      (await store.open(found.sha256)).on('error', () => res.destroy()).pipe(res);
      await new Promise((resolve) => res.once('close', resolve));
    },
  );

  door.add(
    { method: 'get', path: '/documents/{id}', summary: '文书', tag: 'evidence', roles: [], params: Id, response: 'binary' },
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
