import { z } from 'zod';
import { caseRow } from '../../casebook/reading.ts';
import { receiptHash } from '../../casebook/sealing.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { publicLimit } from '../limits.ts';
import { NotFound } from '../problems.ts';
import { deadlinesOf } from '../reads/deadlines.ts';
import { Text } from '../schemas/common.ts';
import { LedgerDay } from '../schemas/views.ts';

const PUBLIC: Actor = { id: 'public', role: 'public', name: '投诉人' };
const Code = z.object({ receiptCode: z.string().min(10).max(60) });
const Followed = z.object({
  caseNo: z.string(),
  stage: z.string(),
  stageTitle: z.string(),
  status: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  provisional: z.boolean(),
  ledger: z.array(LedgerDay),
  answer: z.string().nullable(),
  transferredTo: z.string().nullable(),
});
const Satisfaction = z.strictObject({ satisfied: z.boolean(), score: z.int().min(1).max(5).optional(), note: Text.optional() });
const PublicInstitution = z.object({ name: z.string(), division: z.string(), address: z.string().nullable() });

/** What complainants may do with their receipt code, and what is published. No session, no names. */
export function portal(door: Door, deps: Deps): void {
  const { prisma, pool, casebook } = deps;
  const limit = [publicLimit(deps.limits.publicLookUp)];

  const fileBehind = async (code: string): Promise<ComplaintFile> => {
    const receipt = await prisma.receipt.findUnique({ where: { codeHash: receiptHash(code) } });
    const row = receipt && (await caseRow(pool, receipt.caseNo, ''));
    if (!row) throw new NotFound();
    return row.file as ComplaintFile;
  };
  const view = async (file: ComplaintFile): Promise<z.output<typeof Followed>> => {
    const { deadlines, history } = await deadlinesOf(deps, file);
    const answer = [...deadlines, ...history].find((d) => d.name === 'answer'); // the newest; once answered, the one that held
    return {
      caseNo: file.caseNo,
      stage: file.stage,
      stageTitle: CASE_TYPE.complaint.stageTitles[file.stage]?.zh ?? file.stage,
      status: file.stage === 'closed' ? 'closed' : 'open',
      outcome: file.outcome ?? null,
      receivedAt: new Date(file.receivedAt).toISOString(),
      dueAt: answer?.dueAt ?? null,
      provisional: answer?.provisional ?? false,
      ledger: answer?.ledger ?? [],
      answer: file.answer?.text ?? null,
      transferredTo: file.transferredTo?.department ?? null,
    };
  };

  door.add(
    {
      method: 'get',
      path: '/public/complaints/{receiptCode}',
      summary: '凭回执码查询',
      tag: 'public',
      may: 'public',
      params: Code,
      before: limit,
      response: Followed,
    },
    async ({ params }) => view(await fileBehind(params.receiptCode)),
  );

  const takes = (path: string, summary: string, body: z.ZodType, action: (input: never) => { name: string; input: unknown }) =>
    door.add(
      {
        method: 'post',
        path: `/public/complaints/{receiptCode}/${path}`,
        summary,
        tag: 'public',
        may: 'public',
        params: Code,
        body,
        before: limit,
        response: Followed,
      },
      async ({ params, body: said, req }) => {
        const { caseNo } = await fileBehind(params.receiptCode);
        return view(
          (await casebook.act(caseNo, { ...action(said as never), actor: PUBLIC }, { key: `public:${keyOf(req)}` })) as ComplaintFile,
        );
      },
    );
  takes('supplements', '补充', z.strictObject({ text: Text }), (input) => ({ name: 'supplement', input }));
  takes('callback', '评价答复', Satisfaction, (input: z.output<typeof Satisfaction>) => ({
    name: 'recordCallback',
    input: { reached: true, ...input },
  }));
  takes('reopening', '申请重新办理', z.strictObject({ reason: Text }), (input) => ({ name: 'requestReopening', input }));

  door.add(
    {
      method: 'get',
      path: '/public/institutions',
      summary: '机构名单公开',
      tag: 'public',
      may: 'public',
      before: limit,
      query: z.strictObject({ listKind: z.enum(['filed', 'unfiled']).default('filed') }),
      response: z.object({ items: z.array(PublicInstitution), asOf: z.iso.datetime() }),
    },
    async ({ query: { listKind } }) => {
      const items = await prisma.institution.findMany({
        where: { filingStatus: listKind },
        orderBy: { name: 'asc' },
        take: 1_000,
        select: { name: true, division: true, address: true },
      });
      return { items, asOf: new Date().toISOString() };
    },
  );

  const Published = z.object({
    institution: z.string().nullable(),
    description: z.string(),
    kind: z.string(),
    problem: z.boolean(),
    result: z.boolean(),
  });
  door.add(
    {
      method: 'get',
      path: '/public/rectifications',
      summary: '隐患与整改结果公开',
      tag: 'public',
      may: 'public',
      before: limit,
      response: z.object({ items: z.array(Published) }),
    },
    async () => {
      const { rows } = await pool.query<z.output<typeof Published>>({
        name: 'published-items',
        text: `SELECT c.institution_name AS institution, i ->> 'description' AS description, i ->> 'kind' AS kind,
            i -> 'published' ? 'problem' AS problem, i -> 'published' ? 'result' AS result
          FROM case_file c, jsonb_array_elements(c.file -> 'items') i
          WHERE c.type = 'rectification' AND jsonb_array_length(i -> 'published') > 0 ORDER BY c.opened_at DESC LIMIT 500`,
      });
      return { items: rows };
    },
  );
}
