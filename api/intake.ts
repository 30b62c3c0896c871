import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { InvalidInput } from '../casebook/errors.ts';
import { divisionPrefix, type Person, within } from '../casebook/people.ts';
import { bodyHash } from '../casebook/requests.ts';
import { type Informant, sealInformant, sealReceiptCode, unsealReceiptCode } from '../casebook/sealed-fields.ts';
import { newReceiptCode, receiptHash } from '../casebook/sealing.ts';
import { type CaseFile, governing } from '../domain/kernel/case-file.ts';
import type { Deps } from './deps.ts';

/** The caller's key, or one that nobody else has. */
export const keyOf = (req: Request): string => {
  const key = req.get('Idempotency-Key');
  if (key !== undefined && (key.length === 0 || key.length > 200))
    throw new InvalidInput('Idempotency-Key', 'between 1 and 200 characters');
  return key ?? randomUUID();
};

/** What a repeated request is recognised by: who sent it where, its key, and what it said. */
export const requestOf = (req: Request, who: string, body: unknown) => ({
  scope: `${who}:${req.path}`,
  key: keyOf(req),
  bodyHash: bodyHash(body),
});

/** One id for each request, so that a repeated one adds nothing (the layout of a version 8 UUID). */
export function idFor(request: string): string {
  const hex = createHash('sha256').update(request).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The answer to whoever opened a case. */
export function openedView(file: CaseFile): { caseNo: string; dueAt: string | null; provisional: boolean } {
  const governs = governing(file);
  return { caseNo: file.caseNo, dueAt: governs ? new Date(governs.dueAt).toISOString() : null, provisional: governs?.provisional ?? false };
}

type InstitutionRef = { id: string } | { name: string };

const ALIKE = `SELECT id, name, division FROM institution
  WHERE division LIKE $2 || '%' AND lower(regexp_replace(normalize(name, NFKC), '\\s', '', 'g')) = $1 LIMIT 2`;
const normal = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The institution of the register that a request means; a name that fits none of the division, or more than one, is kept as written. */
export async function institutionOf(
  { prisma, pool }: Deps,
  ref: InstitutionRef,
  division: string,
): Promise<{ id?: string; name: string; division?: string }> {
  if ('id' in ref) {
    const found = await prisma.institution.findUnique({ where: { id: ref.id }, select: { id: true, name: true, division: true } });
    if (!found) throw new InvalidInput('institution.id', 'no institution has this id');
    return found;
  }
  const { rows } = await pool.query<{ id: string; name: string; division: string }>({
    name: 'institutions-alike',
    text: ALIKE,
    values: [normal(ref.name), divisionPrefix(division)],
  });
  return rows.length === 1 && rows[0] ? rows[0] : { name: ref.name };
}

/** As `institutionOf`, for a case that the person opens in their own work: within their division, and for an institution only its own. */
export async function ownInstitutionOf(deps: Deps, ref: InstitutionRef, person: Person) {
  const found = await institutionOf(deps, ref, person.division);
  if (found.division !== undefined && !within(found.division, person.division))
    throw new InvalidInput('institution.id', 'no institution of this division has this id');
  if (person.role === 'institution' && (found.id === undefined || found.id !== person.institutionId))
    throw new InvalidInput('institution', 'an institution files for itself');
  return found;
}

/**
 * Officials whom a complaint names, with every user behind a name who could come near the case: at, above or under its division. They are kept
 * from it; of two with the same name, both, because nobody knows yet which is meant.
 */
export async function namedOfficials(
  { prisma, people }: Deps,
  named: { name?: string | undefined; userId?: string | undefined }[],
  division: string,
): Promise<{ name: string; userId?: string }[]> {
  const isNear = ({ division: theirs }: { division: string | null }) =>
    theirs !== null && (within(division, theirs) || within(theirs, division));
  const found = named.map(async ({ name = '', userId }, i) => {
    if (userId !== undefined) {
      const person = await people.find(userId);
      if (!person || !isNear(person)) throw new InvalidInput(`namedOfficials.${i}.userId`, 'no user has this id');
      return [{ name: name || person.name, userId }];
    }
    const near = (await prisma.user.findMany({ where: { name }, select: { id: true, division: true } })).filter(isNear);
    return near.length === 0 ? [{ name }] : near.map((u) => ({ name, userId: u.id }));
  });
  return (await Promise.all(found)).flat();
}

/** A receipt code, and what is sealed once the number of the case is known: the code, and the informant if there is one. */
export function sealedIntake({ ring }: Deps, informant: Informant = {}) {
  const code = newReceiptCode();
  const given = Object.values(informant).some((value) => value !== undefined);
  const sealed = (caseNo: string) => ({
    receipt: { codeHash: receiptHash(code), codeSealed: sealReceiptCode(ring, caseNo, code) },
    ...(given ? { informant: sealInformant(ring, caseNo, informant) } : {}),
  });
  return { code, sealed };
}

/** The receipt code of a case that was opened before: a repeated request is answered as the first was. */
export async function receiptCodeOf({ prisma, ring }: Deps, caseNo: string): Promise<string | undefined> {
  const row = await prisma.receipt.findUnique({ where: { caseNo } });
  return row ? unsealReceiptCode(ring, caseNo, row.codeSealed) : undefined;
}
