import { z } from 'zod';
import { NoSuchCase, Refused } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { anonymise, closedCase, standingOf } from '../../casebook/retention.ts';
import { CASE_TYPES, type CaseFile } from '../../domain/kernel/case-file.ts';
import { refuse } from '../../domain/kernel/refusal.ts';
import { RETENTION_STATES } from '../../domain/retention.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { languageOf } from '../language.ts';
import { maySee, scopeOf } from '../permissions.ts';
import { caseView } from '../reads/case-view.ts';
import { atKey, KEYS, pageOf, placeOf } from '../reads/cursor.ts';
import { papersOf } from '../reads/papers.ts';
import { Reason, Text } from '../schemas/common.ts';
import { CaseNo, PageQuery } from '../schemas/queries.ts';
import { CaseView, page } from '../schemas/views.ts';
import { actorOf, personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const tag = 'retention';
const RetentionView = z.object({
  caseNo: z.string(),
  type: z.enum(CASE_TYPES),
  closedAt: z.iso.datetime(),
  state: z.enum(RETENTION_STATES),
  /** The day on which the state changes. */
  on: z.iso.date().nullable(),
  /** What was removed, when and by whom. */
  removed: z
    .object({
      at: z.iso.datetime(),
      by: z.string(),
      events: z.int(),
      texts: z.int(),
      files: z.int(),
      documents: z.int(),
      informant: z.boolean(),
    })
    .nullable(),
});
const Hold = z.strictObject({ on: z.boolean(), reason: Text });

/** What becomes of closed cases: how long each is kept, what is held for the law, and what was made anonymous. */
export function retention(door: Door, deps: Deps): void {
  door.add(
    { method: 'get', path: '/retention', summary: '保存期限', tag, may: 'retention.read', query: PageQuery, response: page(RetentionView) },
    async ({ query, req }) => closedCases(deps, personOf(req), query),
  );

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/legal-hold',
      summary: '依法留存',
      tag,
      may: 'retention.hold',
      params: CaseNo,
      body: Hold,
      response: CaseView,
    },
    async ({ params: { caseNo }, body, req }) => {
      const person = personOf(req);
      const { id, name } = actorOf(req);
      const action = { name: 'legalHold', input: { ...body, by: id }, actor: { id, name, role: 'system' as const } };
      const guard = (file: CaseFile) => maySee(person, file);
      const file = await deps.casebook.act(caseNo, action, { key: `http:${id}:${keyOf(req)}`, guard });
      return caseView(deps, person, { file, papers: await papersOf(deps, caseNo) }, languageOf(req));
    },
  );

  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/anonymise',
      summary: '匿名化',
      tag,
      may: 'retention.anonymise',
      params: CaseNo,
      body: Reason,
      response: CaseView,
    },
    async ({ params: { caseNo }, body: { reason }, req }) => {
      const person = personOf(req);
      await seenBy(deps, person, caseNo);
      const file = await anonymise(deps, await reviewed(deps, caseNo), { by: actorOf(req), reason });
      return caseView(deps, person, { file, papers: await papersOf(deps, caseNo) }, languageOf(req));
    },
  );
}

/** The case, if it is closed and its time of being kept is over. @throws Refused otherwise */
async function reviewed(deps: Deps, caseNo: string) {
  const found = await closedCase(deps.pool, caseNo);
  if (!found) throw new Refused(refuse('not-closed-for-anonymity'));
  const { state, on } = await standingOf(deps, found, Date.now());
  if (state === 'anonymised') throw new NoSuchCase(caseNo);
  if (state === 'held') throw new Refused(refuse('held-for-the-law'));
  if (state === 'retain') throw new Refused(refuse('still-retained', { about: [`${on}`] }));
  return found;
}

/** Closed cases that the person may see, by number. */
async function closedCases(deps: Deps, person: Person, { cursor, limit }: z.output<typeof PageQuery>) {
  const place = placeOf(cursor, KEYS.id);
  const rows = await deps.prisma.caseFile.findMany({
    where: { AND: [scopeOf(person), { status: 'closed', closedAt: { not: null } }, place ? { caseNo: { gt: place.key } } : {}] },
    orderBy: { caseNo: 'asc' },
    take: limit + 1,
    select: { caseNo: true, file: true, closedAt: true },
  });
  const { items: shown, nextCursor } = pageOf(rows, limit, (row) => atKey(row.caseNo));
  const now = Date.now();
  const items = shown.map(async (row) => {
    const [file, closedAt] = [row.file as unknown as CaseFile, row.closedAt ?? new Date(now)];
    const { state, on } = await standingOf(deps, { file, closedAt }, now);
    const { at, ...removed } = file.anonymised ?? { at: undefined };
    return {
      caseNo: row.caseNo,
      type: file.type,
      closedAt: closedAt.toISOString(),
      state,
      on: on ?? null,
      removed: at === undefined ? null : { at: new Date(at).toISOString(), ...removed },
    };
  });
  return { items: await Promise.all(items), nextCursor };
}
