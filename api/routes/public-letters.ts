import { z } from 'zod';
import { endLinks, linkBehind } from '../../casebook/letter-links.ts';
import { caseRow } from '../../casebook/reading.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import { type Letter, lettersOf } from '../../domain/letters.ts';
import type { RectificationFile } from '../../domain/rectification.ts';
import type { Actor } from '../../domain/roles.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { takeIn } from '../evidence-intake.ts';
import { keyOf } from '../intake.ts';
import { type Language, languageOf } from '../language.ts';
import { publicLimit } from '../limits.ts';
import { NotFound } from '../problems.ts';
import { Line, Text } from '../schemas/common.ts';
import { filesOf, severalFiles } from '../upload.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const MOST_FILES = 5;
const Token = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) });
const Reply = z.strictObject({ text: Text, respondent: Line });
const PublicLetter = z.object({
  department: z.string(),
  from: z.string(),
  purpose: z.enum(['notice', 'transfer', 'jointEnforcement']),
  subject: z.string(),
  writtenOn: z.iso.date(),
  replyBefore: z.iso.date().nullable(),
  institution: z.string().nullable(),
  reason: z.string().nullable(),
  items: z.array(z.object({ no: z.int(), description: z.string(), kind: z.string(), dueOn: z.iso.date().nullable() })),
  answered: z.boolean(),
});

/** The department behind a link: it has no account, and the link says which it is. */
const departmentOf = ({ department }: Letter): Actor => ({ id: 'letter', role: 'department', name: department });

/** How a department without an account reads a letter and answers it, once: what the link is for, and nothing else of the case. */
export function publicLetters(door: Door, deps: Deps): void {
  const { pool, casebook } = deps;
  const common = { tag: 'public', may: 'public', params: Token } as const;
  const limit = publicLimit(deps.pool, { name: 'letters', perMinute: deps.limits.publicLookUp });

  /** @throws NotFound alike for what never was, has expired and was revoked */
  const behind = async (token: string): Promise<{ file: CaseFile; letter: Letter }> => {
    const link = await linkBehind(pool, token);
    const row = link && (await caseRow(pool, link.caseNo, ''));
    const letter = row && lettersOf(row.file).find(({ no }) => no === link.letterNo);
    if (!letter) throw new NotFound();
    return { file: row.file, letter };
  };

  door.add(
    { ...common, method: 'get', path: '/public/letters/{token}', summary: '部门查看来函', before: [limit], response: PublicLetter },
    async ({ params, req }) => {
      const { file, letter } = await behind(params.token);
      return shown(deps, file, letter, languageOf(req));
    },
  );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/public/letters/{token}/reply',
      summary: '部门回函',
      before: [limit, severalFiles({ maxBytes: MAX_BYTES, most: MOST_FILES })],
      upload: Reply,
      mostFiles: MOST_FILES,
      body: Reply,
      response: z.object({ answered: z.literal(true) }),
    },
    async ({ params, body, req }) => {
      const { file, letter } = await behind(params.token);
      const { caseNo } = file;
      const evidence: string[] = [];
      for (const [i, received] of filesOf(req).entries()) {
        const handed = { caseNo, by: `letter:${letter.no}`, key: `${keyOf(req)}:${i}`, maxBytes: MAX_BYTES };
        evidence.push((await takeIn(deps, received, handed, async () => undefined)).id);
      }
      const input = { letterNo: letter.no, ...body, ...(evidence.length > 0 ? { evidence } : {}) };
      await casebook.act(caseNo, { name: 'recordReply', input, actor: departmentOf(letter) }, { key: `letter:${letter.no}:${keyOf(req)}` });
      await endLinks(pool, caseNo, letter.no, 'used');
      return { answered: true };
    },
  );
}

/** What the department has to know. Of an answered letter it is only said that it was answered. */
async function shown({ prisma }: Deps, file: CaseFile, letter: Letter, language: Language): Promise<z.output<typeof PublicLetter>> {
  const division = await prisma.division.findUnique({ where: { code: file.division }, select: { name: true } });
  const open = letter.reply === undefined;
  const { title } = CASE_TYPE[file.type];
  return {
    department: letter.department,
    from: `${division?.name ?? file.division}民政局`,
    purpose: letter.purpose,
    subject: language === 'en' ? `${title.en} (${file.caseNo})` : `${title.zh}（${file.caseNo}）`,
    writtenOn: dayOf(letter.at),
    replyBefore: letter.replyBefore ?? null,
    institution: open && file.institution?.id !== undefined ? file.institution.name : null,
    reason: open ? reasonOf(file, letter) : null,
    items: open && file.type === 'rectification' ? itemsOf(file as RectificationFile) : [],
    answered: !open,
  };
}

const reasonOf = (file: CaseFile, { purpose }: Letter): string | null =>
  purpose === 'transfer' ? ((file as { transferredTo?: { reason: string } }).transferredTo?.reason ?? null) : null;

const itemsOf = ({ items }: RectificationFile) =>
  items
    .filter(({ state }) => state !== 'signedOff')
    .map(({ no, description, kind, dueOn }) => ({ no, description, kind, dueOn: dueOn ?? null }));
