import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { endLinks, expiryOf, letterUrl, linksOf, tokenOf } from '../../casebook/letter-links.ts';
import type { Person } from '../../casebook/people.ts';
import { DEPARTMENTS, isDepartment } from '../../domain/departments.ts';
import { type Letter, lettersOf } from '../../domain/letters.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { divisionFor, withOwnLetters } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { Line } from '../schemas/common.ts';
import { CaseNo, Division } from '../schemas/queries.ts';
import { personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const Instant = z.iso.datetime();
const LinkView = z.object({
  id: z.string(),
  state: z.enum(['open', 'answered', 'expired', 'revoked']),
  createdAt: Instant,
  expiresAt: Instant,
  openedAt: Instant.nullable(),
});
const LetterView = z.object({
  no: z.int(),
  department: z.string(),
  purpose: z.string(),
  writtenAt: Instant,
  replyBefore: z.string().nullable(),
  reply: z.object({ at: Instant, text: z.string(), respondent: z.string().nullable(), evidence: z.array(z.string()) }).nullable(),
  links: z.array(LinkView),
});
const LetterOf = CaseNo.extend({ no: z.coerce.number().int().min(1).max(1000) });
const Contact = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  division: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
const NewContact = z.strictObject({
  code: z.string().refine(isDepartment, 'no department has this code'),
  division: Division.optional(),
  name: Line,
  email: z.email().max(200).nullable().default(null),
  phone: z.string().max(40).nullable().default(null),
});

/** Links are the business of those who write the letters, and of those who look over them. */
const seesLinks = ({ role }: Person): boolean => role !== 'department';

/** Letters to departments: what was written and answered, the links they were sent with, and where they go. */
export function letters(door: Door, deps: Deps): void {
  const { prisma, pool, ring, departments } = deps;

  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/letters',
      summary: '致有关部门的函',
      tag: 'letters',
      may: 'letters.read',
      params: CaseNo,
      response: z.object({ items: z.array(LetterView) }),
    },
    async ({ params, req }) => {
      const person = personOf(req);
      const file = withOwnLetters(person, await seenBy(deps, person, params.caseNo));
      const links = seesLinks(person) ? await linksOf(pool, file.caseNo) : [];
      return { items: lettersOf(file).map((letter) => viewOf(letter, links)) };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/letters/{no}/links',
      summary: '重新发函',
      tag: 'letters',
      may: 'letters.send',
      params: LetterOf,
      body: z.strictObject({ email: z.email().max(200).optional() }),
      response: z.object({ url: z.string(), expiresAt: Instant, mailed: z.boolean() }),
      status: 201,
    },
    async ({ params: { caseNo, no }, body: { email }, req }) => {
      const person = personOf(req);
      const { file, letter } = await theLetter(deps, person, caseNo, no);
      if (letter.reply) throw new InvalidInput('no', 'the letter was answered');
      if (email && !deps.mailroom.sendsMail) throw new InvalidInput('email', 'e-mail is not set up');
      const id = randomUUID();
      const expiresAt = expiryOf(letter, Date.now());
      await endLinks(pool, caseNo, no, 'revoked');
      const token = await tokenOf(pool, ring, { id, caseNo, letterNo: no, expiresAt, by: person.id });
      if (email) await deps.effects.queueMore(caseNo, await deps.mailroom.letterAgain(file, letter, { email, linkId: id }));
      return { url: letterUrl(deps.linkBase, token ?? ''), expiresAt: new Date(expiresAt).toISOString(), mailed: email !== undefined };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/letters/{no}/revocation',
      summary: '撤销函件链接',
      tag: 'letters',
      may: 'letters.send',
      params: LetterOf,
      response: z.object({ revoked: z.literal(true) }),
    },
    async ({ params: { caseNo, no }, req }) => {
      await theLetter(deps, personOf(req), caseNo, no);
      await endLinks(pool, caseNo, no, 'revoked');
      return { revoked: true };
    },
  );

  door.add(
    {
      method: 'get',
      path: '/departments',
      summary: '部门通讯录',
      tag: 'letters',
      may: 'departments.read',
      response: z.object({ items: z.array(Contact) }),
    },
    async ({ req }) => {
      const contacts = await departments.under(personOf(req).division);
      const none = { division: null, name: null, email: null, phone: null };
      const items = DEPARTMENTS.flatMap(({ code, zh, en }) => {
        const known = contacts.filter((c) => c.code === code);
        return (known.length > 0 ? known : [none]).map(({ division, name, email, phone }) => ({
          code,
          zh,
          en,
          division,
          name,
          email,
          phone,
        }));
      });
      return { items };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/departments',
      summary: '登记部门地址',
      tag: 'letters',
      may: 'departments.manage',
      body: NewContact,
      response: NewContact.extend({ division: Division }),
    },
    async ({ body: { code, name, email, phone, division: asked }, req }) => {
      const person = personOf(req);
      const division = divisionFor(person, asked);
      const data = { name, email, phone, updatedBy: person.id, updatedAt: new Date() };
      const where = { division_code: { division, code } };
      await prisma.departmentContact.upsert({ where, create: { division, code, ...data }, update: data });
      departments.drop();
      return { division, code, name, email, phone };
    },
  );
}

/** @throws NoSuchCase, NotFound */
async function theLetter(deps: Deps, person: ReturnType<typeof personOf>, caseNo: string, no: number) {
  const file = await seenBy(deps, person, caseNo);
  const letter = lettersOf(file).find((l) => l.no === no);
  if (!letter) throw new NotFound();
  return { file, letter };
}

type Link = Awaited<ReturnType<typeof linksOf>>[number];

const stateOf = ({ revokedAt, usedAt, expiresAt }: Link): z.output<typeof LinkView>['state'] => {
  if (usedAt) return 'answered';
  if (revokedAt) return 'revoked';
  return expiresAt.getTime() <= Date.now() ? 'expired' : 'open';
};

const viewOf = ({ no, department, purpose, at, replyBefore, reply }: Letter, links: Link[]) => ({
  no,
  department,
  purpose,
  writtenAt: new Date(at).toISOString(),
  replyBefore: replyBefore ?? null,
  reply: reply
    ? { at: new Date(reply.at).toISOString(), text: reply.text, respondent: reply.respondent ?? null, evidence: reply.evidence }
    : null,
  links: links
    .filter((link) => link.letterNo === no)
    .map((link) => ({
      id: link.id,
      state: stateOf(link),
      createdAt: link.createdAt.toISOString(),
      expiresAt: link.expiresAt.toISOString(),
      openedAt: link.openedAt?.toISOString() ?? null,
    })),
});
