import type { Request, Response } from 'express';
import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { changedCases, changedInstitutions, csvOf, logExchange, readTheirs, reconcile, takeOver } from '../../intake/exchange.ts';
import { UnreadableFile } from '../../intake/rows.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeOf } from '../permissions.ts';
import { atKey, KEYS, pageOf, placeOf } from '../reads/cursor.ts';
import { PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';
import { oneFile } from '../upload.ts';

const MAX_BYTES = 50 * 1024 * 1024;
const ChangesQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).default('1970-01-01T00:00:00Z'),
  format: z.enum(['json', 'csv']).default('json'),
});
const Exchanged = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const Changes = z.object({ items: z.array(Exchanged), asOf: z.iso.datetime() });
const Named = z.object({ id: z.string(), name: z.string() });
const Difference = z.object({ field: z.string(), here: z.string().nullable(), there: z.string().nullable() });
const Reconciled = z.object({
  same: z.int(),
  onlyHere: z.array(Named),
  onlyThere: z.array(z.object({ nationalNumber: z.string(), name: z.string() })),
  different: z.array(Named.extend({ nationalNumber: z.string(), fields: z.array(Difference) })),
});
const Entry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  what: z.string(),
  division: z.string(),
  by: z.string(),
  counts: z.record(z.string(), z.number()),
});

/** Exchange with the national elder-care system (金民工程, R-009, R-203, R-204): what changed here, their records, and how the two differ. */
export function exchange(door: Door, deps: Deps): void {
  const { pool, prisma } = deps;
  const common = { tag: 'exchange', may: 'exchange.use' } as const;
  const log = (req: Request, what: string, counts: object) => {
    const { id: by, division } = personOf(req);
    return logExchange(pool, { what, division, by, counts });
  };

  for (const [what, summary, changed] of [
    ['institutions', '导出养老机构', changedInstitutions],
    ['cases', '导出检查和整改案件', changedCases],
  ] as const)
    door.add(
      { ...common, method: 'get', path: `/exchange/${what}`, summary, query: ChangesQuery, response: Changes },
      async ({ query: { since, format }, req, res }) => {
        const asOf = new Date().toISOString();
        const scope = { division: personOf(req).division, since: new Date(since) };
        const items = await seenOf(deps, personOf(req), await changed(pool, scope), scope.since);
        await log(req, `export ${what}`, { records: items.length });
        return format === 'csv' ? sendCsv(res, what, items) : { items, asOf };
      },
    );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/exchange/reconciliation',
      summary: '与全国养老服务信息系统对账',
      upload: z.object({}),
      before: [oneFile({ maxBytes: MAX_BYTES })],
      response: Reconciled,
    },
    async ({ req }) => {
      const report = await reconcile(pool, { division: personOf(req).division, theirs: await theirsIn(req) });
      const { same, onlyHere, onlyThere, different } = report;
      await log(req, 'reconcile', { same, onlyHere: onlyHere.length, onlyThere: onlyThere.length, different: different.length });
      return report;
    },
  );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/exchange/institutions',
      summary: '接收全国系统的养老机构',
      upload: z.object({}),
      before: [oneFile({ maxBytes: MAX_BYTES })],
      response: z.object({ records: z.int(), taken: z.int() }),
    },
    async ({ req }) => {
      const theirs = await theirsIn(req);
      const taken = await takeOver(pool, { division: personOf(req).division, theirs });
      await log(req, 'import institutions', { records: theirs.length, taken });
      return { records: theirs.length, taken };
    },
  );

  door.add(
    { ...common, method: 'get', path: '/exchange/log', summary: '数据交换日志', query: PageQuery, response: page(Entry) },
    async ({ query: { cursor, limit }, req }) => {
      const before = placeOf(cursor, KEYS.number);
      const rows = await prisma.exchangeLog.findMany({
        where: { division: personOf(req).division, ...(before ? { id: { lt: BigInt(before.key) } } : {}) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
      return {
        items: shown.map(({ id, at, what, division, doneBy, counts }) =>
          Entry.parse({ id: String(id), at: at.toISOString(), what, division, by: doneBy, counts }),
        ),
        nextCursor,
      };
    },
  );
}

/** Of what is exchanged, no case that this person may not see. */
async function seenOf({ prisma }: Deps, person: Person, items: readonly object[], since: Date): Promise<readonly object[]> {
  if (!items.some((item) => 'caseNo' in item)) return items;
  const where = { AND: [scopeOf(person), { changedAt: { gte: since } }] };
  const seen = new Set<unknown>((await prisma.caseFile.findMany({ where, select: { caseNo: true } })).map(({ caseNo }) => caseNo));
  return items.filter((item) => 'caseNo' in item && seen.has(item.caseNo));
}

/** The records of an uploaded file. @throws InvalidInput */
async function theirsIn({ file }: Request) {
  if (!file) throw new InvalidInput('file', 'a CSV or JSON file is missing');
  try {
    return await readTheirs(file.path);
  } catch (error) {
    throw error instanceof UnreadableFile ? new InvalidInput('file', error.message) : error;
  }
}

function sendCsv(res: Response, name: string, items: readonly object[]): void {
  res.set('Content-Disposition', `attachment; filename="${name}.csv"`).type('text/csv').send(csvOf(items));
}
