import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { signatureOf } from '../../storage/picture.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { takeIn } from '../evidence-intake.ts';
import { idFor, keyOf } from '../intake.ts';
import { NotFound } from '../problems.ts';
import { isInstitution, ownEvidence } from '../reads/disclosure.ts';
import { SignatureInput, SignatureView } from '../schemas/papers.ts';
import { CaseNo } from '../schemas/queries.ts';
import { actorOf, personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const MAX_BYTES = 5 * 1024 * 1024;
/** A signature in the list of a case; an institution is shown the pictures of its own only. */
const ListedSignature = SignatureView.extend({ evidenceId: z.string().nullable() });
const WHOSE = { inspector: '检查人员', institution: '养老机构' };

/**
 * Signatures of both sides, drawn on a screen or scanned. Each is evidence of the case and stands on its trail; the records that are made
 * afterwards on the same day show it.
 */
export function signatures(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/signatures',
      summary: '双方签名',
      tag: 'evidence',
      may: 'papers.read',
      params: CaseNo,
      response: z.object({ items: z.array(ListedSignature) }),
    },
    async ({ params: { caseNo }, req }) => {
      const person = personOf(req);
      await seenBy(deps, person, caseNo);
      const kept = await deps.prisma.caseSignature.findMany({
        where: { caseNo },
        orderBy: { signedAt: 'asc' },
        include: { evidence: true },
      });
      const own = new Set(
        (
          await ownEvidence(
            deps,
            person,
            kept.map((s) => s.evidence),
          )
        ).map(({ id }) => id),
      );
      const shown = (id: string) => !isInstitution(person) || own.has(id);
      return { items: kept.map((s) => ({ ...view(s), evidenceId: shown(s.evidenceId) ? s.evidenceId : null })) };
    },
  );
  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/signatures',
      summary: '采集签名',
      tag: 'evidence',
      may: 'signatures.add',
      params: CaseNo,
      body: SignatureInput,
      response: SignatureView,
      status: 201,
    },
    async ({ params: { caseNo }, body, req }) => {
      const person = personOf(req);
      await seenBy(deps, person, caseNo);
      if (isInstitution(person) && body.role !== 'institution') throw new InvalidInput('role', 'an institution signs for itself');
      const key = `signature:${keyOf(req)}`;
      const evidenceId = body.evidenceId ?? (await keepDrawing(deps, body, { caseNo, by: person.id, key }));
      const picture = await pictureOf(deps, { person, caseNo, evidenceId });
      const { sha256 } = await deps.store.put(await signatureOf(picture), { maxBytes: MAX_BYTES });
      const note = `签名：${WHOSE[body.role]}（${body.name}）`;
      await deps.casebook.act(caseNo, { name: 'attachEvidence', input: { evidence: [evidenceId], note }, actor: actorOf(req) }, { key });
      const id = idFor(`${person.id} ${caseNo} ${key}`);
      const data = { id, caseNo, role: body.role, name: body.name, evidenceId, sha256, capturedBy: person.id };
      await deps.prisma.caseSignature.createMany({ data, skipDuplicates: true });
      return view(await deps.prisma.caseSignature.findUniqueOrThrow({ where: { id } }));
    },
  );
}

type Role = z.output<typeof SignatureView>['role'];
const view = ({
  id,
  role,
  name,
  evidenceId,
  signedAt,
}: {
  id: string;
  role: string;
  name: string;
  evidenceId: string;
  signedAt: Date;
}) => ({
  id,
  role: role as Role,
  name,
  evidenceId,
  signedAt: signedAt.toISOString(),
});

/** Takes a drawing in like a file that was sent. @throws BadPicture, UnsupportedType */
async function keepDrawing(
  deps: Deps,
  { drawing = '', name }: z.output<typeof SignatureInput>,
  handed: { caseNo: string; by: string; key: string },
): Promise<string> {
  const file = { path: path.join(os.tmpdir(), `anlao-signature-${randomUUID()}`), originalname: `签名-${name}.png` };
  await writeFile(file.path, Buffer.from(drawing.slice(drawing.indexOf(',') + 1), 'base64'), { mode: 0o600 });
  const { id } = await takeIn(deps, file, { ...handed, maxBytes: MAX_BYTES }, async () => undefined);
  return id;
}

/** The picture of a signature that is evidence of this very case. @throws InvalidInput, NotFound */
async function pictureOf(
  deps: Deps,
  { person, caseNo, evidenceId }: { person: Parameters<typeof ownEvidence>[1]; caseNo: string; evidenceId: string },
): Promise<Buffer> {
  const found = await deps.prisma.evidence.findFirst({ where: { id: evidenceId, caseNo } });
  if (!found) throw new InvalidInput('evidenceId', 'there is no such evidence in this case');
  if (isInstitution(person) && (await ownEvidence(deps, person, [found])).length === 0) throw new NotFound();
  const scan = await deps.contents.scanOf(found.sha256);
  if (scan === 'waiting' || scan === 'infected') throw new InvalidInput('evidenceId', 'the file is in quarantine');
  return buffer(await deps.store.open(found.copySha256 ?? found.sha256));
}
