import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { caseRow } from '../../casebook/reading.ts';
import { receiptHash } from '../../casebook/sealing.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { takeIn } from '../evidence-intake.ts';
import { keyOf } from '../intake.ts';
import { languageOf } from '../language.ts';
import { codeLimit, publicLimit } from '../limits.ts';
import { NotFound, NotPrinted } from '../problems.ts';
import { COMPLAINANT, complainantView, FOR_THE_COMPLAINANT } from '../reads/complainant-view.ts';
import { Reason } from '../schemas/common.ts';
import { Followed, HandedIn, ReceiptCode, Satisfaction, Supplement } from '../schemas/public.ts';
import { sendContent } from '../send-content.ts';
import { oneFile } from '../upload.ts';

/** What an unknown sender may lay into one case: so many bytes a file, so many files. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_FILES = 20;
const OPEN = { tag: 'public', may: 'public' } as const;

/** What complainants may do with their receipt code. No session, no names. */
export function complainant(door: Door, deps: Deps): void {
  const { prisma, store } = deps;
  const perCode = codeLimit(deps.pool, { name: 'receipt', perMinute: deps.limits.codeLookUp });
  const before = [publicLimit(deps.pool, { name: 'complainant', perMinute: deps.limits.publicLookUp }), perCode];
  const fileBehind = async (code: string): Promise<ComplaintFile> => {
    const receipt = await prisma.receipt.findUnique({ where: { codeHash: receiptHash(code) } });
    const row = receipt && (await caseRow(deps.pool, receipt.caseNo, ''));
    if (!row) throw new NotFound();
    return row.file as ComplaintFile;
  };
  const base = '/public/complaints/{receiptCode}';

  door.add(
    { ...OPEN, method: 'get', path: base, summary: '凭回执码查询', params: ReceiptCode, before, response: Followed },
    async ({ params, req }) => complainantView(deps, await fileBehind(params.receiptCode), languageOf(req)),
  );

  const takes = (path: string, summary: string, body: z.ZodType, action: (input: never) => { name: string; input: unknown }) =>
    door.add(
      { ...OPEN, method: 'post', path: `${base}/${path}`, summary, params: ReceiptCode, body, before, response: Followed },
      async ({ params, body: said, req }) => {
        const { caseNo } = await fileBehind(params.receiptCode);
        const taken = action(said as never);
        await checkFiles(deps, caseNo, taken.input);
        const file = await deps.casebook.act(caseNo, { ...taken, actor: COMPLAINANT }, { key: `public:${keyOf(req)}` });
        return complainantView(deps, file as ComplaintFile, languageOf(req));
      },
    );
  takes('supplements', '补充', Supplement, (input) => ({ name: 'supplement', input }));
  takes('callback', '评价答复', Satisfaction, (input: z.output<typeof Satisfaction>) => ({
    name: 'recordCallback',
    input: { reached: true, ...input },
  }));
  takes('reopening', '申请重新办理', Reason, (input) => ({ name: 'requestReopening', input }));

  door.add(
    {
      ...OPEN,
      method: 'post',
      path: `${base}/evidence`,
      summary: '上传材料',
      params: ReceiptCode,
      upload: z.object({}),
      before: [
        publicLimit(deps.pool, { name: 'complainant-files', perMinute: deps.limits.publicIntake }),
        perCode,
        oneFile({ maxBytes: MAX_BYTES }),
      ],
      response: HandedIn,
      status: 201,
    },
    async ({ params, req }) => {
      const { caseNo, stage } = await fileBehind(params.receiptCode);
      const handed = { caseNo, by: COMPLAINANT.id, key: keyOf(req), maxBytes: MAX_BYTES };
      const { id, name, mediaType, bytes } = await takeIn(deps, req.file, handed, async () => {
        if (stage === 'closed') throw new InvalidInput('file', 'the case is closed');
        const had = await prisma.evidence.count({ where: { caseNo, uploadedBy: COMPLAINANT.id } });
        if (had >= MAX_FILES) throw new InvalidInput('file', `at most ${MAX_FILES} files`);
      });
      return { id, name, mediaType, bytes };
    },
  );

  door.add(
    {
      ...OPEN,
      method: 'get',
      path: `${base}/documents/{id}`,
      summary: '答复文书',
      params: ReceiptCode.extend({ id: z.uuid() }),
      before,
      response: 'binary',
    },
    async ({ params: { receiptCode, id }, res }) => {
      const { caseNo } = await fileBehind(receiptCode);
      const found = await prisma.caseDocument.findFirst({ where: { id, caseNo, kind: { in: FOR_THE_COMPLAINANT } } });
      if (!found) throw new NotFound();
      if (!found.sha256) throw new NotPrinted();
      await sendContent(res, await store.open(found.sha256), { mediaType: found.mediaType });
    },
  );
}

/** The files that a complainant names are ones they handed in to this very case. @throws InvalidInput */
async function checkFiles({ prisma }: Deps, caseNo: string, input: unknown): Promise<void> {
  const { evidence = [] } = input as { evidence?: string[] };
  if (evidence.length === 0) return;
  const known = await prisma.evidence.findMany({ where: { caseNo, uploadedBy: COMPLAINANT.id }, select: { id: true } });
  const unknown = evidence.find((id) => !known.some((e) => e.id === id));
  if (unknown !== undefined) throw new InvalidInput('evidence', `no file ${unknown} was handed in`);
}
