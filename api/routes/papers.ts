import { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { takeIn } from '../evidence-intake.ts';
import { keyOf } from '../intake.ts';
import { messagesFor } from '../language.ts';
import { scopeOf } from '../permissions.ts';
import { NotFound, Quarantined } from '../problems.ts';
import { isInstitution, ownEvidence } from '../reads/disclosure.ts';
import { EvidenceFields, EvidenceView } from '../schemas/papers.ts';
import { CaseNo } from '../schemas/queries.ts';
import { sendContent } from '../send-content.ts';
import { personOf } from '../session.ts';
import { oneFile } from '../upload.ts';
import { behindPaper, seenBy } from './cases.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const Id = z.object({ id: z.uuid() });
const Size = z.strictObject({ size: z.enum(['thumb', 'original']).optional() });
/** Who may have the original with everything that it tells beside what it shows. */
const MAY_HAVE_ORIGINAL: readonly Person['role'][] = ['caseworker', 'supervisor', 'leader', 'discipline', 'auditor'];

/** Evidence in and out; all of it kept under its SHA-256. */
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
      upload: EvidenceFields,
      before: [oneFile({ maxBytes: MAX_BYTES })],
      response: EvidenceView,
      status: 201,
    },
    async ({ params: { caseNo }, req }) => {
      const person = personOf(req);
      const { data, error } = EvidenceFields.safeParse(req.body ?? {}, messagesFor(req));
      const handed = { ...data, caseNo, by: person.id, key: keyOf(req), maxBytes: MAX_BYTES };
      return takeIn(deps, req.file, handed, async () => {
        await seenBy(deps, person, caseNo);
        if (error) throw error;
      });
    },
  );

  door.add(
    {
      method: 'get',
      path: '/evidence/{id}',
      summary: '下载证据',
      tag: 'evidence',
      may: 'papers.read',
      params: Id,
      query: Size,
      response: 'binary',
    },
    async ({ params, query: { size }, req, res }) => {
      const person = personOf(req);
      const found = await prisma.evidence.findUnique({ where: { id: params.id } });
      if (!found) throw new NotFound();
      await readableBy(deps, person, found);
      await checkQuarantine(deps, found.sha256);
      const { sha256, mediaType } = chosen(found, size, person);
      return sendContent(res, await store.open(sha256), size === 'thumb' ? { mediaType } : { mediaType, saveAs: found.name });
    },
  );
}

interface Kept {
  sha256: string;
  mediaType: string;
  copySha256: string | null;
  copyType: string | null;
  thumbSha256: string | null;
}

/** Of a picture the copy without metadata; the original where it is asked for by who may have it, or where there is no copy. @throws NotFound */
function chosen({ sha256, mediaType, copySha256, copyType, thumbSha256 }: Kept, size: 'thumb' | 'original' | undefined, { role }: Person) {
  if (size === 'thumb') {
    if (!thumbSha256) throw new NotFound();
    return { sha256: thumbSha256, mediaType: 'image/jpeg' };
  }
  if (size !== 'original' && copySha256 && copyType) return { sha256: copySha256, mediaType: copyType };
  const isTelling = mediaType.startsWith('image/');
  if ((isTelling || size === 'original') && !MAY_HAVE_ORIGINAL.includes(role)) throw new NotFound();
  return { sha256, mediaType };
}

/** @throws Quarantined */
async function checkQuarantine({ contents }: Deps, sha256: string): Promise<void> {
  const scan = await contents.scanOf(sha256);
  if (scan === 'waiting') throw new Quarantined('the file waits for the virus scanner');
  if (scan === 'infected') throw new Quarantined('the virus scanner found the file infected');
}

/**
 * Evidence is seen by who sees its case; by discipline inspection once it was chosen for a referral; by an institution if it is its own.
 * @throws NotFound
 */
async function readableBy(deps: Deps, person: Person, found: { id: string; caseNo: string; uploadedBy: string }): Promise<void> {
  if (isInstitution(person) && (await ownEvidence(deps, person, [found])).length === 0) throw new NotFound();
  const { id, caseNo } = found;
  const chosen: Prisma.CaseFileWhereInput = { type: 'referral', parent: caseNo, file: { path: ['evidence'], array_contains: [id] } };
  if ((await deps.prisma.caseFile.count({ where: { AND: [scopeOf(person), chosen] } })) === 0) await behindPaper(deps, person, caseNo);
}
