import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { bodyHash } from '../casebook/casebook.ts';
import { InvalidInput } from '../casebook/errors.ts';
import { newReceiptCode, receiptHash, seal, unseal } from '../casebook/sealing.ts';
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

/** The answer to whoever opened a case. */
export function openedView(file: CaseFile): { caseNo: string; dueAt: string | null; provisional: boolean } {
  const governs = governing(file);
  return { caseNo: file.caseNo, dueAt: governs ? new Date(governs.dueAt).toISOString() : null, provisional: governs?.provisional ?? false };
}

type InstitutionRef = { id: string } | { name: string };

/** The institution of the register that a request means; a name that fits none, or more than one, is kept as written. */
export async function institutionOf(
  { prisma }: Deps,
  ref: InstitutionRef,
  division: string,
): Promise<{ id?: string; name: string; division?: string }> {
  if ('id' in ref) {
    const found = await prisma.institution.findUnique({ where: { id: ref.id }, select: { id: true, name: true, division: true } });
    if (!found) throw new InvalidInput('institution.id', 'no institution has this id');
    return found;
  }
  const alike = await prisma.institution.findMany({
    where: { name: { equals: ref.name, mode: 'insensitive' }, division: { startsWith: division.slice(0, 4) } },
    select: { id: true, name: true, division: true },
    take: 2,
  });
  return alike.length === 1 && alike[0] ? alike[0] : { name: ref.name };
}

/** Officials whom a complaint names, with the user behind a name where exactly one fits. They are kept from the case. */
export async function namedOfficials(
  { prisma, people }: Deps,
  named: { name?: string | undefined; userId?: string | undefined }[],
  division: string,
) {
  return Promise.all(
    named.map(async ({ name, userId }, i) => {
      if (userId !== undefined) {
        const person = await people.find(userId);
        if (!person) throw new InvalidInput(`namedOfficials.${i}.userId`, 'no user has this id');
        return { name: name ?? person.name, userId };
      }
      const alike = await prisma.user.findMany({
        where: { name: name ?? '', division: { startsWith: division.slice(0, 4) } },
        select: { id: true },
        take: 2,
      });
      return alike.length === 1 && alike[0] ? { name: name ?? '', userId: alike[0].id } : { name: name ?? '' };
    }),
  );
}

interface Informant {
  name?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
}

/** A receipt code and the informant, sealed; each bound to the receipt, so that a sealed value cannot be moved to another case. */
export function sealedIntake({ ring }: Deps, informant: Informant | undefined) {
  const code = newReceiptCode();
  const codeHash = receiptHash(code);
  const sealed = (field: keyof Informant) => {
    const value = informant?.[field];
    return value === undefined ? null : seal(ring, value, `informant.${field}:${codeHash}`);
  };
  const given = informant && Object.values(informant).some((v) => v !== undefined);
  return {
    code,
    receipt: { codeHash, codeSealed: seal(ring, code, `receipt:${codeHash}`) },
    ...(given ? { informant: { name: sealed('name'), phone: sealed('phone'), address: sealed('address') } } : {}),
  };
}

/** The receipt code of a case that was opened before: a repeated request is answered as the first was. */
export async function receiptCodeOf({ prisma, ring }: Deps, caseNo: string): Promise<string | undefined> {
  const row = await prisma.receipt.findUnique({ where: { caseNo } });
  return row ? unseal(ring, row.codeSealed, `receipt:${row.codeHash}`) : undefined;
}
